/**
 * Requests about neighbours.
 *
 * @module
 * @see net/core/neighbour.c `neigh_add`, `neigh_delete`, `neigh_get`, `neigh_dump_info`
 */
import { type Decoded, decodePayload } from "../../schema/index.ts";
import { AF } from "../../uapi/index.ts";
import {
  NTF,
  NUD,
  neighbourAttrs,
  neighbourMessage,
  RTN,
  rtNeigh,
} from "../../uapi/route/index.ts";
import {
  NLM_F_CREATE,
  NLM_F_DUMP_FILTERED,
  NLM_F_EXCL,
  NLM_F_REPLACE,
  NLMSG_HDRLEN,
} from "../../wire/index.ts";
import type { DumpSource } from "../dump.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import { bytesOf, rawLength, readAddress, sizeOf } from "./address.ts";
import { addressType4 } from "./address4.ts";
import { type Device, FLAG } from "./device.ts";
import { dumpOf } from "./dump-source.ts";
import { addressBytes } from "./kind.ts";
import { dropNeighbour, neighbourValue, tellNeighbour } from "./neighbour-change.ts";
import type { Neighbour, Network } from "./network.ts";
import { routePolicy } from "./policies.ts";
import { checkOnly, firstAttribute, isStrict, readRequest } from "./request.ts";

const { inet, inet6 } = AF.values;
const POLICY = routePolicy(neighbourAttrs);
const NEWNEIGH = rtNeigh.operations.RTM_NEWNEIGH.type;
const HEADER = ["ndmFamily", "ndmIfindex", "ndmState", "ndmFlags", "ndmType", "unknown"];
const { proxy: PROXY, use: USE, router: ROUTER, "ext-learned": EXT_LEARNED } = NTF.masks;
/** Flags that are kept with a neighbour. */
const KEPT_FLAGS = ROUTER | EXT_LEARNED;
const STATES = NUD.masks;
/** States in which the link-layer address is known (`NUD_VALID`). */
const VALID =
  STATES.permanent | STATES.noarp | STATES.reachable | STATES.probe | STATES.stale | STATES.delay;

type NeighbourRequest = Decoded<typeof neighbourMessage>;

/** Finds a neighbour. */
function find(
  network: Network,
  family: number,
  index: number,
  dst: string,
  proxy: boolean,
): Neighbour | undefined {
  return network.neighbours.find(
    (one) => one.family === family && one.index === index && one.dst === dst && one.proxy === proxy,
  );
}

/** The address of a request. @throws A refusal. */
function addressOf(family: number, dst: string | Uint8Array): string {
  if (family !== inet && family !== inet6) throw refusal("EAFNOSUPPORT");
  if (rawLength(dst) < sizeOf(family)) throw refusal("EINVAL", "Invalid network address");
  return readAddress(dst, family);
}

/** The device of a request that names one. @throws A refusal. */
function deviceOf(network: Network, { ndmIfindex: index }: NeighbourRequest): Device | undefined {
  if (index === 0) return undefined;
  const device = network.device(index);
  if (device === undefined) throw refusal("ENODEV");
  return device;
}

/** `RTM_NEWNEIGH`. @throws A refusal. */
export function newNeighbour(message: Message, network: Network): void {
  const request = readRequest(message, neighbourMessage, { policy: POLICY });
  if (request.dst === undefined) throw refusal("EINVAL", "Network address not specified");
  const device = deviceOf(network, request);
  const lladdr = request.lladdr === undefined ? undefined : addressBytes(request.lladdr);
  if (device !== undefined && lladdr !== undefined && lladdr.length < device.address.length) {
    throw refusal("EINVAL", "Invalid link address");
  }
  const { ndmFamily: family, ndmFlags: flags } = request;
  const dst = addressOf(family, request.dst);
  if ((flags & PROXY) !== 0) return newProxy(network, request, dst);
  if (device === undefined) throw refusal("EINVAL", "Device not specified");
  const found = find(network, family, device.index, dst, false);
  if (found === undefined && (message.flags & NLM_F_CREATE) === 0) throw refusal("ENOENT");
  if (found !== undefined && (message.flags & NLM_F_EXCL) !== 0) throw refusal("EEXIST");
  const one = found ?? create(network, request, device, dst);
  const replaces = found === undefined || (message.flags & NLM_F_REPLACE) !== 0;
  update(network, message, one, { request, device, lladdr, replaces });
}

