/**
 * Bridges and their ports: address, MTU and carrier follow from the ports.
 *
 * @module
 * @see net/bridge/br_if.c, br_stp_if.c, br_netlink.c
 */
import { AF } from "../../uapi/index.ts";
import { linkMessage, OPERSTATE, RTNLGRP, rtLink } from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import { compareBytes } from "./address.ts";
import { type Device, FLAG } from "./device.ts";
import { isUsableAddress, type LinkKind, makeDevice, validateEthernet } from "./kind.ts";
import { announceDevice, setCarrier } from "./link-state.ts";
import { EVENT_FEATURES, tellLink } from "./link-value.ts";
import { dropNeighbours } from "./neighbour-change.ts";
import type { Network } from "./network.ts";
import { configure } from "./simple-kinds.ts";

/** `BR_STATE_*` */
const DISABLED = 0;
const FORWARDING = 3;
const PRIORITY = 0x8000;
const PORT_PRIORITY = 0x20;
/** Bits of a port's number in its id. */
const PORT_BITS = 10;
const MOST_PORTS = 1 << PORT_BITS;
const GROUP_ADDRESS = Uint8Array.of(0x01, 0x80, 0xc2, 0, 0, 0);
/** `BR_BOOLOPT_*` that this kernel knows. */
const BOOLOPTS = 31;

/** Options as `IFLA_INFO_DATA` tells them, with the kernel's defaults; times in hundredths of a second. */
const DEFAULTS = {
  forwardDelay: 1500,
  helloTime: 200,
  maxAge: 2000,
  ageingTime: 30_000,
  stpState: 0,
  priority: PRIORITY,
  vlanFiltering: 0,
  groupFwdMask: 0,
};
const DEFAULTS_AFTER = {
  multiBoolopt: { optval: 0, optmask: BOOLOPTS },
  fdbNLearned: 0,
  fdbMaxLearned: 0,
  mcastRouter: 1,
  mcastSnooping: 1,
  mcastQueryUseIfaddr: 0,
  mcastQuerier: 0,
  mcastStatsEnabled: 0,
  mcastHashElasticity: 16,
  mcastHashMax: 4096,
  mcastLastMemberCnt: 2,
  mcastStartupQueryCnt: 2,
  mcastIgmpVersion: 2,
  mcastMldVersion: 1,
  mcastLastMemberIntvl: 100n,
  mcastMembershipIntvl: 26_000n,
  mcastQuerierIntvl: 25_500n,
  mcastQueryIntvl: 12_500n,
  mcastQueryResponseIntvl: 1000n,
  mcastStartupQueryIntvl: 3124n,
  nfCallIptables: 0,
  nfCallIp6tables: 0,
  nfCallArptables: 0,
};
/** What the spanning tree allows while it runs. */
const STP_RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  forwardDelay: [200, 3000],
  helloTime: [100, 1000],
  maxAge: [600, 4000],
};
/** Options that are told and cannot be set, or that this bridge has no use for. */
const FIXED = new Set(["multiBoolopt", "fdbNLearned", "mcastHashElasticity"]);

/** Options of a port, as `IFLA_INFO_SLAVE_DATA` tells them. */
const PORT_DEFAULTS = {
  mode: 0,
  guard: 0,
  protect: 0,
  fastLeave: 0,
  mcastToUcast: 0,
  learning: 1,
  unicastFlood: 1,
  mcastFlood: 1,
  bcastFlood: 1,
  proxyarp: 0,
  proxyarpWifi: 0,
};
const PORT_DEFAULTS_AFTER = {
  topologyChangeAck: 0,
  configPending: 0,
  vlanTunnel: 0,
  groupFwdMask: 0,
  neighSuppress: 0,
  mrpRingOpen: 0,
  mrpInOpen: 0,
  isolated: 0,
  locked: 0,
  mab: 0,
  neighVlanSuppress: 0,
  messageAgeTimer: 0n,
  forwardDelayTimer: 0n,
  holdTimer: 0n,
  multicastRouter: 1,
  mcastEhtHostsLimit: 512,
  mcastEhtHostsCnt: 0,
  mcastNGroups: 0,
  mcastMaxGroups: 0,
};

