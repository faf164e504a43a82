/**
 * IPv4 addresses and the routes that come with them.
 *
 * @module
 * @see net/ipv4/devinet.c; net/ipv4/fib_frontend.c `fib_add_ifaddr`, `fib_del_ifaddr`
 */
import { AF } from "../../uapi/index.ts";
import {
  addrMessage,
  IFA_F,
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTN,
  RTNLGRP,
  rtAddr,
} from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import {
  type Address4,
  bytesOf,
  cacheinfoOf,
  FOREVER,
  inPrefix,
  isMulticast4,
  lastOf,
  prefixOf,
} from "./address.ts";
import type { Device } from "./device.ts";
import { dropNeighbours } from "./neighbour-change.ts";
import type { Network, Told } from "./network.ts";
import { addKernelRoute, deleteKernelRoute, dropRoutes4 } from "./route-change.ts";
import type { Route } from "./route-table.ts";

const RTM_NEWADDR = rtAddr.operations.RTM_NEWADDR.type;
const RTM_DELADDR = rtAddr.operations.RTM_DELADDR.type;
const { secondary: SECONDARY, noprefixroute: NOPREFIXROUTE, permanent: PERMANENT } = IFA_F.masks;
const ALL_ONES = "255.255.255.255";

/** An address as a message tells it. */
export function address4Value(network: Network, device: Device, one: Address4): object {
  return {
    ifaFamily: AF.values.inet,
    ifaPrefixlen: one.prefixLength,
    ifaFlags: one.flags & 0xff,
    ifaScope: one.scope,
    ifaIndex: device.index,
    ...(one.address !== "0.0.0.0" && { address: one.address }),
    local: one.local,
    ...(one.broadcast !== undefined && one.broadcast !== "0.0.0.0" && { broadcast: one.broadcast }),
    ...(one.label !== "" && { label: one.label }),
    ...(one.proto !== 0 && { proto: one.proto }),
    flags: one.flags >>> 0,
    ...(one.metric !== 0 && { rtPriority: one.metric }),
    cacheinfo: cacheinfoOf(one, network.now),
  };
}

/** Tells of an address. */
export function tellAddress4(
  network: Network,
  type: "new" | "del",
  device: Device,
  one: Address4,
  told?: Told,
): void {
  const number = type === "new" ? RTM_NEWADDR : RTM_DELADDR;
  const group = RTNLGRP.values.RTNLGRP_IPV4_IFADDR;
  network.tell(group, number, addrMessage, () => address4Value(network, device, one), told);
}

/** A route of the kernel's own (`fib_magic`). */
function magicRoute(
  device: Device,
  type: "local" | "broadcast" | "unicast",
  dst: string,
  length: number,
  owner: Address4,
  metric = 0,
): Route {
  return {
    family: AF.values.inet,
    dst,
    key: bytesOf(dst),
    length,
    tos: 0,
    table: type === "unicast" ? RT_TABLE.values.main : RT_TABLE.values.local,
    protocol: RT_PROTOCOL.values.kernel,
    scope: type === "local" ? RT_SCOPE.values.host : RT_SCOPE.values.link,
    type: RTN.values[type],
    priority: metric,
    prefsrc: owner.local,
    metrics: undefined,
    nexthops: [{ oif: device.index, gateway: undefined, flags: 0, weight: 0 }],
    pref: 0,
    sourceLength: 0,
    expires: undefined,
  };
}

function sameSubnet(left: Address4, right: Address4): boolean {
  return (
    left.prefixLength === right.prefixLength &&
    inPrefix(bytesOf(left.address), bytesOf(right.address), left.prefixLength)
  );
}

/** The address whose subnet another is in: itself, unless it is a secondary one. */
function primaryOf(device: Device, one: Address4): Address4 {
  if ((one.flags & SECONDARY) === 0) return one;
  const isPrimary = (other: Address4) => (other.flags & SECONDARY) === 0 && sameSubnet(other, one);
  return device.addresses4.find(isPrimary) ?? one;
}

