/**
 * A small network to look at: what the command line shows without a real kernel, and what tests can start from.
 *
 * @module
 */
import { errnoName } from "../errors/index.ts";
import { type AnyOperation, type Encodable, encodePayload } from "../schema/index.ts";
import { AF, NETLINK_ROUTE } from "../uapi/index.ts";
import {
  IFF,
  type linkMessage,
  NUD,
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTN,
  rtAddr,
  rtLink,
  rtNeigh,
  rtRoute,
} from "../uapi/route/index.ts";
import {
  MessageBuilder,
  NLM_F_ACK,
  NLM_F_CREATE,
  NLM_F_EXCL,
  NLM_F_REQUEST,
  readAck,
} from "../wire/index.ts";
import type { Namespaces } from "./namespaces.ts";
import type { EmbeddedSocket } from "./socket.ts";
import type { EmbeddedSocketOptions } from "./socket-options.ts";

/** What of a kernel is needed to make it. */
interface Host {
  readonly namespaces: Namespaces;
  openSocket(protocol: number, options?: EmbeddedSocketOptions): EmbeddedSocket;
}

const { inet, inet6 } = AF.values;
const NEW = NLM_F_CREATE | NLM_F_EXCL;
const UP = { ifiFlags: IFF.masks.up, ifiChange: IFF.masks.up };
const { RTM_NEWLINK, RTM_SETLINK } = rtLink.operations;

type LinkInput = Encodable<typeof linkMessage>;

/** Requests on one socket; each has to succeed. */
class Requests {
  readonly #socket: EmbeddedSocket;
  readonly #builder = new MessageBuilder(512);

  constructor(socket: EmbeddedSocket) {
    this.#socket = socket;
  }

  #send(operation: AnyOperation, flags: number, value: object): void {
    const builder = this.#builder;
    builder.reset();
    const all = NLM_F_REQUEST | NLM_F_ACK | flags;
    const at = builder.beginMessage(operation.type, all, 1, 0);
    encodePayload(operation.request, builder, value);
    builder.endMessage(at);
    this.#socket.send(builder.bytes, builder.length);
    let errno = 0;
    this.#socket.receive(
      {
        onDatagram: ({ bytes, view, start, end }) => {
          errno = readAck(bytes, view, start, end).errno;
        },
        onOverrun() {},
      },
      1,
    );
    if (errno !== 0) throw new Error(`${operation.name}: ${errnoName(errno)}`);
  }

  link(value: LinkInput): void {
    this.#send(RTM_NEWLINK, NEW, value);
  }

  up(name: string, value: LinkInput = {}): void {
    this.#send(RTM_SETLINK, 0, { ifname: name, ...UP, ...value });
  }

  address(index: number, local: string, prefixLength: number): void {
    const family = local.includes(":") ? inet6 : inet;
    const broadcast = family === inet ? { broadcast: local.replace(/\d+$/, "255") } : {};
    this.#send(rtAddr.operations.RTM_NEWADDR, NEW, {
      ifaFamily: family,
      ifaPrefixlen: prefixLength,
      ifaIndex: index,
      local,
      address: local,
      ...broadcast,
    });
  }

  defaultRoute(gateway: string): void {
    this.#send(rtRoute.operations.RTM_NEWROUTE, NEW, {
      rtmFamily: gateway.includes(":") ? inet6 : inet,
      rtmTable: RT_TABLE.values.main,
      rtmProtocol: RT_PROTOCOL.values.static,
      rtmScope: RT_SCOPE.values.global,
      rtmType: RTN.values.unicast,
      gateway,
    });
  }

  neighbour(index: number, dst: string, lladdr: string, state: number): void {
    this.#send(rtNeigh.operations.RTM_NEWNEIGH, NEW, {
      ndmFamily: dst.includes(":") ? inet6 : inet,
      ndmIfindex: index,
      ndmState: state,
      dst,
      lladdr,
    });
  }
}