/**
 * A port as its bridge tells of it (`br_fill_ifinfo`).
 *
 * @param gone - It is none any more: its options are left out.
 */
export function portValue(device: Device, gone = false): object {
  return {
    ifiFamily: AF.values.bridge,
    ifiType: device.type,
    ifiIndex: device.index,
    ifiFlags: device.shownFlags,
    ifiChange: 0,
    ifname: device.name,
    master: device.master?.index ?? 0,
    mtu: device.mtu,
    operstate: OPERSTATE.values[device.shownOperState],
    address: device.address,
    ...(device.tellsLower && { link: device.lower?.index ?? 0 }),
    ...(!gone && { protinfo: device.master?.operations.portData?.(device) ?? {} }),
  };
}

/** Tells of a port as its bridge sees it (`br_ifinfo_notify`): to those who hear of links, not of bridges alone. */
function tellPort(network: Network, type: "new" | "del", port: Device): void {
  const { RTM_NEWLINK, RTM_DELLINK } = rtLink.operations;
  const number = type === "new" ? RTM_NEWLINK.type : RTM_DELLINK.type;
  const make = () => portValue(port, type === "del");
  network.tell(RTNLGRP.values.RTNLGRP_LINK, number, linkMessage, make);
}

/** One bridge. */
class Bridge {
  readonly #network: Network;
  readonly #device: Device;
  readonly #ports = new Map<Device, number>();
  readonly #options: Record<string, unknown> = { ...DEFAULTS, ...DEFAULTS_AFTER };
  /** A request has set them: they no longer follow from the ports. */
  #addressSet: boolean;
  #mtuSet = false;
  #open = false;
  #id: Uint8Array;

  constructor(network: Network, device: Device, addressSet: boolean) {
    this.#network = network;
    this.#device = device;
    this.#addressSet = addressSet;
    this.#id = new Uint8Array(6);
  }

  attach(): void {
    this.#device.operations = {
      open: () => this.#setOpen(true),
      stop: () => this.#setOpen(false),
      addPort: (port) => this.#add(port),
      removePort: (port) => this.#remove(port),
      portChanged: () => this.#followPorts(),
      addressSet: () => {
        this.#addressSet = true;
        this.#setId(this.#device.address);
      },
      mtuSet: () => {
        this.#mtuSet = true;
      },
      data: () => this.#data(),
      portData: (port) => this.#portData(port),
    };
    if (this.#addressSet) this.#setId(this.#device.address);
  }

  /** A new id has the states of all ports worked out again, and with them the carrier (`br_stp_change_bridge_id`). */
  #setId(address: Uint8Array): void {
    this.#id = address;
    // A port that is new is not looked at yet, so that the carrier goes and comes again.
    setCarrier(this.#network.networks, this.#device, false);
    this.#updateCarrier();
  }

