/**
 * Requests about addresses.
 *
 * @module
 * @see net/ipv4/devinet.c `inet_rtm_newaddr`, `inet_rtm_deladdr`, `inet_dump_ifaddr`; net/ipv6/addrconf.c
 */
import type { Decoded } from "../../schema/index.ts";
import { AF } from "../../uapi/index.ts";
import { addrAttrs, addrMessage, IFA_F, rtAddr } from "../../uapi/route/index.ts";
import { NLM_F_DUMP_FILTERED, NLM_F_EXCL, NLM_F_REPLACE, NLMSG_HDRLEN } from "../../wire/index.ts";
import type { DumpSource } from "../dump.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import {
  type Address4,
  type Address6,
  bytesOf,
  FOREVER,
  inPrefix,
  readOptional,
  scopeOf6,
} from "./address.ts";
import { address4Value, insertAddress4, removeAddress4, tellAddress4 } from "./address4.ts";
import { address6Value, insertAddress6, movePrefixRoute6, removeAddress6 } from "./address6.ts";
import type { Device } from "./device.ts";
import { type DumpRows, dumpOf } from "./dump-source.ts";
import type { Network } from "./network.ts";
import { routePolicy, without } from "./policies.ts";
import { checkOnly, isStrict, readRequest } from "./request.ts";

const { inet, inet6 } = AF.values;
const { label: LABEL, broadcast: BROADCAST } = addrAttrs.entries;
const POLICIES = {
  [inet]: routePolicy(addrAttrs, inet),
  // An IPv6 address has neither.
  [inet6]: without(routePolicy(addrAttrs, inet6), [LABEL[0], BROADCAST[0]]),
};
/** Of an `ifaddrmsg`, all but family and index. */
const NOT_INDEX = [[1, 4]] as const;
const NEWADDR = rtAddr.operations.RTM_NEWADDR.type;
const HEADER = ["ifaFamily", "ifaPrefixlen", "ifaFlags", "ifaScope", "ifaIndex"];
const { deprecated: DEPRECATED, permanent: PERMANENT, mcautojoin: MCAUTOJOIN } = IFA_F.masks;
const { managetempaddr: MANAGES_TEMPORARY } = IFA_F.masks;
/** Flags of an IPv6 address that a request may set. */
const SETTABLE6 =
  IFA_F.masks.nodad |
  IFA_F.masks.homeaddress |
  MANAGES_TEMPORARY |
  IFA_F.masks.noprefixroute |
  MCAUTOJOIN |
  IFA_F.masks.optimistic;
/** Those that a request may clear (`inet6_addr_modify`). */
const CHANGEABLE6 = SETTABLE6 & ~(MCAUTOJOIN | IFA_F.masks.optimistic);

/** A request with its addresses as text. */
type AddressRequest = Omit<Decoded<typeof addrMessage>, "local" | "address" | "broadcast"> & {
  readonly local: string | undefined;
  readonly address: string | undefined;
  readonly broadcast: string | undefined;
};

function withText(request: Decoded<typeof addrMessage>, family: number): AddressRequest {
  return {
    ...request,
    local: readOptional(request.local, family),
    address: readOptional(request.address, family),
    broadcast: readOptional(request.broadcast, family),
  };
}

function read(message: Message, family: number): AddressRequest {
  const policy = POLICIES[family] ?? POLICIES[inet]!;
  return withText(readRequest(message, addrMessage, { policy }), family);
}

/** Lifetimes as a request gives them. @throws A refusal: `EINVAL`. */
function lifetimes(
  request: AddressRequest,
  family: string,
): { readonly valid: number; readonly preferred: number } {
  const { cacheinfo } = request;
  if (cacheinfo === undefined) return { valid: FOREVER, preferred: FOREVER };
  const { ifaValid: valid, ifaPrefered: preferred } = cacheinfo;
  if (valid === 0 || preferred > valid) {
    throw refusal("EINVAL", `${family}: address lifetime invalid`);
  }
  return { valid, preferred };
}

/** `IFA_F_PERMANENT` and `IFA_F_DEPRECATED` follow from the lifetimes. */
function lifetimeFlags(valid: number, preferred: number): number {
  return (valid === FOREVER ? PERMANENT : 0) | (preferred === 0 ? DEPRECATED : 0);
}

function flagsOf({ flags, ifaFlags }: AddressRequest): number {
  return flags ?? ifaFlags;
}

