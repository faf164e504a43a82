/**
 * Links of a namespace: list, get, add, set, delete, their counters, names and virtual functions.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../errors/index.ts";
import { operation } from "../../schema/index.ts";
import {
  linkMessage,
  RTEXT_FILTER_SKIP_STATS,
  RTEXT_FILTER_VF,
  rtLink,
} from "../../uapi/route/index.ts";
import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_ECHO, NLM_F_EXCL } from "../../wire/index.ts";
import {
  checkAltNames,
  checkFlag,
  checkNumber,
  checkProperties,
  inCallersWords,
  type LinkRef,
} from "./input.ts";
import { type Link, linkOf } from "./link.ts";
import type { LinkMessage } from "./link-message.ts";
import { type LinkNames, linkSelector } from "./link-names.ts";
import {
  LINK_PROPERTIES,
  type LinkSettings,
  type NewLink,
  newLinkRequest,
  settingsRequest,
} from "./link-request.ts";
import {
  countersOf,
  type LinkCounters,
  type StatisticsGroup,
  statisticsMask,
} from "./link-statistics.ts";
import { type VirtualFunctionSettings, virtualFunctionRequest } from "./link-vf.ts";
import { detachments, type XdpSettings, xdpRequest } from "./link-xdp.ts";
import {
  type NamespaceKey,
  type NamespaceRef,
  type OpenNamespace,
  withNamespace,
} from "./namespace-ref.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETLINK, RTM_NEWLINK, RTM_SETLINK, RTM_DELLINK } = rtLink.operations;
const { RTM_GETSTATS, RTM_NEWLINKPROP, RTM_DELLINKPROP } = rtLink.operations;
/** With `NLM_F_ECHO` the kernel tells what it made, and so its index; since Linux 6.2. */
const ADD_LINK = operation(
  "RTM_NEWLINK",
  [RTM_NEWLINK.type, linkMessage],
  [RTM_NEWLINK.type, linkMessage],
  { slow: true },
);

/** What of a link is read. */
export interface LinkDetails {
  /** Counters as well. */
  readonly statistics?: boolean | undefined;
  /** Virtual functions as well: some hundred bytes each. */
  readonly virtualFunctions?: boolean | undefined;
}

/** Which links are listed. The kernel filters by kind and master. */
export interface LinkFilter extends LinkDetails {
  readonly kind?: string | undefined;
  /** Ports of one bridge, bond or VRF. */
  readonly master?: LinkRef | undefined;
  readonly up?: boolean | undefined;
  /** Those of a group; the kernel filters dumps by none. */
  readonly group?: number | undefined;
}

const DETAILS = [
  "statistics",
  "virtualFunctions",
] as const satisfies readonly (keyof LinkDetails)[];

function maskOf(details: LinkDetails): number {
  checkFlag("statistics", details.statistics);
  checkFlag("virtualFunctions", details.virtualFunctions);
  return (
    (details.statistics === true ? 0 : RTEXT_FILTER_SKIP_STATS) |
    (details.virtualFunctions === true ? RTEXT_FILTER_VF : 0)
  );
}

/** What can be changed of many links at once. */
const GROUP_SETTINGS = [
  "mtu",
  "txQueueLength",
  "up",
  "master",
  "promiscuous",
  "allMulticast",
  "multicast",
  "arp",
  "mode",
  "protoDown",
] as const satisfies readonly (keyof LinkSettings)[];
const MAX_U32 = 0xffffffff;

/** The links of a namespace. */
export class Links {
  readonly #client: Requests;
  readonly #names: LinkNames;

  readonly #open: OpenNamespace | undefined;

  /** @param open - Opens namespaces that are given by name or path. */
  constructor(client: Requests, names: LinkNames, open?: OpenNamespace) {
    this.#client = client;
    this.#names = names;
    this.#open = open;
  }

  readonly #indexOf = (field: string, ref: LinkRef): Promise<number> =>
    this.#names.indexOf(field, ref);

