/**
 * A link as messages tell it.
 *
 * @module
 * @see net/core/rtnetlink.c `rtnl_fill_ifinfo`, whose order of attributes this is
 */
import { linkMessage, OPERSTATE, RTEXT_FILTER, RTNLGRP, rtLink } from "../../uapi/route/index.ts";
import { NLM_F_ECHO } from "../../wire/index.ts";
import type { Device } from "./device.ts";
import { afSpecValue } from "./link-inet6.ts";
import type { Network, Told } from "./network.ts";

const { RTM_NEWLINK, RTM_DELLINK } = rtLink.operations;
/** `ifi_change` of a device that comes or goes. */
export const ALL_CHANGED = 0xffff_ffff;
/** `IFLA_EVENT_FEATURES`. */
export const EVENT_FEATURES = 2;

const COUNTERS = [
  "rxPackets",
  "txPackets",
  "rxBytes",
  "txBytes",
  "rxErrors",
  "txErrors",
  "rxDropped",
  "txDropped",
  "multicast",
  "collisions",
  "rxLengthErrors",
  "rxOverErrors",
  "rxCrcErrors",
  "rxFrameErrors",
  "rxFifoErrors",
  "rxMissedErrors",
  "txAbortedErrors",
  "txCarrierErrors",
  "txFifoErrors",
  "txHeartbeatErrors",
  "txWindowErrors",
  "rxCompressed",
  "txCompressed",
  "rxNohandler",
] as const;
// No packet passes through this kernel.
const NO_STATS64 = {
  ...Object.fromEntries(COUNTERS.map((name) => [name, 0n])),
  rxOtherhostDropped: 0n,
};
const NO_STATS = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
const NO_MAP = { memStart: 0n, memEnd: 0n, baseAddr: 0n, irq: 0, dma: 0, port: 0 };
const TSO_MAX_SEGS = 65_535;

function linkinfoValue(device: Device): object | undefined {
  const { kind, master, operations } = device;
  const portData = master?.operations.portData?.(device);
  if (kind === undefined && portData === undefined) return undefined;
  const data = operations.data?.();
  return {
    ...(kind !== undefined && { kind }),
    ...(data !== undefined && { data }),
    ...(portData !== undefined && { slaveKind: master?.kind, slaveData: portData }),
  };
}

/** What a message about a link says besides its state. */
export interface LinkTelling {
  /** `ifi_change`; 0. */
  readonly change?: number;
  /** `IFLA_EVENT`. */
  readonly event?: number;
  /** `IFLA_EXT_MASK` of the request. */
  readonly mask?: number;
}

/** A link as a message tells it. */
export function linkValue(
  network: Network,
  device: Device,
  { change = 0, event, mask = 0 }: LinkTelling = {},
): object {
  const { carrierUps, carrierDowns, master, lower } = device;
  const linkinfo = linkinfoValue(device);
  const withCounters = (mask & RTEXT_FILTER.masks["skip-stats"]) === 0;
  return {
    ifiFamily: 0,
    ifiType: device.type,
    ifiIndex: device.index,
    ifiFlags: device.shownFlags,
    ifiChange: change,
    ifname: device.name,
    txqlen: device.txqlen,
    operstate: OPERSTATE.values[device.shownOperState],
    linkmode: device.linkMode,
    netnsImmutable: device.immutable ? 1 : 0,
    mtu: device.mtu,
    minMtu: device.minMtu,
    maxMtu: device.maxMtu,
    group: device.group,
    promiscuity: device.promiscuity,
    allmulti: device.allMulti,
    numTxQueues: device.numTxQueues,
    gsoMaxSegs: device.gsoMaxSegs,
    gsoMaxSize: device.gsoMaxSize,
    groMaxSize: device.groMaxSize,
    gsoIpv4MaxSize: device.gsoIpv4MaxSize,
    groIpv4MaxSize: device.groIpv4MaxSize,
    tsoMaxSize: device.tsoMaxSize,
    tsoMaxSegs: TSO_MAX_SEGS,
    maxPacingOffloadHorizon: 0n,
    numRxQueues: device.numRxQueues,
    ...(master !== undefined && { master: master.index }),
    carrier: device.carrier ? 1 : 0,
    ...(device.alias !== undefined && { ifalias: device.alias }),
    carrierChanges: carrierUps + carrierDowns,
    carrierUpCount: carrierUps,
    carrierDownCount: carrierDowns,
    headroom: 0,
    tailroom: 0,
    protoDown: 0,
    ...(event !== undefined && { event }),
    address: device.address,
    broadcast: device.broadcast,
    stats64: NO_STATS64,
    stats: NO_STATS,
    xdp: { attached: 0 },
    ...(linkinfo !== undefined && { linkinfo }),
    ...(device.permanentAddress !== undefined && { permAddress: device.permanentAddress }),
    ...linkOf(network, device, lower),
    qdisc: device.qdisc,
    afSpec: device.leaving ? {} : afSpecValue(network, device, withCounters),
    map: NO_MAP,
    devlinkPort: {},
    dpllPin: {},
  };
}

/** `IFLA_LINK`, and the namespace that it is in where that is another. */
function linkOf(network: Network, device: Device, lower: Device | undefined): object {
  if (!device.tellsLower) return {};
  const theirs = lower === undefined ? undefined : network.networks.ofDevice(lower);
  if (theirs === undefined || theirs === network) return { link: lower?.index ?? 0 };
  return { linkNetnsid: network.netns.idOf(theirs.netns), link: lower?.index ?? 0 };
}

/** Tells of a link. */
export function tellLink(
  network: Network,
  device: Device,
  { type = "new", ...telling }: LinkTelling & { readonly type?: "new" | "del" } = {},
  told?: Told,
): void {
  const number = type === "new" ? RTM_NEWLINK.type : RTM_DELLINK.type;
  const group = RTNLGRP.values.RTNLGRP_LINK;
  // Whose request it was is told to those who asked for an echo alone (`rtmsg_ifinfo_build_skb`).
  const echo = ((told?.request?.flags ?? 0) & NLM_F_ECHO) !== 0;
  network.tell(
    group,
    number,
    linkMessage,
    () => linkValue(network, device, telling),
    echo ? told : {},
  );
}
