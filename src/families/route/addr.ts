/**
 * Addresses of links: list, add, replace, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, type Encodable, flagNames } from "../../schema/index.ts";
import { IFA_F, RT_SCOPE, rtAddr } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import {
  checkList,
  checkNumber,
  checkProperties,
  FAMILIES,
  type IpFamily,
  inCallersWords,
  type LinkRef,
  numberFor,
  parseAddress,
  parsePrefix,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETADDR, RTM_NEWADDR, RTM_DELADDR } = rtAddr.operations;
/** An address as the table decodes it. */
export type AddressMessage = Decoded<typeof RTM_GETADDR.reply>;
type AddressRequest = Encodable<typeof RTM_NEWADDR.request>;

/** Seconds, or for ever. */
export type Lifetime = number | "forever";
/** `INFINITY_LIFE_TIME` of the kernel. */
const FOREVER = 0xffffffff;

/** An address of a link. */
export interface Address {
  readonly family: IpFamily;
  /** Index of its link. */
  readonly index: number;
  /** Name of its link; absent where the link has gone. */
  readonly dev?: string;
  /** The address itself: `"10.0.0.1"` (`IFA_LOCAL` where there is one, else `IFA_ADDRESS`). */
  readonly address: string;
  /** Length of its network's prefix, 0 to 32 or 128. */
  readonly prefixLength: number;
  /** The other end of a point-to-point link, where it is not the address itself. */
  readonly peer?: string;
  /** Broadcast address of its network. */
  readonly broadcast?: string;
  readonly anycast?: string;
  readonly multicast?: string;
  /** Label of an IPv4 address: the link's name, or that name with a suffix. */
  readonly label?: string;
  /** `"global"`, `"link"`, `"host"`, `"site"`…, or the number of a scope without a name. */
  readonly scope: string | number;
  /** `IFA_F_*` by name: `"permanent"`, `"tentative"`, `"secondary"` (`"temporary"` in IPv6), `"noprefixroute"`… */
  readonly flags: readonly string[];
  /** Seconds for which it stays. */
  readonly validLifetime: Lifetime;
  /** Seconds for which new connections use it. */
  readonly preferredLifetime: Lifetime;
  /** When it was made, in hundredths of a second since the machine started. */
  readonly createdCs?: number;
  /** When it was last changed, likewise. */
  readonly updatedCs?: number;
  /** Metric of its connected route, where one was given. */
  readonly metric?: number;
  /** Who made it (`IFAPROT_*`): 1 loopback, 2 router advertisement, 3 link-local; above is for administrators. */
  readonly protocol?: number;
}

/** What an address is added with. */
export interface AddressSettings {
  /** `"10.0.0.1/24"`; without a prefix length, the address alone. */
  readonly address: string;
  /** The link. */
  readonly dev: LinkRef;
  /** The other end of a point-to-point link; the prefix length then counts for it. */
  readonly peer?: string;
  /** IPv4 only; `"auto"` computes it from the prefix. */
  readonly broadcast?: string;
  /** IPv4 only, at most 15 bytes, beginning with the link's name. */
  readonly label?: string;
  /** Name or number; by default what the kernel's tools choose: global, host for loopback addresses. */
  readonly scope?: string | number;
  /** `IFA_F_*` by name: `"nodad"`, `"noprefixroute"`, `"homeaddress"`, `"managetempaddr"`, `"mcautojoin"`, `"optimistic"`. */
  readonly flags?: readonly string[];
  /** Seconds for which it stays; for ever unless told otherwise. */
  readonly validLifetime?: Lifetime;
  /** Seconds for which new connections use it; as long as it stays unless told otherwise. */
  readonly preferredLifetime?: Lifetime;
  /** Metric of the connected route; since Linux 4.18. */
  readonly metric?: number;
  /** `IFAPROT_*`; since Linux 5.18. */
  readonly protocol?: number;
}

const SETTINGS = [
  "address",
  "dev",
  "peer",
  "broadcast",
  "label",
  "scope",
  "flags",
  "validLifetime",
  "preferredLifetime",
  "metric",
  "protocol",
] as const satisfies readonly (keyof AddressSettings)[];