  /** All links, or those that a filter lets through, by index. @throws As `NetlinkClient.dump`. */
  async list(filter: LinkFilter = {}, options: DumpOptions = {}): Promise<Link[]> {
    checkProperties("filter", filter, ["kind", "master", "up", "group", ...DETAILS]);
    const { kind, up, group } = filter;
    checkNumber("group", group, 0, MAX_U32);
    const master =
      filter.master === undefined
        ? undefined
        : await this.#names.indexOf("master", filter.master, options);
    const rows = await this.#client.dump(
      RTM_GETLINK,
      {
        extMask: maskOf(filter),
        ...(master !== undefined && { master }),
        ...(kind !== undefined && { linkinfo: { kind } }),
      },
      options,
    );
    // A kernel that does not filter sends them all.
    const wanted = rows
      .map((row) => linkOf(row, filter.statistics))
      .filter(
        (link) =>
          (kind === undefined || link.kind === kind) &&
          (master === undefined || link.master === master) &&
          (up === undefined || link.up === up) &&
          (group === undefined || link.group === group),
      );
    return this.#named(wanted, rows);
  }

  /** Adds the names of the links that these refer to; those just read need not be asked for. */
  async #named(links: ReturnType<typeof linkOf>[], rows: readonly LinkMessage[]): Promise<Link[]> {
    const known = new Map(rows.map((row) => [row.ifiIndex, row.ifname]));
    const missing = new Set<number>();
    for (const link of links) {
      const here = link.linkNetnsid === undefined ? link.link : undefined;
      for (const index of [link.master, here])
        if (index !== undefined && index > 0 && !known.has(index)) missing.add(index);
    }
    for (const [index, name] of await this.#names.namesOf(missing)) known.set(index, name);
    for (const link of links) {
      const master = link.master === undefined ? undefined : known.get(link.master);
      if (master !== undefined) link.masterName = master;
      const below =
        link.link === undefined || link.linkNetnsid !== undefined
          ? undefined
          : known.get(link.link);
      if (below !== undefined) link.linkName = below;
    }
    return links;
  }

  /**
   * One link by name, alternative name or index.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) where there is none.
   */
  async get(ref: LinkRef, details: LinkDetails = {}, options: RequestOptions = {}): Promise<Link> {
    checkProperties("details", details, DETAILS);
    const row = await this.#message(ref, maskOf(details), options);
    const [link] = await this.#named([linkOf(row, details.statistics)], [row]);
    return link as Link;
  }

  async #message(ref: LinkRef, extMask: number, options: RequestOptions): Promise<LinkMessage> {
    const [row] = await this.#client.do(RTM_GETLINK, { ...linkSelector(ref), extMask }, options);
    return row as LinkMessage;
  }

  /** Calls with settings whose namespace is as a request names it; one given by name is open during the call. */
  #inNamespace<Settings extends { readonly netns?: NamespaceRef }, Value>(
    what: string,
    settings: Settings,
    call: (settings: Omit<Settings, "netns"> & { readonly netns?: NamespaceKey }) => Promise<Value>,
  ): Promise<Value> {
    const { netns, ...rest } = settings ?? {};
    if (netns === undefined) return call(settings as never);
    return withNamespace(`${what}.netns`, netns, this.#open, (key) =>
      call({ ...rest, netns: key } as never),
    );
  }

  /**
   * Adds a link.
   *
   * @returns The link, as it is once all settings are made; undefined where it is in another namespace (`netns`), and where
   *   a kernel before 6.2 chose its name.
   * @throws `NetlinkErrnoError`: `EEXIST` (the name is taken), `EOPNOTSUPP` (the kernel has no such kind), `EPERM`…;
   *   `NetlinkInputError` for a setting that cannot be.
   */
  add<Kind extends string>(
    settings: NewLink<Kind> & { readonly name: string; readonly netns?: never },
    options?: RequestOptions,
  ): Promise<Link>;
  add<Kind extends string>(
    settings: NewLink<Kind>,
    options?: RequestOptions,
  ): Promise<Link | undefined>;
  async add(
    settings: Omit<NewLink, "options">,
    options: RequestOptions = {},
  ): Promise<Link | undefined> {
    const made = await this.#inNamespace("link", settings, (own) =>
      this.#inNamespace("peer", settings?.peer ?? {}, async (peer) => {
        const both = settings?.peer === undefined ? own : { ...own, peer };
        const request = await newLinkRequest(both as never, this.#indexOf);
        return inCallersWords(LINK_PROPERTIES, () =>
          this.#client.do(ADD_LINK, request, {
            ...options,
            flags: NLM_F_CREATE | NLM_F_EXCL | NLM_F_ECHO,
          }),
        );
      }),
    );
    if (this.#client.deferred === true || settings.netns !== undefined) return undefined;
    return this.#made(made[0], settings, options);
  }

  /** A link that was made. What the kernel echoes is older than the last settings, such as its master. */
  async #made(
    echo: LinkMessage | undefined,
    { index, name }: Pick<NewLink, "index" | "name">,
    { signal, timeoutMs }: RequestOptions,
  ): Promise<Link | undefined> {
    const ref = echo?.ifiIndex ?? index ?? name;
    if (ref === undefined) return undefined;
    try {
      return await this.get(ref, {}, { signal, timeoutMs });
    } catch (error) {
      const isGone = error instanceof NetlinkErrnoError && error.errno === ERRNO.ENODEV;
      if (echo === undefined || !isGone) throw error;
      return linkOf(echo);
    }
  }

  /**
   * Changes a link: what is given, nothing else. The kernel carries the changes out one after the other and
   * stops at the first that it refuses.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL` (an MTU that the device cannot have), `EBUSY`, `EPERM`…;
   *   `NetlinkInputError`.
   */
  async set(ref: LinkRef, settings: LinkSettings, options: RequestOptions = {}): Promise<void> {
    const kinds =
      settings?.options === undefined && settings?.port === undefined
        ? {}
        : await this.#kindsOf(ref, settings, options);
    await this.#inNamespace("link", settings, async (own) => {
      const request = await settingsRequest(own as never, kinds, this.#indexOf);
      // A new name stands where the old one would: then the index tells which link.
      const selector =
        request.ifname === undefined
          ? linkSelector(ref)
          : { ifiIndex: await this.#names.indexOf("link", ref, options) };
      const change = request.linkinfo === undefined ? RTM_SETLINK : RTM_NEWLINK;
      await inCallersWords(LINK_PROPERTIES, () =>
        this.#client.do(change, { ...selector, ...request }, options),
      );
    });
  }

  /**
   * Changes all links of a group, which may be none: `Link.group` says which one a link is in.
   *
   * @throws `NetlinkErrnoError` of the first link that refuses, with those before it changed; `NetlinkInputError`.
   */
  async setGroup(
    group: number,
    settings: Pick<LinkSettings, (typeof GROUP_SETTINGS)[number]>,
    options: RequestOptions = {},
  ): Promise<void> {
    checkNumber("group", group ?? Number.NaN, 0, MAX_U32);
    checkProperties("link", settings, GROUP_SETTINGS);
    const request = await settingsRequest(settings, {}, this.#indexOf);
    await inCallersWords(LINK_PROPERTIES, () =>
      this.#client.do(RTM_NEWLINK, { ...request, group }, options),
    );
  }

  /**
   * Removes all links of a group but for the default one, 0, which hardware is in.
   *
   * @throws `NetlinkErrnoError`: `EOPNOTSUPP` with one among them that stays, `ENODEV` where the group is empty, `EPERM`.
   */
  async deleteGroup(group: number, options: RequestOptions = {}): Promise<void> {
    checkNumber("group", group ?? Number.NaN, 1, MAX_U32);
    await this.#client.do(RTM_DELLINK, { group }, options);
  }

  /**
   * Gives a link further names, up to 127 bytes each, which it answers to as to its own. Since Linux 5.5.
   *
   * @throws `NetlinkErrnoError` (`EEXIST`) for one that is taken, with those before it given; `NetlinkInputError`.
   */
  async addAltNames(
    ref: LinkRef,
    names: readonly string[],
    options: RequestOptions = {},
  ): Promise<void> {
    const request = await this.#altNames(ref, names, options);
    const flags = NLM_F_CREATE | NLM_F_EXCL | NLM_F_APPEND;
    await this.#client.do(RTM_NEWLINKPROP, request, { ...options, flags });
  }

  /** Takes further names of a link away. @throws `NetlinkErrnoError` (`ENOENT`) for one that it does not have. */
  async deleteAltNames(
    ref: LinkRef,
    names: readonly string[],
    options: RequestOptions = {},
  ): Promise<void> {
    await this.#client.do(RTM_DELLINKPROP, await this.#altNames(ref, names, options), options);
  }

  async #altNames(ref: LinkRef, names: readonly string[], options: RequestOptions) {
    checkAltNames("names", names);
    const ifiIndex = await this.#names.indexOf("link", ref, options);
    return { ifiIndex, propList: { altIfname: names } };
  }

  /**
   * Changes a virtual function of a network adapter.
   *
   * @param vf - Its number, from 0.
   * @throws `NetlinkErrnoError`: `EOPNOTSUPP` where the driver cannot, `EINVAL` for a function that is not there…;
   *   `NetlinkInputError`.
   */
  async setVirtualFunction(
    ref: LinkRef,
    vf: number,
    settings: VirtualFunctionSettings,
    options: RequestOptions = {},
  ): Promise<void> {
    const request = virtualFunctionRequest(vf, settings);
    await inCallersWords({ "vfinfoList.info": "vf" }, () =>
      this.#client.do(RTM_SETLINK, { ...linkSelector(ref), ...request }, options),
    );
  }

  /**
   * Attaches an XDP program to a link, or takes all of them away (null).
   *
   * @throws `NetlinkErrnoError`: `EBUSY` where there is one already and none was expected, `EEXIST` where one runs in another
   *   mode, `EBADF` for a descriptor of something else, `EINVAL`, `EOPNOTSUPP`, `EPERM`; `NetlinkInputError`.
   * @see ip-link(8)
   */
  async setXdp(
    ref: LinkRef,
    settings: XdpSettings | null,
    options: RequestOptions = {},
  ): Promise<void> {
    const selector = linkSelector(ref);
    const changes =
      settings === null
        ? detachments(await this.#message(ref, RTEXT_FILTER_SKIP_STATS, options))
        : [settings];
    for (const change of changes)
      await this.#client.do(RTM_SETLINK, { ...selector, ...xdpRequest(change) }, options);
  }

  /**
   * The counters of all links, or of one, by groups: the usual ones, those of bridges and bonds, of hardware, of MPLS.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`); `NetlinkInputError`; as `NetlinkClient.dump`.
   * @see ip-stats(8)
   */
  async counters(
    which: {
      readonly dev?: LinkRef | undefined;
      readonly groups?: readonly StatisticsGroup[] | undefined;
    } = {},
    options: DumpOptions = {},
  ): Promise<LinkCounters[]> {
    checkProperties("which", which, ["dev", "groups"]);
    const { dev, groups } = which;
    const request = { family: 0, ifindex: 0, filterMask: statisticsMask(groups) };
    const rows =
      dev === undefined
        ? await this.#client.dump(RTM_GETSTATS, request, options)
        : await this.#client.do(
            RTM_GETSTATS,
            { ...request, ifindex: await this.#names.indexOf("dev", dev, options) },
            { signal: options.signal, timeoutMs: options.timeoutMs },
          );
    const names = await this.#names.namesOf(new Set(rows.map(({ ifindex }) => ifindex)));
    return rows.map((row) => countersOf(row, names.get(row.ifindex)));
  }

  /** Kinds that options are read by: the kernel wants them named. */
  async #kindsOf(ref: LinkRef, settings: LinkSettings, options: RequestOptions) {
    const { linkinfo, ifname = "" } = await this.#message(ref, RTEXT_FILTER_SKIP_STATS, options);
    const kind = linkinfo?.kind;
    const portKind = linkinfo?.slaveKind;
    if (settings.options !== undefined && kind === undefined) {
      throw new NetlinkInputError(
        "link.options",
        settings.options,
        `nothing: ${ifname} is of no kind that has options`,
      );
    }
    if (settings.port !== undefined && portKind === undefined) {
      throw new NetlinkInputError("link.port", settings.port, `nothing: ${ifname} is no port`);
    }
    return { ...(kind !== undefined && { kind }), ...(portKind !== undefined && { portKind }) };
  }

  /**
   * Removes a link; a veth's peer goes with it.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EOPNOTSUPP` (hardware and loopback stay), `EPERM`.
   */
  async delete(ref: LinkRef, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_DELLINK, linkSelector(ref), options);
  }
}
