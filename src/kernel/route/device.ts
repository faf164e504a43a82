/**
 * A network device: what of a link is kept, and what follows from it.
 *
 * @module
 * @see include/linux/netdevice.h `struct net_device`
 */
import type { Decoded } from "../../schema/index.ts";
import { IFF, type linkMessage, type OPERSTATE } from "../../uapi/route/index.ts";
import type { Address4, Address6 } from "./address.ts";

/** Bits of `ifi_flags`. */
export const FLAG = IFF.masks;

/** Flags that a request may set or clear, besides `IFF_UP`, `IFF_PROMISC` and `IFF_ALLMULTI` (`__dev_change_flags`). */
export const CHANGEABLE_FLAGS =
  FLAG.debug |
  FLAG["no-trailers"] |
  FLAG["no-arp"] |
  FLAG.dynamic |
  FLAG.multicast |
  FLAG.portsel |
  FLAG["auto-media"];

/** Flags that follow from the state of a device and are not kept. */
const DERIVED_FLAGS =
  FLAG.promisc | FLAG["all-multi"] | FLAG.running | FLAG["lower-up"] | FLAG.dormant;

/** `GSO_MAX_SIZE`: `tso_max_size` of drivers that take packets of any size. */
export const GSO_MAX_SIZE = 524_280;

/** Names of `IF_OPER_*`. */
export type OperState = keyof typeof OPERSTATE.values;

/** What a device does in its own way; each may be absent. */
export interface DeviceOperations {
  /** It is being brought up. @throws A refusal. */
  open?(): void;
  /** It has been brought down. */
  stop?(): void;
  /** The device that it lies on has changed its state, MTU or address. */
  lowerChanged?(): void;
  /** A port of it has changed its state. */
  portChanged?(port: Device): void;
  /** Takes a port in. @throws A refusal. */
  addPort?(port: Device): void;
  /** Lets a port go. */
  removePort?(port: Device): void;
  /** Its link-layer address was set by a request. */
  addressSet?(): void;
  /** Its MTU was set by a request. */
  mtuSet?(): void;
  /** It is being deleted: the devices that go with it, in the order in which they go. */
  companions?(): readonly Device[];
  /** `IFLA_INFO_DATA`. */
  data?(): object;
  /** `IFLA_INFO_SLAVE_DATA` of a port. */
  portData?(port: Device): object;
}

/** A device. Its fields are changed by the requests alone. */
export class Device {
  /** 0 until it is registered. */
  index = 0;
  /** Name of its kind; undefined for the loopback, which nobody makes. */
  readonly kind: string | undefined;
  name: string;
  /** `ARPHRD_*`. */
  type = 1;
  /** Without those that follow from its state. */
  flags: number = FLAG.broadcast | FLAG.multicast;
  mtu = 1500;
  minMtu = 68;
  maxMtu = 65_535;
  txqlen = 1000;
  address: Uint8Array = new Uint8Array(6);
  broadcast: Uint8Array = new Uint8Array(6).fill(0xff);
  permanentAddress: Uint8Array | undefined;
  group = 0;
  alias: string | undefined;
  linkMode = 0;
  /** As last worked out; a device that is down shows `down`. */
  operState: OperState = "unknown";
  carrier = true;
  /** What its routes say of the carrier (`RTNH_F_LINKDOWN`): the one of the last time that it was looked at. */
  linkDown = false;
  carrierUps = 0;
  carrierDowns = 0;
  promiscuity = 0;
  allMulti = 0;
  numTxQueues = 1;
  numRxQueues = 1;
  gsoMaxSize = 65_536;
  gsoMaxSegs = 65_535;
  tsoMaxSize = 65_536;
  groMaxSize = 65_536;
  gsoIpv4MaxSize = 65_536;
  groIpv4MaxSize = 65_536;
  qdisc = "noop";
  /** It cannot be moved to another namespace. */
  immutable = false;
  master: Device | undefined;
  /** What it lies on, or is the other end of; `IFLA_LINK`. */
  lower: Device | undefined;
  /** It has a lower device by its kind, present or not: then its index is told, or 0. */
  tellsLower = false;
  /** It is being deleted. */
  leaving = false;
  /** Its IPv6 configuration has been begun since it came up (`IF_READY`). */
  inet6Ready = false;
  operations: DeviceOperations = {};
  /** In the order in which they are listed. */
  readonly addresses4: Address4[] = [];
  readonly addresses6: Address6[] = [];

  constructor(name: string, kind: string | undefined) {
    this.name = name;
    this.kind = kind;
  }

  /** Whether it has been brought up. */
  get up(): boolean {
    return (this.flags & FLAG.up) !== 0;
  }

  /** Whether it is the loopback. */
  get loopback(): boolean {
    return (this.flags & FLAG.loopback) !== 0;
  }

  /** `ifi_flags` as told (`dev_get_flags`). */
  get shownFlags(): number {
    let flags = this.flags & ~DERIVED_FLAGS;
    flags |= this.flags & (FLAG.promisc | FLAG["all-multi"]);
    if (this.up) {
      if (this.operState === "up" || this.operState === "unknown") flags |= FLAG.running;
      if (this.carrier) flags |= FLAG["lower-up"];
    }
    return flags;
  }

  /** `IFLA_OPERSTATE` as told. */
  get shownOperState(): OperState {
    return this.up ? this.operState : "down";
  }

  /** What its carrier and mode make of its operational state (`rfc2863_policy`). */
  expectedOperState(): OperState {
    if (!this.carrier)
      return this.tellsLower && this.kind !== "bridge" ? "lower-layer-down" : "down";
    return this.linkMode === 1 ? "dormant" : "up";
  }
}

/** A decoded request about a link. */
export type LinkRequest = Decoded<typeof linkMessage>;
