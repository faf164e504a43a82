/**
 * VLANs on another device: they go up, down and away with it.
 *
 * @module
 * @see net/8021q/vlan_netlink.c, vlan.c, vlan_dev.c
 */
import type { Decoded } from "../../schema/index.ts";
import type { linkMessage } from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import { type Device, FLAG } from "./device.ts";
import { isUsableAddress, type LinkKind, makeDevice, validateEthernet } from "./kind.ts";
import { announceDevice, changeFlags, setCarrier } from "./link-state.ts";
import { tellLink } from "./link-value.ts";
import type { Network } from "./network.ts";
import { configure } from "./simple-kinds.ts";

const ETH_P_8021Q = 0x8100;
const ETH_P_8021AD = 0x88a8;
/** Ids from here on are none (`VLAN_VID_MASK`). */
const VLAN_VID_MASK = 0xfff;
/** `VLAN_FLAG_*`. */
const REORDER_HDR = 1;
const LOOSE_BINDING = 4;
const KNOWN_FLAGS = 0x1f;

type Info = NonNullable<Decoded<typeof linkMessage>["linkinfo"]>;

/** What a VLAN is made of. */
interface Vlan {
  readonly id: number;
  readonly protocol: number;
  flags: number;
  /** Whether the device below was up when it was last looked at. */
  lowerUp: boolean;
}

const vlans = new WeakMap<Device, Vlan>();

/** `IFLA_INFO_DATA` as far as it is looked at. */
interface VlanData {
  readonly id?: number;
  readonly protocol?: string | number;
  readonly flags?: { readonly flags: number; readonly mask: number };
}

function dataOf(info: Info | undefined): VlanData | undefined {
  const data = info?.data;
  return typeof data === "object" && !(data instanceof Uint8Array) ? (data as VlanData) : undefined;
}

function protocolOf(protocol: string | number | undefined): number {
  if (protocol === undefined || protocol === "8021q") return ETH_P_8021Q;
  return protocol === "8021ad" ? ETH_P_8021AD : Number(protocol);
}

/** Keeps a VLAN like the device that it lies on. */
function follow(network: Network, device: Device, lower: Device, vlan: Vlan): void {
  setCarrier(network.networks, device, lower.carrier);
  if (device.mtu > lower.mtu) {
    device.mtu = lower.mtu;
    tellLink(network, device);
  }
  // Only when the device itself goes up or down; its carrier comes and goes besides.
  const isSwitched = vlan.lowerUp !== lower.up;
  vlan.lowerUp = lower.up;
  if (!isSwitched || (vlan.flags & LOOSE_BINDING) !== 0 || device.up === lower.up) return;
  const flags = lower.up ? device.flags | FLAG.up : device.flags & ~FLAG.up;
  changeFlags(network, device, flags);
}

/** `vlan`. */
export const vlanKind: LinkKind = {
  name: "vlan",
  validate(request) {
    validateEthernet(request);
    const data = dataOf(request.linkinfo);
    if (data === undefined) throw refusal("EINVAL", "VLAN properties not specified");
    const protocol = protocolOf(data.protocol);
    if (protocol !== ETH_P_8021Q && protocol !== ETH_P_8021AD) {
      throw refusal("EPROTONOSUPPORT", "Invalid VLAN protocol");
    }
    if ((data.id ?? 0) >= VLAN_VID_MASK) throw refusal("ERANGE", "Invalid VLAN id");
    if (data.flags !== undefined && (data.flags.flags & data.flags.mask & ~KNOWN_FLAGS) !== 0) {
      throw refusal("EINVAL", "Invalid VLAN flags");
    }
  },
  create({ network, linkNetwork, request, told }) {
    const data = dataOf(request.linkinfo);
    if (data?.id === undefined) throw refusal("EINVAL", "VLAN id not specified");
    if (request.link === undefined) throw refusal("EINVAL", "link not specified");
    const lower = linkNetwork.device(request.link);
    if (lower === undefined) throw refusal("ENODEV", "link does not exist");
    const protocol = protocolOf(data.protocol);
    checkLower(linkNetwork, lower, data.id, protocol);
    const flags = data.flags === undefined ? REORDER_HDR : data.flags.flags & data.flags.mask;
    const vlan: Vlan = {
      id: data.id,
      protocol,
      flags: REORDER_HDR | flags,
      lowerUp: lower.up,
    };
    const setup = (made: Device): void => {
      made.tellsLower = true;
      made.lower = lower;
      made.tsoMaxSize = lower.tsoMaxSize;
      made.minMtu = 0;
    };
    const device = makeDevice(network, "vlan", request, setup);
    if (request.mtu === undefined) device.mtu = lower.mtu;
    else if (request.mtu > lower.mtu) throw refusal("EINVAL");
    if (request.address === undefined) device.address = lower.address.slice();
    device.operations = {
      open() {
        if (!lower.up && (vlan.flags & LOOSE_BINDING) === 0) throw refusal("ENETDOWN");
      },
      lowerChanged: () => follow(network, device, lower, vlan),
      data: () => ({
        protocol: vlan.protocol,
        id: vlan.id,
        flags: { flags: vlan.flags, mask: 0xffff_ffff },
      }),
    };
    vlans.set(device, vlan);
    network.add(device, request.ifiIndex);
    setCarrier(network.networks, device, lower.carrier);
    device.operState = device.expectedOperState();
    configure(network, device, request);
    announceDevice(network, device, told);
    return device;
  },
  change(_network, device, data) {
    const vlan = vlans.get(device);
    const { flags } = data as VlanData;
    if (vlan === undefined || flags === undefined) return;
    vlan.flags = (vlan.flags & ~flags.mask) | (flags.flags & flags.mask);
  },
};

/** @throws A refusal: `EOPNOTSUPP`, `EEXIST`. */
function checkLower(network: Network, lower: Device, id: number, protocol: number): void {
  if (lower.loopback || !isUsableAddress(lower.address)) {
    throw refusal("EOPNOTSUPP", "VLANs not supported on device");
  }
  const isTaken = network.devices.some((device) => {
    const other = vlans.get(device);
    return device.lower === lower && other?.id === id && other.protocol === protocol;
  });
  if (isTaken) throw refusal("EEXIST", "VLAN device already exists");
}