/** `RTM_NEWADDR` for IPv4. @throws A refusal. */
export function newAddress4(message: Message, network: Network): void {
  const request = read(message, inet);
  const { local, ifaPrefixlen: length, label, broadcast } = request;
  if (length > 32) throw refusal("EINVAL", "ipv4: Invalid prefix length");
  if (local === undefined) throw refusal("EINVAL", "ipv4: Local address is not supplied");
  const { valid, preferred } = lifetimes(request, "ipv4");
  // An address of zeroes is taken and forgotten.
  if (local === "0.0.0.0") return;
  const device = network.device(request.ifaIndex);
  if (device === undefined) throw refusal("ENODEV", "ipv4: Device not found");
  const { now } = network;
  const one: Address4 = {
    local,
    address: request.address ?? local,
    prefixLength: length,
    scope: request.ifaScope,
    flags: (flagsOf(request) & ~(PERMANENT | DEPRECATED)) | lifetimeFlags(valid, preferred),
    valid,
    preferred,
    created: now,
    updated: now,
    metric: request.rtPriority ?? 0,
    proto: request.proto ?? 0,
    broadcast,
    label: label ?? device.name,
  };
  const isThere = (other: Address4): boolean =>
    other.prefixLength === length &&
    other.local === local &&
    inPrefix(bytesOf(other.address), bytesOf(one.address), length);
  const found = device.addresses4.find(isThere);
  const told = { request: message };
  if (found === undefined) return insertAddress4(network, device, one, told);
  const { flags } = message;
  if ((flags & NLM_F_EXCL) !== 0 || (flags & NLM_F_REPLACE) === 0) {
    throw refusal("EEXIST", "ipv4: Address already assigned");
  }
  updateLifetime(found, one);
  tellAddress4(network, "new", device, found, told);
}

function updateLifetime(found: Address4 | Address6, wanted: Address4 | Address6): void {
  const { valid, preferred } = wanted;
  const kept = found.flags & ~(PERMANENT | DEPRECATED);
  Object.assign(found, { valid, preferred, updated: wanted.updated });
  found.flags = kept | lifetimeFlags(valid, preferred);
  if (wanted.metric !== 0) found.metric = wanted.metric;
  found.proto = wanted.proto;
}

/** `RTM_DELADDR` for IPv4: the first address that is all that the request says. @throws A refusal. */
export function deleteAddress4(message: Message, network: Network): void {
  const request = read(message, inet);
  const device = network.device(request.ifaIndex);
  if (device === undefined) throw refusal("ENODEV", "ipv4: Device not found");
  const { local, label, address, ifaPrefixlen: length } = request;
  const found = device.addresses4.find(
    (one) =>
      (local === undefined || one.local === local) &&
      (label === undefined || one.label === label) &&
      (address === undefined ||
        (one.prefixLength === length &&
          inPrefix(bytesOf(one.address), bytesOf(address), one.prefixLength))),
  );
  if (found === undefined) throw refusal("EADDRNOTAVAIL", "ipv4: Address not found");
  removeAddress4(network, device, found, { request: message });
}

/** The address that a request is about, and its other end. @throws A refusal: `EINVAL`. */
function subject6({ local, address }: AddressRequest): {
  readonly local: string;
  readonly peer: string | undefined;
} {
  if (address === undefined && local === undefined) throw refusal("EINVAL");
  if (local === undefined || local === address) return { local: address ?? "", peer: undefined };
  if (address === "::") return { local, peer: undefined };
  return { local, peer: address };
}

/** Whether an address may be given to a device. @throws A refusal. */
function check6(device: Device, local: string, flags: number): void {
  const [first = 0] = bytesOf(local);
  if (local === "::") throw refusal("EADDRNOTAVAIL", "ipv6: Invalid address");
  if (first === 0xff && (flags & MCAUTOJOIN) === 0) {
    throw refusal(
      "EADDRNOTAVAIL",
      'ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag',
    );
  }
  if (local === "::1" && !device.loopback) {
    throw refusal("EADDRNOTAVAIL", "ipv6: Cannot assign loopback address on this device");
  }
}

/** `RTM_NEWADDR` for IPv6. @throws A refusal. */
export function newAddress6(message: Message, network: Network): void {
  const request = read(message, inet6);
  const { local, peer } = subject6(request);
  const { valid, preferred } = lifetimes(request, "ipv6");
  const device = network.device(request.ifaIndex);
  if (device === undefined) throw refusal("ENODEV", "ipv6: Unable to find the interface");
  const length = request.ifaPrefixlen;
  const wanted = flagsOf(request) & SETTABLE6;
  const { now } = network;
  const one: Address6 = {
    local,
    peer,
    prefixLength: length,
    scope: scopeOf6(local),
    flags: wanted | lifetimeFlags(valid, preferred),
    valid,
    preferred,
    created: now,
    updated: now,
    metric: request.rtPriority ?? 0,
    proto: request.proto ?? 0,
    hasRoute: false,
  };
  const found = device.addresses6.find((other) => other.local === local);
  if (found === undefined) {
    if (length > 128) throw refusal("EINVAL", "ipv6: Invalid prefix length");
    if ((wanted & MANAGES_TEMPORARY) !== 0 && length !== 64) {
      const sentence = 'ipv6: address with "mngtmpaddr" flag must have a prefix length of 64';
      throw refusal("EINVAL", sentence);
    }
    check6(device, local, wanted);
    return insertAddress6(network, device, one);
  }
  const { flags } = message;
  if ((flags & NLM_F_EXCL) !== 0 || (flags & NLM_F_REPLACE) === 0) {
    throw refusal("EEXIST", "ipv6: address already assigned");
  }
  if ((wanted & MANAGES_TEMPORARY) !== 0 && found.prefixLength !== 64) throw refusal("EINVAL");
  const before = { ...found };
  updateLifetime(found, one);
  found.flags = (found.flags & ~CHANGEABLE6) | one.flags;
  if (peer !== undefined) Object.assign(found, { peer });
  network.addressGeneration++;
  movePrefixRoute6(network, device, before, found);
}