/** Which addresses are listed. */
export interface AddressFilter {
  readonly family?: IpFamily | undefined;
  /** Those of one link; the kernel filters. */
  readonly dev?: LinkRef | undefined;
}

function lifetimeOf(seconds: number | undefined): Lifetime {
  return seconds === undefined || seconds === FOREVER ? "forever" : seconds;
}

const NO_FLAGS: readonly string[] = Object.freeze([]);

/** The bit of `IFA_F_SECONDARY` is `IFA_F_TEMPORARY` in IPv6: an address of the privacy extensions. */
function flagsText(family: number, flags: number): string[] {
  const names: string[] = flagNames(IFA_F, flags);
  return family === FAMILIES.ipv6
    ? names.map((name) => (name === "secondary" ? "temporary" : name))
    : names;
}

/** The friendly form of an address message. */
export function addressOf(message: AddressMessage, dev: string | undefined): Address {
  const local = message.local ?? message.address;
  const { address, cacheinfo, flags = message.ifaFlags } = message;
  return {
    family: message.ifaFamily === FAMILIES.ipv6 ? "ipv6" : "ipv4",
    index: message.ifaIndex,
    ...(dev !== undefined && { dev }),
    address: String(local ?? ""),
    prefixLength: message.ifaPrefixlen,
    ...(address !== undefined && local !== address && { peer: String(address) }),
    ...(message.broadcast !== undefined && { broadcast: String(message.broadcast) }),
    ...(message.anycast !== undefined && { anycast: String(message.anycast) }),
    ...(message.multicast !== undefined && { multicast: String(message.multicast) }),
    ...(message.label !== undefined && { label: message.label }),
    scope: RT_SCOPE.names.get(message.ifaScope) ?? message.ifaScope,
    flags: flags === 0 ? NO_FLAGS : flagsText(message.ifaFamily, flags),
    validLifetime: lifetimeOf(cacheinfo?.ifaValid),
    preferredLifetime: lifetimeOf(cacheinfo?.ifaPrefered),
    ...(cacheinfo !== undefined && { createdCs: cacheinfo.cstamp, updatedCs: cacheinfo.tstamp }),
    ...(message.rtPriority !== undefined && { metric: message.rtPriority }),
    ...(message.proto !== undefined && { protocol: message.proto }),
  };
}

function secondsOf(field: string, lifetime: Lifetime | undefined): number {
  if (lifetime === undefined || lifetime === "forever") return FOREVER;
  checkNumber(field, lifetime, 0, FOREVER - 1);
  return lifetime;
}

/** Lifetimes as the kernel counts them; nothing where none is given. */
function lifetimesOf({
  validLifetime,
  preferredLifetime,
}: AddressSettings): Pick<AddressRequest, "cacheinfo"> {
  if (validLifetime === undefined && preferredLifetime === undefined) return {};
  const ifaValid = secondsOf("validLifetime", validLifetime);
  const ifaPrefered =
    preferredLifetime === undefined ? ifaValid : secondsOf("preferredLifetime", preferredLifetime);
  if (ifaPrefered > ifaValid)
    throw new NetlinkInputError("preferredLifetime", preferredLifetime, "at most validLifetime");
  return { cacheinfo: { ifaValid, ifaPrefered } };
}

function broadcastOf(text: string, address: Uint8Array, length: number): Uint8Array {
  if (text !== "auto") {
    const broadcast = parseAddress("broadcast", text);
    if (broadcast.length !== address.length)
      throw new NetlinkInputError("broadcast", text, "an IPv4 address");
    return broadcast;
  }
  const host = length >= 32 ? 0 : 0xffffffff >>> length;
  return address.map((byte, at) => byte | ((host >>> (24 - 8 * at)) & 0xff));
}

function flagsOf(names: readonly string[] | undefined): number {
  checkList("flags", names);
  let flags = 0;
  for (const name of names ?? []) flags |= numberFor("flags", name, IFA_F.masks, 0xffffffff);
  return flags >>> 0;
}