  #setOpen(open: boolean): void {
    this.#open = open;
    this.#followPorts();
  }

  #isForwarding(port: Device): boolean {
    return this.#open && port.up && port.carrier && this.#ports.has(port);
  }

  #updateCarrier(): void {
    const live = [...this.#ports.keys()].some((port) => this.#isForwarding(port));
    setCarrier(this.#network.networks, this.#device, live);
  }

  #followPorts(): void {
    if (this.#ports.size > 0) this.#updateCarrier();
  }

  #add(port: Device): void {
    const device = this.#device;
    if (port.kind === "bridge" && isUsableAddress(port.address)) {
      throw refusal("ELOOP", "Can not enslave a bridge to a bridge");
    }
    if (port.loopback || port.type !== 1 || !isUsableAddress(port.address)) throw refusal("EINVAL");
    const taken = new Set(this.#ports.values());
    let number = 1;
    while (taken.has(number)) number++;
    if (number >= MOST_PORTS) throw refusal("ENOSPC");
    port.master = device;
    port.allMulti++;
    tellLink(this.#network, port);
    port.promiscuity++;
    tellLink(this.#network, port, { change: FLAG.promisc });
    tellLink(this.#network, device, { event: EVENT_FEATURES });
    this.#ports.set(port, number);
    tellPort(this.#network, "new", port);
    this.#followAddress();
    this.#updateCarrier();
    this.#followMtu();
  }

  #remove(port: Device): void {
    const network = this.#network;
    port.promiscuity--;
    port.allMulti--;
    if (!port.leaving) tellLink(network, port, { change: FLAG.promisc });
    tellPort(network, "new", port);
    this.#ports.delete(port);
    tellPort(network, "del", port);
    port.master = undefined;
    if (!port.leaving) tellLink(network, port);
    if (this.#device.leaving) return;
    this.#followMtu();
    this.#followAddress();
    this.#updateCarrier();
    tellLink(network, this.#device, { event: EVENT_FEATURES });
  }

  /** The lowest address of the ports is the bridge's (`br_stp_recalculate_bridge_id`). */
  #followAddress(): void {
    if (this.#addressSet) return;
    const [lowest] = [...this.#ports.keys()].map(({ address }) => address).sort(compareBytes);
    const address = lowest ?? new Uint8Array(6);
    if (compareBytes(address, this.#device.address) === 0) return;
    this.#device.address = address.slice();
    this.#setId(this.#device.address);
    tellLink(this.#network, this.#device);
    for (const family of [AF.values.inet, AF.values.inet6]) {
      dropNeighbours(this.#network, this.#device, family, "neighbours");
    }
  }

  /** The smallest MTU of the ports is the bridge's (`br_mtu_auto_adjust`). */
  #followMtu(): void {
    if (this.#mtuSet) return;
    const mtus = [...this.#ports.keys()].map(({ mtu }) => mtu);
    const mtu = mtus.length === 0 ? 1500 : Math.min(...mtus);
    if (mtu === this.#device.mtu) return;
    this.#device.mtu = mtu;
    tellLink(this.#network, this.#device);
  }

  change(data: object): void {
    for (const [name, value] of Object.entries(data)) {
      if (FIXED.has(name) || !Object.hasOwn(this.#options, name)) continue;
      const range = this.#options["stpState"] === 0 ? undefined : STP_RANGES[name];
      if (range !== undefined && (Number(value) < range[0] || Number(value) > range[1])) {
        throw refusal("ERANGE");
      }
      this.#options[name] = value;
    }
  }

  #bridgeId(): object {
    return { prio: this.#options["priority"], addr: this.#id };
  }

  #data(): object {
    const before = Object.keys(DEFAULTS).map((name) => [name, this.#options[name]]);
    const after = Object.keys(DEFAULTS_AFTER).map((name) => [name, this.#options[name]]);
    return {
      helloTimer: 0n,
      tcnTimer: 0n,
      topologyChangeTimer: 0n,
      gcTimer: 0n,
      ...Object.fromEntries(before),
      bridgeId: this.#bridgeId(),
      rootId: this.#bridgeId(),
      rootPort: 0,
      rootPathCost: 0,
      topologyChange: 0,
      topologyChangeDetected: 0,
      groupAddr: GROUP_ADDRESS,
      ...Object.fromEntries(after),
    };
  }

  #portData(port: Device): object {
    const number = this.#ports.get(port) ?? 0;
    const id = ((PORT_PRIORITY * 4) << 8) | number;
    return {
      state: this.#isForwarding(port) ? FORWARDING : DISABLED,
      priority: PORT_PRIORITY,
      // What 10 Gbit/s, a virtual device's speed, comes to (`port_cost`).
      cost: 2,
      ...PORT_DEFAULTS,
      rootId: this.#bridgeId(),
      bridgeId: this.#bridgeId(),
      designatedPort: id,
      designatedCost: 0,
      id,
      no: number,
      ...PORT_DEFAULTS_AFTER,
    };
  }
}

const bridges = new WeakMap<Device, Bridge>();

/** `bridge`. */
export const bridgeKind: LinkKind = {
  name: "bridge",
  validate: validateEthernet,
  create({ network, request, told }) {
    const setup = (made: Device): void => {
      made.immutable = true;
    };
    const device = makeDevice(network, "bridge", request, setup);
    network.add(device, request.ifiIndex);
    const bridge = new Bridge(network, device, request.address !== undefined);
    bridges.set(device, bridge);
    bridge.attach();
    bridge.change(request.linkinfo?.data ?? {});
    configure(network, device, request);
    announceDevice(network, device, told);
    return device;
  },
  change(_network, device, data) {
    bridges.get(device)?.change(data);
  },
};
