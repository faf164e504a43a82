/**
 * What a kind of link is to rtnetlink, and how a device of one is made.
 *
 * @module
 * @see net/core/rtnetlink.c `rtnl_create_link`, `struct rtnl_link_ops`
 */
import { refusal } from "../failure.ts";
import { Device, type LinkRequest } from "./device.ts";
import type { Network, Told } from "./network.ts";

/** What makes a device. */
export interface Making {
  readonly network: Network;
  /** The namespace that `IFLA_LINK` is of. */
  readonly linkNetwork: Network;
  readonly request: LinkRequest;
  readonly told: Told;
}

/** A kind of link. */
export interface LinkKind {
  /** `IFLA_INFO_KIND`; numbered, it is the name of a device that is given none. */
  readonly name: string;
  /** Whether `request` can be one. @throws A refusal. */
  validate?(request: LinkRequest): void;
  /** Makes and registers what is asked for. @returns The device that the request is about. @throws A refusal. */
  create(making: Making): Device;
  /** Changes its options. Absent: it has none that can be changed. @throws A refusal. */
  change?(network: Network, device: Device, data: object): void;
}

/** `IFNAMSIZ` less the NUL. */
export const NAME_LIMIT = 15;
const MOST_QUEUES = 4096;
/** Names are searched up to this number of a pattern (`8 * PAGE_SIZE`). */
const MOST_NAMES = 32_768;

/** Whether a device can have the name (`dev_valid_name`). */
export function isValidName(name: string): boolean {
  if (name === "" || name.length > NAME_LIMIT || name === "." || name === "..") return false;
  // A byte 0xa0 that is no text is a space to the kernel.
  return !/[/:\s\udca0]/.test(name);
}

/**
 * The name that a request asks for; a `%d` in it is the lowest number that is free (`dev_get_valid_name`).
 *
 * @param current - The device that is to be renamed, which may have the name already.
 * @throws A refusal: `EINVAL`, `EEXIST`, `ENFILE`.
 */
export function chooseName(network: Network, pattern: string, current?: Device): string {
  if (!isValidName(pattern)) throw refusal("EINVAL");
  const [before = "", after, more] = pattern.split("%d");
  if (!pattern.includes("%")) {
    const other = network.named(pattern);
    if (other !== undefined && other !== current) throw refusal("EEXIST");
    return pattern;
  }
  if (after === undefined || more !== undefined || `${before}${after}`.includes("%")) {
    throw refusal("EINVAL");
  }
  for (let number = 0; number < MOST_NAMES; number++) {
    const name = `${before}${number}${after}`;
    if (network.named(name) === undefined && isValidName(name)) return name;
  }
  throw refusal("ENFILE");
}

/** An Ethernet address out of the air, marked as local (`eth_random_addr`). */
export function randomAddress(): Uint8Array {
  const bytes = Uint8Array.from({ length: 6 }, () => Math.floor(Math.random() * 256));
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return bytes;
}

/** Checks `IFLA_ADDRESS` of a request for an Ethernet device. @throws A refusal: `EINVAL`, `EADDRNOTAVAIL`. */
export function validateEthernet({ address }: LinkRequest): void {
  if (address === undefined) return;
  const bytes = addressBytes(address);
  if (bytes.length !== 6) throw refusal("EINVAL");
  if (!isUsableAddress(bytes)) throw refusal("EADDRNOTAVAIL");
}

/** Whether a device may have it: neither a group's nor all zeroes (`is_valid_ether_addr`). */
export function isUsableAddress(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 1) === 0 && bytes.some((byte) => byte !== 0);
}

/** A link-layer address of a request as bytes. */
export function addressBytes(address: string | Uint8Array): Uint8Array {
  if (typeof address !== "string") return address;
  return Uint8Array.from(address.split(":"), (part) => Number.parseInt(part, 16));
}

/** Whether a device can have an MTU (`dev_validate_mtu`). @throws A refusal: `EINVAL`. */
export function checkMtu(device: Device, mtu: number): void {
  // The attribute is unsigned, the kernel's variable is not.
  if (mtu > 0x7fff_ffff || mtu < device.minMtu) {
    throw refusal("EINVAL", "mtu less than device minimum");
  }
  if (device.maxMtu > 0 && mtu > device.maxMtu) {
    throw refusal("EINVAL", "mtu greater than device maximum");
  }
}

function checkQueues(count: number | undefined, which: "transmit" | "receive"): void {
  if (count !== undefined && (count < 1 || count > MOST_QUEUES)) {
    throw refusal("EINVAL", `Invalid number of ${which} queues`);
  }
}

/**
 * Makes an Ethernet device as a request describes it; it is not registered.
 *
 * @param setup - What the kind makes of it before the request's own wishes.
 * @throws A refusal.
 */
export function makeDevice(
  network: Network,
  kind: string,
  request: LinkRequest,
  setup: (device: Device) => void = () => {},
): Device {
  const { numTxQueues, numRxQueues, mtu, address, broadcast } = request;
  checkQueues(numTxQueues, "transmit");
  checkQueues(numRxQueues, "receive");
  const device = new Device("", kind);
  device.address = randomAddress();
  setup(device);
  if (mtu !== undefined) checkMtu(device, mtu);
  device.name = chooseName(network, request.ifname ?? `${kind}%d`);
  if (numTxQueues !== undefined) device.numTxQueues = numTxQueues;
  if (numRxQueues !== undefined) device.numRxQueues = numRxQueues;
  if (mtu !== undefined) device.mtu = mtu;
  if (address !== undefined) device.address = addressBytes(address);
  if (broadcast !== undefined) device.broadcast = addressBytes(broadcast);
  if (request.txqlen !== undefined) device.txqlen = request.txqlen;
  if (request.linkmode !== undefined) device.linkMode = modeNumber(request.linkmode);
  if (request.group !== undefined) device.group = request.group;
  return device;
}

const MODES = ["default", "dormant", "testing"];

/** `IFLA_LINKMODE` as a number. */
export function modeNumber(mode: string | number): number {
  return typeof mode === "number" ? mode : Math.max(0, MODES.indexOf(mode));
}
