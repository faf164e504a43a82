/**
 * What rtnetlink knows of one namespace, and how it tells of changes.
 *
 * @module
 */
import { encodePayload, type MessageTable } from "../../schema/index.ts";
import { AF, NETLINK_ROUTE } from "../../uapi/index.ts";
import { MessageBuilder, NLM_F_ECHO } from "../../wire/index.ts";
import type { NetlinkCore } from "../af-netlink.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import type { Namespace } from "../namespaces.ts";
import type { Device } from "./device.ts";
import { RouteTables } from "./route-table.ts";

/** A neighbour (`struct neighbour`), or a proxy entry (`struct pneigh_entry`). */
export interface Neighbour {
  readonly family: number;
  /** The device; 0 for a proxy of all. */
  readonly index: number;
  readonly dst: string;
  lladdr: Uint8Array | undefined;
  /** `NUD_*`. */
  state: number;
  /** `NTF_*`. */
  flags: number;
  flagsExt: number;
  readonly type: number;
  protocol: number;
  readonly proxy: boolean;
  updated: number;
}

/** How a change is told of. */
export interface Told {
  /** The request that made it: its sequence number and port id are told, and who sent it may want an echo. */
  readonly request?: Message | undefined;
  /** The port id alone, without an echo, as the kernel tells of neighbours. */
  readonly portId?: number;
  /** `nlmsg_flags`; 0. */
  readonly flags?: number;
}

// One for all: what is built is copied before anything else can be built.
const builder = new MessageBuilder(4096);

/** One namespace. */
export class Network {
  readonly netns: Namespace;
  readonly networks: Networks;
  readonly routes4: RouteTables = new RouteTables(AF.values.inet);
  readonly routes6: RouteTables = new RouteTables(AF.values.inet6);
  /** In the order in which they were made. */
  readonly neighbours: Neighbour[] = [];
  /** Devices whose carrier has changed and that are to be looked at when the request is done (`linkwatch`). */
  readonly watched = new Set<Device>();
  /** Counts changes of devices and of addresses, for dumps under way. */
  linkGeneration = 1;
  addressGeneration = 1;
  readonly #devices = new Map<number, Device>();
  #lastIndex = 0;

  constructor(networks: Networks, netns: Namespace) {
    this.networks = networks;
    this.netns = netns;
  }

  /** Hundredths of a second since the kernel was made (`IFA_CACHEINFO`, jiffies in `USER_HZ`). */
  get now(): number {
    return this.networks.now;
  }

  /** By index. */
  get devices(): readonly Device[] {
    return [...this.#devices.values()].sort((left, right) => left.index - right.index);
  }

  /** Finds a device. */
  device(index: number | undefined): Device | undefined {
    return index === undefined ? undefined : this.#devices.get(index);
  }

  /** Finds a device by name. */
  named(name: string): Device | undefined {
    for (const device of this.#devices.values()) if (device.name === name) return device;
    return undefined;
  }

  /**
   * Registers a device.
   *
   * @param wanted - Its index; the next that nobody has had when 0.
   * @throws A refusal: `EBUSY` for an index that another has.
   */
  add(device: Device, wanted = 0): void {
    if (wanted > 0 && this.#devices.has(wanted)) throw refusal("EBUSY");
    device.index = wanted > 0 ? wanted : this.#freeIndex();
    this.#devices.set(device.index, device);
    this.linkGeneration++;
  }

  #freeIndex(): number {
    do this.#lastIndex++;
    while (this.#devices.has(this.#lastIndex));
    return this.#lastIndex;
  }

  remove(device: Device): void {
    this.#devices.delete(device.index);
    this.watched.delete(device);
    this.linkGeneration++;
  }

  /** The namespace that has an id in this one. */
  withId(id: number): Network | undefined {
    for (const other of this.networks.core.namespaces) {
      if (this.netns.idOf(other) === id) return this.networks.of(other);
    }
    return undefined;
  }

  /** Whether a device is of this namespace. */
  owns(device: Device): boolean {
    return this.#devices.get(device.index) === device;
  }

  /**
   * Tells a group of a change, and the one who asked for it where it wants that (`rtnl_notify`).
   *
   * @param make - Makes the message's value; not called where nobody listens.
   */
  tell(
    group: number,
    type: number,
    table: MessageTable,
    make: () => object,
    { request, portId = request?.sender.portId ?? 0, flags = 0 }: Told = {},
  ): void {
    const { core } = this.networks;
    const echo = request !== undefined && (request.flags & NLM_F_ECHO) !== 0;
    if (!echo && !core.hasListeners(NETLINK_ROUTE, group)) return;
    builder.reset();
    const at = builder.beginMessage(type, flags, request?.seq ?? 0, portId);
    encodePayload(table, builder, make());
    builder.endMessage(at);
    core.notify(NETLINK_ROUTE, group, builder.bytes, builder.length, {
      netns: this.netns,
      echo: echo ? portId : 0,
    });
  }

  /** Answers a request by one message. */
  answer(request: Message, type: number, table: MessageTable, value: object): void {
    const { portId } = request.sender;
    builder.reset();
    const at = builder.beginMessage(type, 0, request.seq, portId);
    encodePayload(table, builder, value);
    builder.endMessage(at);
    const { core } = this.networks;
    core.unicast(NETLINK_ROUTE, this.netns, portId, builder.bytes, builder.length);
  }
}

/** The namespaces of one kernel, as rtnetlink knows them. */
export class Networks {
  readonly core: NetlinkCore;
  readonly #networks = new Map<Namespace, Network>();
  readonly #made: (network: Network) => void;
  readonly #began = Date.now();

  /** @param made - Gives each new one its loopback. */
  constructor(core: NetlinkCore, made: (network: Network) => void) {
    this.core = core;
    this.#made = made;
  }

  /** Hundredths of a second since the kernel was made. */
  get now(): number {
    return Math.floor((Date.now() - this.#began) / 10);
  }

  /** What is in a namespace; made when it is first asked for. */
  of(netns: Namespace): Network {
    let network = this.#networks.get(netns);
    if (network === undefined) {
      network = new Network(this, netns);
      this.#networks.set(netns, network);
      this.#made(network);
    }
    return network;
  }

  /** The one that a device is in. */
  ofDevice(device: Device): Network | undefined {
    for (const network of this.#networks.values()) if (network.owns(device)) return network;
    return undefined;
  }

  /** All that were asked for. */
  [Symbol.iterator](): IterableIterator<Network> {
    return this.#networks.values();
  }
}