/** Indexes that the links are given, in the order in which they are made. */
const BR0 = 2;
const UPLINK = 5;
const VLAN = 6;
const ETH0 = 2;
const ETH1 = 3;

function makeHere(requests: Requests, blueId: number): void {
  requests.up("lo");
  const bridge = { kind: "bridge" } as const;
  requests.link({ ifiIndex: BR0, ifname: "br0", address: "02:00:00:00:10:01", linkinfo: bridge });
  for (const number of [1, 2]) {
    const peer = {
      ifname: `eth${number - 1}`,
      address: `02:00:00:00:20:0${number}`,
      targetNetnsid: blueId,
    };
    requests.link({
      ifiIndex: BR0 + number,
      ifname: `port${number}`,
      address: `02:00:00:00:10:1${number}`,
      linkinfo: { kind: "veth", data: { peer } },
    });
    requests.up(`port${number}`, { master: BR0 });
  }
  requests.up("br0");
  const dummy = { kind: "dummy" } as const;
  requests.link({
    ifiIndex: UPLINK,
    ifname: "uplink",
    address: "02:00:00:00:30:01",
    ifalias: "to the provider",
    linkinfo: dummy,
  });
  requests.up("uplink", { ifalias: "to the provider" });
  const vlan = { kind: "vlan", data: { id: 100 } } as const;
  requests.link({ ifiIndex: VLAN, ifname: "uplink.100", link: UPLINK, linkinfo: vlan });
  requests.up("uplink.100");
  requests.address(BR0, "10.10.0.1", 24);
  requests.address(BR0, "2001:db8:10::1", 64);
  requests.address(UPLINK, "192.0.2.2", 24);
  requests.address(VLAN, "198.51.100.1", 24);
  requests.defaultRoute("192.0.2.1");
  const { permanent, reachable } = NUD.masks;
  requests.neighbour(UPLINK, "192.0.2.1", "02:00:00:00:30:fe", permanent);
  requests.neighbour(BR0, "10.10.0.2", "02:00:00:00:20:01", reachable);
}

function makeBlue(requests: Requests): void {
  requests.up("lo");
  requests.up("eth0");
  requests.up("eth1");
  requests.address(ETH0, "10.10.0.2", 24);
  requests.address(ETH1, "10.10.0.3", 24);
  requests.address(ETH0, "2001:db8:10::2", 64);
  requests.defaultRoute("10.10.0.1");
  requests.neighbour(ETH0, "10.10.0.1", "02:00:00:00:10:01", NUD.masks.reachable);
}

/**
 * Fills a kernel that is new: `lo` up; a bridge `br0` (10.10.0.1/24, 2001:db8:10::1/64) with the ports `port1` and
 * `port2`, whose other ends `eth0` and `eth1` are in the namespace `blue`; a dummy `uplink` (192.0.2.2/24) with the
 * default route, and on it the VLAN `uplink.100` (198.51.100.1/24); and a few neighbours.
 *
 * @throws `NetlinkSystemError`: `EEXIST` where there is a namespace `blue`.
 *
 * @example
 * ```ts
 * import { addSampleNetwork, createKernel } from "nlkit/kernel";
 * import { openRoute } from "nlkit/route";
 * const kernel = createKernel();
 * addSampleNetwork(kernel);
 * await using route = await openRoute({ transport: kernel });
 * const links = await route.links.list();
 * console.assert(links.some(({ name, kind }) => name === "br0" && kind === "bridge"));
 * ```
 */
export function addSampleNetwork(kernel: Host): void {
  const blue = kernel.namespaces.create("blue");
  const { initial } = kernel.namespaces;
  const blueId = initial.assignId(blue);
  blue.assignId(initial);
  const sockets = [
    kernel.openSocket(NETLINK_ROUTE),
    kernel.openSocket(NETLINK_ROUTE, { netns: "blue" }),
  ] as const;
  try {
    makeHere(new Requests(sockets[0]), blueId);
    makeBlue(new Requests(sockets[1]));
  } finally {
    for (const socket of sockets) socket.close();
  }
}
