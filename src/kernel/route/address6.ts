/**
 * IPv6 addresses, the routes that come with them, and what a link configures by itself.
 *
 * Duplicate address detection takes no time here: an address is tentative for as long as its link has no
 * carrier, and has passed the moment it has one.
 *
 * @module
 * @see net/ipv6/addrconf.c
 */
import { AF } from "../../uapi/index.ts";
import {
  addrMessage,
  IFA_F,
  linkMessage,
  RT_PROTOCOL,
  RT_TABLE,
  RTN,
  RTNLGRP,
  rtAddr,
  rtLink,
} from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import {
  type Address6,
  bytesOf,
  cacheinfoOf,
  FOREVER,
  prefixOf,
  scopeOf6,
  textOf,
} from "./address.ts";
import { type Device, FLAG } from "./device.ts";
import { inet6LinkValue } from "./link-inet6.ts";
import type { Network } from "./network.ts";
import { addKernelRoute, deleteKernelRoute, dropRoutes6 } from "./route-change.ts";
import type { Route } from "./route-table.ts";

const RTM_NEWADDR = rtAddr.operations.RTM_NEWADDR.type;
const RTM_DELADDR = rtAddr.operations.RTM_DELADDR.type;
const { nodad: NODAD, noprefixroute: NOPREFIXROUTE, permanent: PERMANENT } = IFA_F.masks;
const { tentative: TENTATIVE } = IFA_F.masks;
/** `IP6_RT_PRIO_ADDRCONF`. */
const PRIORITY_ADDRCONF = 256;
/** `IFAPROT_KERNEL_LO` and `IFAPROT_KERNEL_LL`. */
const PROTO_LOOPBACK = 1;
const PROTO_LINK_LOCAL = 3;

/** An address as a message tells it. */
export function address6Value(network: Network, device: Device, one: Address6): object {
  return {
    ifaFamily: AF.values.inet6,
    ifaPrefixlen: one.prefixLength,
    ifaFlags: one.flags & 0xff,
    ifaScope: one.scope,
    ifaIndex: device.index,
    ...(one.peer === undefined ? { address: one.local } : { local: one.local, address: one.peer }),
    ...(one.metric !== 0 && { rtPriority: one.metric }),
    cacheinfo: cacheinfoOf(one, network.now),
    flags: one.flags,
    ...(one.proto !== 0 && { proto: one.proto }),
  };
}

/** Tells of an address; of requests' own changes too without their sequence number, as the kernel does. */
export function tellAddress6(
  network: Network,
  type: "new" | "del",
  device: Device,
  one: Address6,
): void {
  const number = type === "new" ? RTM_NEWADDR : RTM_DELADDR;
  const group = RTNLGRP.values.RTNLGRP_IPV6_IFADDR;
  network.tell(group, number, addrMessage, () => address6Value(network, device, one));
}

function kernelRoute(
  device: Device,
  type: "local" | "unicast" | "multicast",
  dst: string,
  length: number,
  priority: number,
): Route {
  return {
    family: AF.values.inet6,
    dst,
    key: bytesOf(dst),
    length,
    tos: 0,
    table: type === "unicast" ? RT_TABLE.values.main : RT_TABLE.values.local,
    protocol: RT_PROTOCOL.values.kernel,
    scope: 0,
    type: RTN.values[type],
    priority,
    prefsrc: undefined,
    metrics: undefined,
    nexthops: [{ oif: device.index, gateway: undefined, flags: 0, weight: 0 }],
    pref: 0,
    sourceLength: 0,
    expires: undefined,
  };
}

function ownRoute(device: Device, one: Address6): Route {
  return kernelRoute(device, "local", one.local, 128, 0);
}

function prefixRoute(device: Device, one: Address6): Route {
  const prefix = prefixOf(one.local, one.prefixLength);
  const { prefixLength, metric } = one;
  return kernelRoute(device, "unicast", prefix, prefixLength, metric || PRIORITY_ADDRCONF);
}

/** The route to the other end of an address that has one. */
function peerRoute(device: Device, { peer, metric }: Address6): Route | undefined {
  if (peer === undefined) return undefined;
  return kernelRoute(device, "unicast", peer, 128, metric || PRIORITY_ADDRCONF);
}

/** Leads to the prefix of an address; over a device that is down no route can be had. */
function addPrefixRoute(network: Network, device: Device, one: Address6): void {
  if (!device.up || (one.flags & NOPREFIXROUTE) !== 0) return;
  addKernelRoute(network, prefixRoute(device, one));
}

/** Links that no detection is done on (`addrconf_dad_begin`). */
function skipsDetection(device: Device, one: Address6): boolean {
  return device.loopback || (device.flags & FLAG["no-arp"]) !== 0 || (one.flags & NODAD) !== 0;
}

/** Detection is over: the address is told of, and reached. */
function complete(network: Network, device: Device, one: Address6): void {
  one.flags &= ~TENTATIVE;
  tellAddress6(network, "new", device, one);
  one.hasRoute = true;
  addKernelRoute(network, ownRoute(device, one));
  const peer = peerRoute(device, one);
  if (peer !== undefined && device.up) addKernelRoute(network, peer);
}

/** The route that every link but the loopback has for multicast. */
function addMulticastRoute(network: Network, device: Device): void {
  if (device.loopback) return;
  addKernelRoute(network, kernelRoute(device, "multicast", "ff00::", 8, PRIORITY_ADDRCONF));
}