/** `RTM_DELADDR` for IPv6. @throws A refusal. */
export function deleteAddress6(message: Message, network: Network): void {
  const request = read(message, inet6);
  const { local } = subject6(request);
  if (request.ifaPrefixlen > 128) throw refusal("EINVAL", "ipv6: Invalid prefix length");
  const device = network.device(request.ifaIndex);
  if (device === undefined) throw refusal("ENODEV", "ipv6: Unable to find the interface");
  const found = device.addresses6.find(
    (one) => one.local === local && one.prefixLength === request.ifaPrefixlen,
  );
  if (found === undefined) throw refusal("EADDRNOTAVAIL", "ipv6: address not found");
  removeAddress6(network, device, found);
}

/** `RTM_GETADDR` for one IPv6 address. @throws A refusal. */
export function getAddress6(message: Message, network: Network): void {
  const strict = isStrict(message);
  const shortHeader = "ipv6: Invalid header for get address request";
  const policy = POLICIES[inet6]!;
  const sentence = "ipv6: Invalid values in header for get address request";
  const zeroes = [{ ranges: NOT_INDEX, sentence }];
  const reading = { policy, strict, shortHeader, ...(strict && { zeroes }) };
  const decoded = readRequest(message, addrMessage, reading);
  if (strict) {
    const allowed = ["local", "address", "targetNetnsid"];
    checkOnly(decoded, HEADER, allowed, "ipv6: Unsupported attribute in get address request");
  }
  const request = withText(decoded, inet6);
  const { local } = subject6(request);
  // An index that nobody has is as good as none.
  const wanted = network.device(request.ifaIndex);
  for (const device of network.devices) {
    if (wanted !== undefined && device !== wanted) continue;
    const found = device.addresses6.find((one) => one.local === local);
    if (found === undefined) continue;
    const value = address6Value(network, device, found);
    return network.answer(message, NEWADDR, addrMessage, value);
  }
  throw refusal("EADDRNOTAVAIL");
}

/** The device that a dump is limited to; 0 for none. @throws A refusal. */
function filterOf(message: Message, family: number): number {
  if (!isStrict(message)) return 0;
  const word = family === inet ? "ipv4" : "ipv6";
  const request = readRequest(message, addrMessage, {
    policy: POLICIES[family]!,
    strict: true,
    shortHeader: `${word}: Invalid header for address dump request`,
    zeroes: [
      {
        ranges: NOT_INDEX,
        sentence: `${word}: Invalid values in header for address dump request`,
      },
    ],
  });
  const sentence = `${word}: Unsupported attribute in dump request`;
  checkOnly(request, HEADER, ["targetNetnsid"], sentence);
  if (request.targetNetnsid !== undefined) {
    throw refusal("EINVAL", `${word}: Invalid target network namespace id`);
  }
  return request.ifaIndex;
}

function rowsOf(message: Message, network: Network, family: number): DumpRows {
  const index = filterOf(message, family);
  const flags = index === 0 ? 0 : NLM_F_DUMP_FILTERED;
  const device = network.device(index);
  const isGone = index !== 0 && device === undefined;
  const devices = index === 0 ? network.devices : device === undefined ? [] : [device];
  const rows = devices.flatMap((one) =>
    family === inet
      ? one.addresses4.map((address) => () => address4Value(network, one, address))
      : one.addresses6.map((address) => () => address6Value(network, one, address)),
  );
  return {
    rows,
    rowFlags: flags,
    doneFlags: flags,
    separateDone: family === inet,
    generation: () => network.addressGeneration + network.linkGeneration,
    ...(isGone && { failure: refusal("ENODEV") }),
  };
}

/** Flags of the end of a dump whose attributes are refused: the index has been read by then. */
function refusedFlags(message: Message): number {
  const { bytes, start, end } = message;
  const header = bytes.subarray(start + NLMSG_HDRLEN, end);
  const names = header.length >= 8 && header.subarray(4, 8).some((byte) => byte !== 0);
  const isWell = header.subarray(1, 4).every((byte) => byte === 0);
  return isStrict(message) && names && isWell ? NLM_F_DUMP_FILTERED : 0;
}

/** `RTM_GETADDR`: all addresses of a family, or of both. */
export function dumpAddresses(message: Message, network: Network, family: number): DumpSource {
  return dumpOf(
    NEWADDR,
    addrMessage,
    () => {
      if (family !== 0) return rowsOf(message, network, family);
      const first = rowsOf(message, network, inet);
      return { ...first, rows: [...first.rows, ...rowsOf(message, network, inet6).rows] };
    },
    refusedFlags(message),
  );
}
