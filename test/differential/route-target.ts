/**
 * rtnetlink of both kernels, each pair of namespaces new.
 *
 * @module
 */
import { messages } from "../../src/wire/index.ts";
import {
  ACK,
  ask,
  attribute,
  DUMP,
  drainBytes,
  join,
  message,
  named,
  REQUEST,
} from "../conformance/messages.ts";
import {
  type Endpoint,
  embeddedSubject,
  realSubject,
  type Subject,
} from "../conformance/subject.ts";
import { ROUTE_DIFFERENCES, viewOfRoute } from "./differences.ts";
import type { Target } from "./fuzz.ts";
import { isInScope, isRouteType, type ObjectName, routeDatagram, staysWithin } from "./route.ts";
import { isLasting, stateOf } from "./route-state.ts";

const ROUTE = 0;
const CREATE = 0x400;

function openWith(subject: Subject, strict: boolean): Endpoint {
  const socket = subject.open(ROUTE);
  socket.setOption("NETLINK_EXT_ACK", true);
  socket.setOption("NETLINK_CAP_ACK", true);
  socket.setOption("NETLINK_GET_STRICT_CHK", strict);
  return socket;
}

const [NEWNEIGH, DELNEIGH, GETNEIGH] = [28, 29, 30];
const NTF_PROXY = 8;
/** Bytes of an `ndmsg`. */
const NEIGHBOUR_HEADER = 12;

/**
 * Takes out the proxies that were left in a namespace before this one. The kernel finds those without a device by the
 * address of the namespace in its memory alone, and does not delete them with it: who comes next at that address has them.
 */
function forgetProxies(endpoint: Endpoint): void {
  const header = new Uint8Array(NEIGHBOUR_HEADER);
  header[10] = NTF_PROXY;
  endpoint.send(message(GETNEIGH, REQUEST | DUMP, header));
  for (const bytes of drainBytes(endpoint)) {
    for (const { type, payload, end } of messages(bytes)) {
      if (type === NEWNEIGH) {
        ask(endpoint, message(DELNEIGH, REQUEST | ACK, bytes.slice(payload, end)));
      }
    }
  }
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
    keeps: isLasting,
    next: (random) => routeDatagram(random, world),
    allows: (type) => isRouteType(type, world),
    allowsBytes: (bytes) => staysWithin(bytes) && isInScope(bytes),
    state: (endpoint) => stateOf(endpoint, objects),
    open(random) {
      const [real, embedded] = [realSubject(), embeddedSubject()];
      const strict = random.chance(70);
      const endpoint = openWith(real, strict);
      forgetProxies(endpoint);
      return {
        real: endpoint,
        embedded: openWith(embedded, strict),
        close() {
          real.close();
          embedded.close();
        },
      };
    },
  };
}
