/**
 * Changes of links that exist (`do_setlink`).
 *
 * @module
 * @see net/core/rtnetlink.c `do_setlink`, `validate_linkmsg`, `do_set_master`
 */
import { AF } from "../../uapi/index.ts";
import { OPERSTATE } from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import { compareBytes } from "./address.ts";
import { tellAddress4 } from "./address4.ts";
import type { Device, LinkRequest, OperState } from "./device.ts";
import {
  addressBytes,
  checkMtu,
  chooseName,
  isUsableAddress,
  modeNumber,
  NAME_LIMIT,
} from "./kind.ts";
import { changeFlags, setCarrier } from "./link-state.ts";
import { tellLink } from "./link-value.ts";
import { dropNeighbours } from "./neighbour-change.ts";
import type { Network } from "./network.ts";
import { wantedFlags } from "./simple-kinds.ts";

/** `GSO_MAX_SEGS`: most segments of what a device is given as one packet. */
const GSO_MAX_SEGS = 65_535;

/** Checks what depends on the device (`validate_linkmsg`). @throws A refusal. */
function validate(device: Device, request: LinkRequest): void {
  for (const address of [request.address, request.broadcast]) {
    if (address !== undefined && addressBytes(address).length < 6) throw refusal("EINVAL");
  }
  const { gsoMaxSize = 0, gsoMaxSegs = 0 } = request;
  if (gsoMaxSize > device.tsoMaxSize) throw refusal("EINVAL", "too big gso_max_size");
  if (gsoMaxSegs > GSO_MAX_SEGS) throw refusal("EINVAL", "too big gso_max_segs");
  if (device.index < 1) throw refusal("ENODEV");
}

function setAddress(network: Network, device: Device, wanted: Uint8Array): void {
  const address = wanted.slice(0, 6);
  if (compareBytes(address, device.address) !== 0) {
    if (!isUsableAddress(address)) throw refusal("EADDRNOTAVAIL");
    device.address = address;
    device.operations.addressSet?.();
  }
  // An address that is the same is told of too, and what was known of the neighbours is forgotten (`neigh_changeaddr`).
  tellLink(network, device);
  for (const family of [AF.values.inet, AF.values.inet6]) {
    dropNeighbours(network, device, family, "neighbours");
  }
  device.master?.operations.portChanged?.(device);
}

/** Sets the MTU of a device. @throws A refusal. */
function setMtu(network: Network, device: Device, mtu: number): void {
  if (mtu === device.mtu) return;
  checkMtu(device, mtu);
  device.mtu = mtu;
  device.operations.mtuSet?.();
  tellLink(network, device);
  for (const upper of network.devices)
    if (upper.lower === device) upper.operations.lowerChanged?.();
}

/** Labels follow the name: the first is the name, others keep what stands behind a colon, or are counted (`inetdev_changename`). */
function relabel(network: Network, device: Device): void {
  for (const [at, address] of device.addresses4.entries()) {
    const colon = address.label.indexOf(":");
    const rest = colon < 0 ? `:${at + 1}` : address.label.slice(colon);
    const label = at === 0 ? device.name : device.name.slice(0, NAME_LIMIT - rest.length) + rest;
    Object.assign(address, { label });
    tellAddress4(network, "new", device, address, {});
  }
}

function rename(network: Network, device: Device, pattern: string): void {
  if (pattern === device.name) return;
  const name = chooseName(network, pattern, device);
  device.name = name;
  network.linkGeneration++;
  tellLink(network, device);
  relabel(network, device);
}

/** Puts a device into a bridge, or out of one; index 0 is out. @throws A refusal. */
export function setMaster(network: Network, device: Device, index: number): void {
  const { master } = device;
  if (master?.index === index) return;
  if (master !== undefined) master.operations.removePort?.(device);
  if (index === 0) return;
  const wanted = network.device(index);
  if (wanted === undefined) throw refusal("EINVAL");
  if (wanted.operations.addPort === undefined) throw refusal("EOPNOTSUPP");
  wanted.operations.addPort(device);
}

const SETTABLE_STATES: ReadonlySet<OperState> = new Set(["up", "dormant"]);

function setOperState(network: Network, device: Device, wanted: string | number): void {
  const name = [...Object.keys(OPERSTATE.values)].find(
    (key) => key === wanted || OPERSTATE.values[key as OperState] === wanted,
  ) as OperState | undefined;
  if (name === undefined || !SETTABLE_STATES.has(name) || device.operState === name) return;
  const before = device.operState;
  if (name === "up" && before !== "dormant" && before !== "unknown" && before !== "testing") return;
  if (name === "dormant" && before !== "up" && before !== "unknown") return;
  device.operState = name;
  if (device.up) tellLink(network, device);
}

/** Values that are simply kept; true where one has changed. */
function setValues(device: Device, request: LinkRequest): boolean {
  let changed = false;
  const { ifalias, linkmode, protoDown } = request;
  if (ifalias !== undefined) changed = true;
  if (linkmode !== undefined) {
    const mode = modeNumber(linkmode);
    changed ||= mode !== device.linkMode;
    device.linkMode = mode;
  }
  if (request.gsoMaxSize !== undefined) device.gsoMaxSize = request.gsoMaxSize;
  if (request.gsoMaxSegs !== undefined) device.gsoMaxSegs = request.gsoMaxSegs;
  if (request.groMaxSize !== undefined) device.groMaxSize = request.groMaxSize;
  if (request.gsoIpv4MaxSize !== undefined) device.gsoIpv4MaxSize = request.gsoIpv4MaxSize;
  if (request.groIpv4MaxSize !== undefined) device.groIpv4MaxSize = request.groIpv4MaxSize;
  if (protoDown !== undefined) {
    throw refusal("EOPNOTSUPP", "Protodown not supported by device");
  }
  return changed;
}

function setTxqlen(network: Network, device: Device, length: number): void {
  if (length === device.txqlen) return;
  device.txqlen = length;
  tellLink(network, device);
}

/**
 * Carries out what a request wants of a device, in the kernel's order: what comes before a refusal stays done.
 *
 * @throws A refusal.
 */
export function changeLink(network: Network, device: Device, request: LinkRequest): void {
  validate(device, request);
  const { ifname, ifiFlags, ifiChange, carrier, address, broadcast } = request;
  if (address !== undefined) setAddress(network, device, addressBytes(address));
  if (request.mtu !== undefined) setMtu(network, device, request.mtu);
  if (request.group !== undefined) device.group = request.group;
  if (ifname !== undefined && ifname !== "" && request.ifiIndex > 0) {
    rename(network, device, ifname);
  }
  if (request.ifalias !== undefined) {
    device.alias = request.ifalias === "" ? undefined : request.ifalias;
  }
  if (broadcast !== undefined) {
    device.broadcast = addressBytes(broadcast).slice(0, 6);
    tellLink(network, device);
  }
  if (ifiFlags !== 0 || ifiChange !== 0) {
    changeFlags(network, device, wantedFlags(device, ifiFlags, ifiChange));
  }
  if (request.master !== undefined) setMaster(network, device, request.master);
  if (carrier !== undefined) {
    if (device.kind !== "dummy") throw refusal("EOPNOTSUPP");
    setCarrier(network.networks, device, carrier !== 0);
  }
  if (request.txqlen !== undefined) setTxqlen(network, device, request.txqlen);
  if (request.operstate !== undefined) setOperState(network, device, request.operstate);
  if (setValues(device, request) && device.up) tellLink(network, device);
}