/** Routes of an address besides the one to itself, in the order in which they are made. */
function subnetRoutes(device: Device, one: Address4): Route[] {
  const prefix = prefixOf(one.address, one.prefixLength);
  const routes: Route[] = [];
  // No packet has such a source (`fib_valid_prefsrc`).
  if (isSpecial4(primaryOf(device, one).local)) return routes;
  const { broadcast = "0.0.0.0" } = one;
  if (broadcast !== "0.0.0.0" && broadcast !== ALL_ONES) {
    routes.push(magicRoute(device, "broadcast", broadcast, 32, one));
  }
  const hasSubnet = prefix !== one.local || one.prefixLength < 32;
  if ((one.flags & SECONDARY) !== 0 || !hasSubnet) return routes;
  if (prefix === "0.0.0.0") return routes;
  if ((one.flags & NOPREFIXROUTE) === 0) {
    const type = device.loopback ? "local" : "unicast";
    routes.push(magicRoute(device, type, prefix, one.prefixLength, one, one.metric));
  }
  if (one.prefixLength < 31) {
    const last = lastOf(prefix, one.prefixLength);
    if (last !== one.broadcast) routes.push(magicRoute(device, "broadcast", last, 32, one));
  }
  return routes;
}

function addRoutes(network: Network, device: Device, one: Address4): void {
  const primary = primaryOf(device, one);
  if (primary === one || !isSpecial4(primary.local)) {
    addKernelRoute(network, magicRoute(device, "local", one.local, 32, primary));
  }
  if (!device.up) return;
  for (const route of subnetRoutes(device, one)) addKernelRoute(network, route);
}

/** Whether an address is for more than one host, or none, whoever has it (`inet_addr_type`). */
export function isSpecial4(address: string): boolean {
  return address === "0.0.0.0" || address === ALL_ONES || isMulticast4(address);
}

/**
 * What an address is, as `RTN_*` (`inet_addr_type_dev_table`).
 *
 * @param index - Of the device that has to have it; any may when absent.
 */
export function addressType4(network: Network, address: string, index?: number): number {
  const { multicast, broadcast, unicast } = RTN.values;
  if (isMulticast4(address)) return multicast;
  const { local } = RT_TABLE.values;
  // Before the first address, there is no table to look into.
  if (isSpecial4(address) || !network.routes4.has(local)) return broadcast;
  const found = network.routes4.lookup(local, bytesOf(address), () => true);
  const isThere = index === undefined || found?.nexthops[0]?.oif === index;
  return isThere ? (found?.type ?? unicast) : unicast;
}

/** Whether an address is one of the namespace's own. */
export function isOwn4(network: Network, address: string): boolean {
  if (isSpecial4(address)) return false;
  return network.devices.some(({ addresses4 }) =>
    addresses4.some(({ local }) => local === address),
  );
}

function removeRoutes(network: Network, device: Device, one: Address4): void {
  const stillWanted = device.addresses4.flatMap((other) => subnetRoutes(device, other));
  const routes = subnetRoutes(device, one);
  // The prefix goes first, then its broadcast addresses.
  routes.sort((left, right) => left.table - right.table);
  for (const route of routes) {
    const kept = stillWanted.some(
      (other) => other.dst === route.dst && other.length === route.length,
    );
    if (!kept) deleteKernelRoute(network, route);
  }
  if (device.addresses4.some(({ local }) => local === one.local)) return;
  deleteKernelRoute(network, magicRoute(device, "local", one.local, 32, primaryOf(device, one)));
  if (isOwn4(network, one.local)) return;
  // What preferred it as its source goes without a word (`fib_sync_down_addr`).
  for (const route of [...network.routes4]) {
    if (route.prefsrc === one.local) network.routes4.remove(route);
  }
}