function typeOf(network: Network, family: number, index: number, dst: string): number {
  if (family === inet) return addressType4(network, dst, index);
  return bytesOf(dst)[0] === 0xff ? RTN.values.multicast : RTN.values.unicast;
}

/** The link-layer address that a group's address is mapped to (`arp_mc_map`, `ndisc_mc_map`). */
function groupAddress(family: number, dst: string): Uint8Array {
  const bytes = bytesOf(dst);
  if (family === inet6) return Uint8Array.of(0x33, 0x33, ...bytes.subarray(12));
  const [, second = 0, third = 0, fourth = 0] = bytes;
  return Uint8Array.of(1, 0, 0x5e, second & 0x7f, third, fourth);
}

/** What a link-layer address follows from, where nobody needs to be asked for it. */
function ownAddress(device: Device, { family, type, dst }: Neighbour): Uint8Array | undefined {
  if (type === RTN.values.multicast && !device.loopback) return groupAddress(family, dst);
  if (device.loopback || (device.flags & FLAG["no-arp"]) !== 0) return device.address;
  return family === inet && type === RTN.values.broadcast ? device.broadcast : undefined;
}

/** A new neighbour, of which at most what follows from its address is known (`___neigh_create`). */
function create(
  network: Network,
  request: NeighbourRequest,
  device: Device,
  wanted: string,
): Neighbour {
  // All that the loopback leads to over IPv4 is one neighbour (`arp_constructor`).
  const isShared = request.ndmFamily === inet && device.loopback;
  const dst = isShared ? "0.0.0.0" : wanted;
  const shared = isShared ? find(network, inet, device.index, dst, false) : undefined;
  if (shared !== undefined) return shared;
  const one = insert(network, request, device.index, dst, false);
  one.lladdr = ownAddress(device, one);
  if (one.lladdr !== undefined) one.state = STATES.noarp;
  return one;
}

function insert(
  network: Network,
  request: NeighbourRequest,
  index: number,
  dst: string,
  proxy: boolean,
): Neighbour {
  const one: Neighbour = {
    family: request.ndmFamily,
    index,
    dst,
    lladdr: undefined,
    state: 0,
    flags: proxy ? PROXY : 0,
    flagsExt: 0,
    type: proxy ? RTN.values.unicast : typeOf(network, request.ndmFamily, index, dst),
    protocol: request.protocol ?? 0,
    proxy,
    updated: network.now,
  };
  network.neighbours.push(one);
  return one;
}

/** An address that a device answers for; nothing is told of it. */
function newProxy(network: Network, request: NeighbourRequest, dst: string): void {
  const { ndmFamily: family, ndmIfindex: index } = request;
  const found = find(network, family, index, dst, true);
  // An IPv6 proxy joins a group on its link (`pndisc_constructor`).
  if (found === undefined && family === inet6 && index === 0) throw refusal("ENOBUFS");
  const one = found ?? insert(network, request, index, dst, true);
  one.flags = PROXY | (request.ndmFlags & ~PROXY & KEPT_FLAGS);
  if (request.protocol !== undefined) one.protocol = request.protocol;
}

interface Update {
  readonly request: NeighbourRequest;
  readonly device: Device;
  readonly lladdr: Uint8Array | undefined;
  /** Whether what is known may be overwritten (`NEIGH_UPDATE_F_OVERRIDE`). */
  readonly replaces: boolean;
}

