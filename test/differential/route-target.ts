/**
 * rtnetlink of both kernels, each pair of namespaces new.
 *
 * @module
 */
import { ACK, ask, attribute, join, message, named, REQUEST } from "../conformance/messages.ts";
import {
  type Endpoint,
  embeddedSubject,
  realSubject,
  type Subject,
} from "../conformance/subject.ts";
import { ROUTE_DIFFERENCES, viewOfRoute } from "./differences.ts";
import type { Target } from "./fuzz.ts";
import { isInScope, isRouteType, type ObjectName, routeDatagram, staysWithin } from "./route.ts";
import { stateOf } from "./route-state.ts";

const ROUTE = 0;
const CREATE = 0x400;

function openWith(subject: Subject, strict: boolean): Endpoint {
  const socket = subject.open(ROUTE);
  socket.setOption("NETLINK_EXT_ACK", true);
  socket.setOption("NETLINK_CAP_ACK", true);
  socket.setOption("NETLINK_GET_STRICT_CHK", strict);
  return socket;
}

/** Kinds of links that the embedded kernel has; a machine may lack some. */
const KINDS = ["dummy", "bridge", "veth", "vlan"];

/** Whether the machine's kernel has a kind of link. */
function hasKind(kind: string): boolean {
  const real = realSubject();
  const socket = openWith(real, true);
  const info = attribute(18, [...named(1, kind)]);
  const [answer] = ask(socket, message(16, REQUEST | ACK | CREATE, join(new Uint8Array(16), info)));
  real.close();
  return answer?.ack?.extack?.message !== "Unknown device type";
}

/** Requests about these objects. */
export function routeTarget(objects: readonly ObjectName[]): Target {
  const world = { objects, kinds: [...KINDS.filter(hasKind), "nope"] };
  return {
    perPair: 80,
    differences: ROUTE_DIFFERENCES,
    view: viewOfRoute,
    next: (random) => routeDatagram(random, world),
    allows: (type) => isRouteType(type, world),
    allowsBytes: (bytes) => staysWithin(bytes) && isInScope(bytes),
    state: (endpoint) => stateOf(endpoint, objects),
    open(random) {
      const [real, embedded] = [realSubject(), embeddedSubject()];
      const strict = random.chance(70);
      return {
        real: openWith(real, strict),
        embedded: openWith(embedded, strict),
        close() {
          real.close();
          embedded.close();
        },
      };
    },
  };
}