/** The request for an address, but for its link. */
function requestOf(settings: AddressSettings): AddressRequest {
  const { family, address, length } = parsePrefix("address", settings.address);
  const { broadcast, label, metric, protocol } = settings;
  const peer = settings.peer === undefined ? address : parseAddress("peer", settings.peer);
  if (peer.length !== address.length) {
    throw new NetlinkInputError(
      "peer",
      settings.peer,
      `an address of the family of ${settings.address}`,
    );
  }
  if (family === "ipv6" && (broadcast !== undefined || label !== undefined)) {
    const field = broadcast === undefined ? "label" : "broadcast";
    throw new NetlinkInputError(field, settings[field], "nothing: IPv6 addresses have none");
  }
  checkNumber("metric", metric, 0, 0xffffffff);
  checkNumber("protocol", protocol, 0, 0xff);
  // 127.0.0.0/8 and ::1 never leave the host.
  const loopback =
    family === "ipv4"
      ? address[0] === 127
      : length === 128 && address.every((byte, at) => byte === (at === 15 ? 1 : 0));
  const scope =
    settings.scope === undefined
      ? loopback
        ? RT_SCOPE.values.host
        : 0
      : numberFor("scope", settings.scope, RT_SCOPE.values, 0xff);
  const flags = flagsOf(settings.flags);
  return {
    ifaFamily: FAMILIES[family],
    ifaPrefixlen: length,
    ifaScope: scope,
    local: address,
    address: peer,
    ...(broadcast !== undefined && { broadcast: broadcastOf(broadcast, address, length) }),
    ...(label !== undefined && { label }),
    ...(flags !== 0 && { flags }),
    ...lifetimesOf(settings),
    ...(metric !== undefined && { rtPriority: metric }),
    ...(protocol !== undefined && { proto: protocol }),
  };
}

/** Addresses of a namespace's links. */
export class Addresses {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /**
   * All addresses, or those of a family or a link.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) for a link that is not there; otherwise as `NetlinkClient.dump`.
   */
  async list(filter: AddressFilter = {}, options: DumpOptions = {}): Promise<Address[]> {
    checkProperties("filter", filter, ["family", "dev"]);
    const { family, dev } = filter;
    const ifaFamily = family === undefined ? 0 : numberFor("family", family, FAMILIES, 0xff);
    const index = dev === undefined ? 0 : await this.#names.indexOf("dev", dev, options);
    const rows = await this.#client.dump(RTM_GETADDR, { ifaFamily, ifaIndex: index }, options);
    // A kernel without strict checking (before 4.20) sends the addresses of all links.
    const wanted = rows.filter((row) => index === 0 || row.ifaIndex === index);
    const names = await this.#names.namesOf(new Set(wanted.map((row) => row.ifaIndex)));
    return wanted.map((row) => addressOf(row, names.get(row.ifaIndex)));
  }

  /**
   * Adds an address.
   *
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENODEV`, `EPERM`…; `NetlinkInputError`.
   */
  add(settings: AddressSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds an address, or changes the lifetimes, flags, metric and protocol of one that is there. */
  replace(settings: AddressSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  async #new(settings: AddressSettings, flags: number, options: RequestOptions): Promise<void> {
    checkProperties("address", settings, SETTINGS);
    await this.#send(RTM_NEWADDR, settings, { ...options, flags });
  }

  async #send(
    operation: typeof RTM_NEWADDR | typeof RTM_DELADDR,
    settings: AddressSettings,
    options: RequestOptions,
  ): Promise<void> {
    const request = requestOf(settings);
    const ifaIndex = await this.#names.indexOf("dev", settings.dev, options);
    await inCallersWords({}, () => this.#client.do(operation, { ...request, ifaIndex }, options));
  }

  /**
   * Removes an address. The prefix length has to be the one that it was added with.
   *
   * @throws `NetlinkErrnoError` (`EADDRNOTAVAIL`) where the link does not have it.
   */
  async delete(
    settings: Pick<AddressSettings, "address" | "dev" | "peer" | "label">,
    options: RequestOptions = {},
  ): Promise<void> {
    checkProperties("address", settings, ["address", "dev", "peer", "label"]);
    await this.#send(RTM_DELADDR, settings, options);
  }
}