/** Gives a neighbour its state (`__neigh_update`). @throws A refusal. */
function update(network: Network, message: Message, one: Neighbour, wanted: Update): void {
  const { request, device, lladdr, replaces } = wanted;
  const { ndmState: state } = request;
  const before = { ...one };
  const keep = (flag: number, flags: number): void => {
    one.flags = (one.flags & ~flag) | (flags & flag);
  };
  keep(EXT_LEARNED, request.ndmFlags);
  if (request.protocol !== undefined) one.protocol = request.protocol;
  if ((request.ndmFlags & USE) !== 0) {
    // It is to be looked for, and may be forgotten again.
    one.state &= ~STATES.permanent;
    return;
  }
  const wasValid = (before.state & VALID) !== 0;
  if ((state & VALID) === 0) {
    // Without a valid state, nothing is known of it any more.
    one.state = state;
    one.lladdr = undefined;
    if (wasValid) tell(network, message, one);
    return;
  }
  const known = wasValid ? one.lladdr : undefined;
  const address = lladdr ?? known;
  if (address === undefined) throw refusal("EINVAL", "No link layer address given");
  const changes = known === undefined || !known.every((byte, at) => byte === address[at]);
  if (changes && known !== undefined && !replaces) return;
  if (replaces) keep(ROUTER, request.ndmFlags);
  one.lladdr = address.slice(0, device.address.length);
  one.state = state;
  one.updated = network.now;
  if (changes || before.state !== state || before.flags !== one.flags) tell(network, message, one);
}

function tell(network: Network, message: Message, one: Neighbour): void {
  tellNeighbour(network, "new", one, plainly(message));
}

/** The kernel tells the port id alone, and echoes nothing. */
function plainly(message: Message) {
  return { portId: message.sender.portId } as const;
}

/** `RTM_DELNEIGH`. @throws A refusal. */
export function deleteNeighbour(message: Message, network: Network): void {
  const [header, size] = [NLMSG_HDRLEN + message.start, neighbourMessage.header?.size ?? 0];
  if (message.end < header + size) throw refusal("EINVAL");
  // The header is all that is decoded: no policy is asked about the attributes.
  const request = decodePayload(
    neighbourMessage,
    message.bytes,
    message.view,
    header,
    header + size,
  );
  const asked = firstAttribute(message, size, neighbourAttrs.entries.dst[0]);
  if (asked === undefined) throw refusal("EINVAL", "Network address not specified");
  const device = deviceOf(network, request);
  const { ndmFamily: family, ndmIfindex: index } = request;
  const dst = addressOf(family, asked);
  if ((request.ndmFlags & PROXY) !== 0) {
    const proxy = find(network, family, index, dst, true);
    if (proxy === undefined) throw refusal("ENOENT");
    return dropNeighbour(network, proxy);
  }
  if (device === undefined) throw refusal("EINVAL");
  const found = find(network, family, index, dst, false);
  if (found === undefined) throw refusal("ENOENT");
  // It is told twice: that it has failed, and that it is gone.
  const wasValid = (found.state & VALID) !== 0;
  found.state = STATES.failed;
  found.lladdr = undefined;
  if (wasValid) tell(network, message, found);
  dropNeighbour(network, found);
}

/** Bytes of an `ndmsg` that nothing is kept in. */
const PADDING = [[1, 4]] as const;