function link(device: Device, one: Address6): void {
  const list = device.addresses6;
  const scopes = (address: Address6): number => (address.scope === 0 ? 14 : 2);
  const at = list.findIndex((other) => scopes(one) >= scopes(other));
  list.splice(at === -1 ? list.length : at, 0, one);
}

/**
 * Puts an address in that a request asks for (`inet6_addr_add`).
 *
 * @throws A refusal: `EEXIST`.
 */
export function insertAddress6(network: Network, device: Device, one: Address6): void {
  if (device.addresses6.some(({ local }) => local === one.local)) {
    throw refusal("EEXIST", "ipv6: address already assigned");
  }
  if (device.up) addMulticastRoute(network, device);
  const ready = device.up && device.carrier;
  const detects = !skipsDetection(device, one);
  if (detects) one.flags |= TENTATIVE;
  link(device, one);
  network.addressGeneration++;
  addPrefixRoute(network, device, one);
  if (detects) tellAddress6(network, "new", device, one);
  if (!detects || ready) complete(network, device, one);
}

/** An address was changed: the route to its prefix is deleted, made or given another metric, as it wants now. */
export function movePrefixRoute6(
  network: Network,
  device: Device,
  before: Address6,
  one: Address6,
): void {
  const had = (before.flags & PERMANENT) !== 0 && (before.flags & NOPREFIXROUTE) === 0;
  const isKept = (one.flags & NOPREFIXROUTE) === 0 && before.metric === one.metric;
  if (had && !isKept) deleteKernelRoute(network, prefixRoute(device, before));
  addPrefixRoute(network, device, one);
}

/** Takes an address out, and the route to its prefix where no other address needs it (`ipv6_del_addr`). */
export function removeAddress6(network: Network, device: Device, one: Address6): void {
  device.addresses6.splice(device.addresses6.indexOf(one), 1);
  network.addressGeneration++;
  tellAddress6(network, "del", device, one);
  if (one.hasRoute) deleteKernelRoute(network, ownRoute(device, one));
  const peer = peerRoute(device, one);
  if (peer !== undefined) deleteKernelRoute(network, peer);
  for (const route of network.routes6) if (route.prefsrc === one.local) route.prefsrc = undefined;
  if ((one.flags & NOPREFIXROUTE) !== 0) return;
  const route = prefixRoute(device, one);
  const isShared = device.addresses6.some((other) => {
    const theirs = prefixRoute(device, other);
    const sameMetric = theirs.priority === route.priority;
    const hasOne = (other.flags & NOPREFIXROUTE) === 0;
    return hasOne && sameMetric && theirs.dst === route.dst && theirs.length === route.length;
  });
  if (!isShared) deleteKernelRoute(network, route);
}

/** The link-local address that follows from a link-layer one (modified EUI-64, RFC 4291). */
function linkLocal(device: Device): string {
  const bytes = new Uint8Array(16);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = device.address;
  bytes.set([0xfe, 0x80]);
  bytes.set([a ^ 2, b, c, 0xff, 0xfe, d, e, f], 8);
  return textOf(bytes);
}

function configured(network: Network, local: string, length: number, proto: number): Address6 {
  const { now } = network;
  return {
    local,
    prefixLength: length,
    scope: scopeOf6(local),
    flags: PERMANENT,
    valid: FOREVER,
    preferred: FOREVER,
    created: now,
    updated: now,
    metric: 0,
    proto,
    peer: undefined,
    hasRoute: false,
  };
}

/** Tells of the state of IPv6 on a link (`inet6_ifinfo_notify`). */
function tellInet6(network: Network, device: Device): void {
  const { type } = rtLink.operations.RTM_NEWLINK;
  const group = RTNLGRP.values.RTNLGRP_IPV6_IFINFO;
  network.tell(group, type, linkMessage, () => inet6LinkValue(network, device));
}

/** The device has come up, with a carrier or without: the prefixes of its addresses are reached again (`addrconf_permanent_addr`). */
export function restorePrefixes6(network: Network, device: Device): void {
  for (const one of device.addresses6) {
    if ((one.flags & PERMANENT) !== 0) addPrefixRoute(network, device, one);
  }
}

/** The device is up and has a carrier: it is given what it configures by itself, and detection goes on. */
export function bringUp6(network: Network, device: Device): void {
  if (!device.up || !device.carrier || device.inet6Ready) return;
  device.inet6Ready = true;
  if (device.loopback) {
    if (device.addresses6.some(({ local }) => local === "::1")) return;
    const one = configured(network, "::1", 128, PROTO_LOOPBACK);
    link(device, one);
    network.addressGeneration++;
    complete(network, device, one);
    return;
  }
  // A bridge port has IPv6, but a link without an address has no link-local one.
  addMulticastRoute(network, device);
  const local = linkLocal(device);
  if (!device.addresses6.some((other) => other.local === local)) {
    const one = configured(network, local, 64, PROTO_LINK_LOCAL);
    if (!skipsDetection(device, one)) one.flags |= TENTATIVE;
    link(device, one);
    network.addressGeneration++;
    addPrefixRoute(network, device, one);
  }
  tellInet6(network, device);
  for (const one of [...device.addresses6].reverse()) {
    if ((one.flags & TENTATIVE) === 0 && one.hasRoute) continue;
    complete(network, device, one);
  }
}

/** The device has gone down: its IPv6 routes and addresses go (`addrconf_ifdown`). */
export function bringDown6(network: Network, device: Device): void {
  device.inet6Ready = false;
  dropRoutes6(network, device);
  // The lists are walked from the newest on.
  for (const one of device.addresses6.splice(0)) tellAddress6(network, "del", device, one);
  network.addressGeneration++;
}
