/**
 * Settings of IPv4, IPv6 and MPLS on links as the kernel tells of them: list, get, follow.
 *
 * @module
 */
import type { DumpOptions, NetlinkClient, RequestOptions } from "../../client/index.ts";
import type { Decoded } from "../../schema/index.ts";
import { rtNetconf } from "../../uapi/route/index.ts";
import { checkName, checkProperties, FAMILIES, type LinkRef, type RouteFamily } from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { NameOf } from "./route.ts";

const { RTM_GETNETCONF } = rtNetconf.operations;
type NetconfMessage = Decoded<typeof RTM_GETNETCONF.reply>;

/** Families that have such settings. */
const NETCONF_FAMILIES = { ipv4: FAMILIES.ipv4, ipv6: FAMILIES.ipv6, mpls: FAMILIES.mpls } as const;
const FAMILY_NAMES = new Map<number, RouteFamily>(
  Object.entries(NETCONF_FAMILIES).map(([name, number]) => [number, name as RouteFamily]),
);

/** Names of `rp_filter`: how the source of a packet is checked (RFC 3704). */
const RP_FILTER = { off: 0, strict: 1, loose: 2 } as const;
const RP_FILTER_NAMES = new Map<number, keyof typeof RP_FILTER>(
  Object.entries(RP_FILTER).map(([name, number]) => [number, name as keyof typeof RP_FILTER]),
);

/** Switches, and the attributes that they are. */
const SWITCHES = [
  "forwarding",
  "mcForwarding",
  "proxyNeigh",
  "ignoreRoutesWithLinkdown",
  "input",
  "bcForwarding",
  "forceForwarding",
] as const satisfies readonly (keyof NetconfMessage)[];

/** What one family does on one link. A setting that the family does not have is absent. */
export interface Netconf {
  readonly family: RouteFamily | number;
  /** Name of the link, or its number in digits where it has gone; `"all"` and `"default"` (of new links) are none. */
  readonly dev: string;
  /** Index of the link; absent for `"all"` and `"default"`. */
  readonly index?: number;
  readonly forwarding?: boolean;
  /** `"off"`, `"strict"`, `"loose"`, or a number. IPv4 only. */
  readonly rpFilter?: "off" | "strict" | "loose" | number;
  readonly mcForwarding?: boolean;
  readonly proxyNeigh?: boolean;
  readonly ignoreRoutesWithLinkdown?: boolean;
  /** Whether labelled packets are taken. MPLS only. */
  readonly input?: boolean;
  /** IPv4 only. */
  readonly bcForwarding?: boolean;
  /** IPv6 only, since Linux 6.17. */
  readonly forceForwarding?: boolean;
}

/** Which settings are listed; the kernel filters by family. */
export interface NetconfFilter {
  readonly family?: RouteFamily | undefined;
  /** One link, `"all"` or `"default"`. */
  readonly dev?: LinkRef | undefined;
}

/** A change of settings. What it does not mention is unchanged. */
export type NetconfEvent = { readonly action: ObjectAction; readonly netconf: Netconf } | Overrun;

function isPseudo(ref: LinkRef): ref is "all" | "default" {
  return ref === "all" || ref === "default";
}

function netconfOf(message: NetconfMessage, nameOf: NameOf): Netconf {
  const { ncmFamily, ifindex = 0, rpFilter } = message;
  const settings: Record<string, boolean> = {};
  for (const name of SWITCHES) {
    const value = message[name];
    if (value !== undefined) settings[name] = value !== 0;
  }
  return {
    family: FAMILY_NAMES.get(ncmFamily) ?? ncmFamily,
    ...(typeof ifindex === "number"
      ? { dev: nameOf(ifindex) ?? String(ifindex), index: ifindex }
      : { dev: ifindex }),
    ...settings,
    ...(rpFilter !== undefined && { rpFilter: RP_FILTER_NAMES.get(rpFilter) ?? rpFilter }),
  };
}

/** What links do with packets of each family. They are changed under `/proc/sys/net`, not over netlink. */
export class Netconfs {
  readonly #client: NetlinkClient;
  readonly #names: LinkNames;

  constructor(client: NetlinkClient, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly NetconfMessage[]): Promise<Netconf[]> {
    const indexes = rows.map(({ ifindex }) => ifindex).filter((index) => typeof index === "number");
    const names = await this.#names.namesOf(new Set(indexes));
    return rows.map((row) => netconfOf(row, (index) => names.get(index)));
  }

  async #index(dev: LinkRef, options: RequestOptions) {
    return isPseudo(dev) ? dev : await this.#names.indexOf("dev", dev, options);
  }

  /**
   * The settings of IPv4, IPv6 and (where the kernel has it) MPLS on all links, on all of them together and on new ones.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EOPNOTSUPP` for a family that the kernel lacks; as `NetlinkClient.dump`.
   */
  async list(filter: NetconfFilter = {}, options: DumpOptions = {}): Promise<Netconf[]> {
    checkProperties("filter", filter, ["family", "dev"]);
    const { family, dev } = filter;
    const index = dev === undefined ? undefined : await this.#index(dev, options);
    if (family !== undefined) checkName("filter.family", family, Object.keys(NETCONF_FAMILIES));
    const ncmFamily = family === undefined ? 0 : NETCONF_FAMILIES[family];
    const rows = await this.#client.dump(RTM_GETNETCONF, { ncmFamily }, options);
    return this.#friendly(
      index === undefined ? rows : rows.filter(({ ifindex }) => ifindex === index),
    );
  }

  /**
   * The settings of one family on one link.
   *
   * @param dev - A link, `"all"` or `"default"`.
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL` where the family is not on the link, `EOPNOTSUPP`.
   */
  async get(dev: LinkRef, family: RouteFamily, options: RequestOptions = {}): Promise<Netconf> {
    checkName("family", family, Object.keys(NETCONF_FAMILIES));
    const request = {
      ncmFamily: NETCONF_FAMILIES[family],
      ifindex: await this.#index(dev, options),
    };
    const [row] = await this.#client.do(RTM_GETNETCONF, request, options);
    const [netconf] = await this.#friendly([row as NetconfMessage]);
    return netconf as Netconf;
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<NetconfEvent, void, void> {
    const { messages, groups } = rtNetconf;
    const source = { groups: Object.values(groups), messages, objects: ["NETCONF"] };
    return this.#names.events(source, options, (action, row: NetconfMessage, nameOf) => ({
      action,
      netconf: netconfOf(row, nameOf),
    }));
  }
}