/** `RTM_GETNEIGH` for one neighbour. @throws A refusal. */
export function getNeighbour(message: Message, network: Network): void {
  const values = "Invalid values in header for neighbor get request";
  const request = readRequest(message, neighbourMessage, {
    policy: POLICY,
    strict: true,
    shortHeader: "Invalid header for neighbor get request",
    zeroes: [{ ranges: PADDING, sentence: values }],
    checkHeader({ ndmState, ndmType, ndmFlags, ndmIfindex }) {
      if (ndmState !== 0 || ndmType !== "unspec") throw refusal("EINVAL", values);
      if ((ndmFlags & ~PROXY) !== 0) {
        throw refusal("EINVAL", "Invalid flags in header for neighbor get request");
      }
      if (ndmFlags === 0 && ndmIfindex === 0) throw refusal("EINVAL", "No device specified");
    },
  });
  const { ndmFamily: family, ndmIfindex: index, ndmFlags: flags, dst } = request;
  if (dst === undefined) throw refusal("EINVAL", undefined, { missingType: 1 });
  checkOnly(request, HEADER, ["dst"], "Unsupported attribute in neighbor get request");
  if (family !== inet && family !== inet6) {
    throw refusal("EAFNOSUPPORT", "Unsupported family in header for neighbor get request");
  }
  if (rawLength(dst) !== sizeOf(family)) {
    throw refusal("EINVAL", "Invalid network address in neighbor get request");
  }
  const proxy = (flags & PROXY) !== 0;
  if (index !== 0 && network.device(index) === undefined) {
    throw refusal("ENODEV", "Unknown device ifindex");
  }
  const found = find(network, family, index, readAddress(dst, family), proxy);
  if (found === undefined) {
    const which = proxy ? "Proxy neighbour" : "Neighbour";
    throw refusal("ENOENT", `${which} entry not found`);
  }
  network.answer(message, NEWNEIGH, neighbourMessage, neighbourValue(network, found));
}

/** `RTM_GETNEIGH`: the neighbours of a family, or of both. */
export function dumpNeighbours(message: Message, network: Network): DumpSource {
  const family = message.bytes[message.start + NLMSG_HDRLEN] ?? 0;
  return dumpOf(NEWNEIGH, neighbourMessage, () => {
    const { proxy, index, master } = filterOf(message);
    const isWanted = (one: Neighbour): boolean =>
      one.proxy === proxy &&
      (family === 0 || one.family === family) &&
      (index === 0 || one.index === index) &&
      (master === 0 || network.device(one.index)?.master?.index === master);
    const filtered = index !== 0 || master !== 0;
    return {
      rows: network.neighbours
        .filter(isWanted)
        .sort((left, right) => left.family - right.family)
        .map((one) => () => neighbourValue(network, one)),
      rowFlags: filtered ? NLM_F_DUMP_FILTERED : 0,
    };
  });
}

interface NeighbourFilter {
  readonly proxy: boolean;
  readonly index: number;
  readonly master: number;
}

const NO_FILTER: NeighbourFilter = { proxy: false, index: 0, master: 0 };

/** @throws A refusal. */
function filterOf(message: Message): NeighbourFilter {
  const strict = isStrict(message);
  try {
    return readFilter(message, strict);
  } catch (error) {
    // What is wrong with a lenient request is told, and no reason to refuse it.
    if (strict) throw error;
    return NO_FILTER;
  }
}

/** @throws A refusal. */
function readFilter(message: Message, strict: boolean): NeighbourFilter {
  // A family alone is enough to ask where nothing is checked.
  if (!strict && message.end - message.start < 28) return NO_FILTER;
  const values = "Invalid values in header for neighbor dump request";
  const request = readRequest(message, neighbourMessage, {
    policy: POLICY,
    strict,
    shortHeader: "Invalid header for neighbor dump request",
    zeroes: strict ? [{ ranges: PADDING, sentence: values }] : [],
    checkHeader({ ndmIfindex, ndmState, ndmType, ndmFlags }) {
      if (!strict) return;
      if (ndmIfindex !== 0 || ndmState !== 0 || ndmType !== "unspec") {
        throw refusal("EINVAL", values);
      }
      if ((ndmFlags & ~PROXY) !== 0) {
        throw refusal("EINVAL", "Invalid flags in header for neighbor dump request");
      }
    },
  });
  const { ndmFlags, ifindex = 0, master = 0 } = request;
  if (strict) {
    const sentence = "Unsupported attribute in neighbor dump request";
    checkOnly(request, HEADER, ["ifindex", "master"], sentence);
  }
  return { proxy: ndmFlags === PROXY, index: ifindex, master };
}