/**
 * Puts an address in, with its routes (`__inet_insert_ifa`).
 *
 * @throws A refusal: `EEXIST`, `EINVAL` for a scope that its subnet does not have.
 */
export function insertAddress4(network: Network, device: Device, one: Address4, told?: Told): void {
  const list = device.addresses4;
  one.flags &= ~SECONDARY;
  let after = 0;
  for (const [at, other] of list.entries()) {
    if ((other.flags & SECONDARY) === 0 && one.scope <= other.scope) after = at + 1;
    if (!sameSubnet(other, one)) continue;
    if (other.local === one.local) throw refusal("EEXIST", "ipv4: Address already assigned");
    if (other.scope !== one.scope) throw refusal("EINVAL", "ipv4: Invalid scope value");
    one.flags |= SECONDARY;
  }
  list.splice((one.flags & SECONDARY) === 0 ? after : list.length, 0, one);
  network.addressGeneration++;
  tellAddress4(network, "new", device, one, told);
  addRoutes(network, device, one);
}

/** Takes an address out, before it those that are secondary to it (`__inet_del_ifa`). */
export function removeAddress4(network: Network, device: Device, one: Address4, told?: Told): void {
  const list = device.addresses4;
  if ((one.flags & SECONDARY) === 0) {
    const isBelow = (other: Address4) => (other.flags & SECONDARY) !== 0 && sameSubnet(other, one);
    for (const other of list.filter(isBelow)) dropOne(network, device, other, told);
  }
  dropOne(network, device, one, told);
  if (list.length > 0) return;
  // A device without an address has no IPv4: all that led over it goes too (`fib_disable_ip`).
  dropRoutes4(network, device, true);
  dropNeighbours(network, device, AF.values.inet);
}

function dropOne(network: Network, device: Device, one: Address4, told?: Told): void {
  const primary = primaryOf(device, one);
  device.addresses4.splice(device.addresses4.indexOf(one), 1);
  network.addressGeneration++;
  tellAddress4(network, "del", device, one, told);
  if (primary !== one) {
    const own = magicRoute(device, "local", one.local, 32, primary);
    deleteKernelRoute(network, own);
    return;
  }
  removeRoutes(network, device, one);
}

/** `IPV4_MIN_MTU`: below it there is no IPv4. */
const LEAST_MTU = 68;

/** The device has come up: the loopback gets its address, others the routes of their subnets. */
export function bringUp4(network: Network, device: Device): void {
  if (device.mtu < LEAST_MTU) return;
  for (const one of device.addresses4) addRoutes(network, device, one);
  if (!device.loopback) return;
  const { now } = network;
  const one: Address4 = {
    local: "127.0.0.1",
    address: "127.0.0.1",
    prefixLength: 8,
    scope: RT_SCOPE.values.host,
    flags: PERMANENT,
    valid: FOREVER,
    preferred: FOREVER,
    created: now,
    updated: now,
    metric: 0,
    proto: 0,
    broadcast: undefined,
    label: device.name,
  };
  const isRefused = device.addresses4.some(
    (other) => sameSubnet(other, one) && (other.local === one.local || other.scope !== one.scope),
  );
  if (!isRefused) insertAddress4(network, device, one);
}

/** The device has gone down, or is being deleted: then its addresses go too. */
export function bringDown4(network: Network, device: Device): void {
  dropRoutes4(network, device, false);
  if (!device.leaving) return;
  for (const one of [...device.addresses4]) {
    if (device.addresses4.includes(one)) {
      const list = device.addresses4;
      list.splice(list.indexOf(one), 1);
      tellAddress4(network, "del", device, one);
      const own = magicRoute(device, "local", one.local, 32, primaryOf(device, one));
      if (!list.some(({ local }) => local === one.local)) deleteKernelRoute(network, own);
    }
  }
  network.addressGeneration++;
  dropRoutes4(network, device, true);
}
