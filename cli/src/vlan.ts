/**
 * `nlkit vlan`: VLANs of bridges and their ports.
 *
 * @module
 */
import { formatVlan, formatVlanGlobal } from "nlkit/format";
import type {
  BridgeVlanFilter,
  BridgeVlanGlobalsInput,
  BridgeVlanKey,
  BridgeVlanOptions,
  BridgeVlanSettings,
  BridgeVlanTunnel,
} from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
import { BIG } from "./values.ts";
import { type ObjectCommand, verb } from "./verb.ts";
import {
  type Draft,
  NUMBER,
  nameOrNumber,
  ON_OFF,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const DEV = nameOrNumber("DEV");

/** `5`, or `5-9` as a range. */
const VIDS: Value = {
  shown: "VID[-VID]",
  read(given, name) {
    const parts = given.split("-").map((part) => NUMBER.read(part, name) as number);
    const [from = 0, to] = parts;
    if (parts.length > 2) throw new UsageError(`${name}: "${given}" is no range`);
    return to === undefined ? from : { from, to };
  },
};

const PLACE: readonly Word[] = [
  word("dev", DEV, "dev", "a port, or a bridge"),
  word("vid", VIDS, "vid", "one VLAN, or all from one to another"),
];
const TABLE: readonly Word[] = [
  setting("self", "table", "self", "the VLANs of the bridge itself, where dev is one"),
  setting("master", "table", "master", "those of a port; so it is where neither is said"),
];

/** `tunnel_info id 100`, or `100-104` beside as many VLANs. */
const TUNNEL: Word = {
  names: ["tunnel_info"],
  property: "tunnelId",
  help: "id NUMBER[-NUMBER]: map them to tunnels",
  parse(cursor, draft) {
    if (cursor.take("tunnel_info", "id") !== "id")
      throw new UsageError("tunnel_info: id is missing after it");
    const ids = VIDS.read(cursor.take("id", "NUMBER[-NUMBER]"), "tunnel_info id");
    draft["tunnelId"] = ids;
    return undefined;
  },
};
const MEMBER: readonly Word[] = [
  ...PLACE,
  ...TABLE,
  setting("pvid", "pvid", true, "frames that come in without a tag are put into it"),
  setting("untagged", "untagged", true, "frames go out without its tag"),
  TUNNEL,
];
const OPTIONS: readonly Word[] = [
  ...PLACE,
  word("state", text("STATE"), "state", "disabled, listening, learning, forwarding, blocking"),
  word("mcast_router", NUMBER, "mcastRouter", "0 never, 1 as it is learnt, 2 always"),
  word("mcast_max_groups", NUMBER, "mcastMaxGroups", "how many groups may be joined; 0: any"),
  word("neigh_suppress", ON_OFF, "neighSuppress", "the bridge answers requests for neighbours"),
  word("neigh_forward_grat", ON_OFF, "neighForwardGrat", "and yet sends gratuitous ones on"),
];
const GLOBALS: readonly Word[] = [
  ...PLACE,
  word("mcast_snooping", NUMBER, "mcastSnooping", "0 or 1"),
  word("mcast_querier", NUMBER, "mcastQuerier", "0 or 1: send queries"),
  word("mcast_igmp_version", NUMBER, "mcastIgmpVersion", "2 or 3"),
  word("mcast_mld_version", NUMBER, "mcastMldVersion", "1 or 2"),
  word("mcast_last_member_count", NUMBER, "mcastLastMemberCnt", "queries after a leave"),
  word("mcast_startup_query_count", NUMBER, "mcastStartupQueryCnt", "queries at the start"),
  word("mcast_last_member_interval", BIG, "mcastLastMemberIntvl", "in hundredths of a second"),
  word("mcast_membership_interval", BIG, "mcastMembershipIntvl", "in hundredths of a second"),
  word("mcast_querier_interval", BIG, "mcastQuerierIntvl", "in hundredths of a second"),
  word("mcast_query_interval", BIG, "mcastQueryIntvl", "in hundredths of a second"),
  word(
    "mcast_query_response_interval",
    BIG,
    "mcastQueryResponseIntvl",
    "in hundredths of a second",
  ),
  word("mcast_startup_query_interval", BIG, "mcastStartupQueryIntvl", "in hundredths of a second"),
  word("msti", NUMBER, "msti", "its instance of the multiple spanning tree"),
];
const FILTER: readonly Word[] = [
  word("dev", DEV, "dev", "those of a port or a bridge"),
  word("vid", NUMBER, "vid", "one alone"),
];

/** The key apart from what is set. */
function parted(draft: Draft): readonly [key: BridgeVlanKey, settings: Draft] {
  const { dev, vid, ...settings } = draft;
  return [{ dev, vid } as BridgeVlanKey, settings];
}

/** A mapping, where the words have one: as many tunnels as VLANs. */
function tunnelOf(verb: string, draft: Draft): BridgeVlanTunnel | undefined {
  const { tunnelId, vid, pvid, untagged, ...rest } = draft;
  if (tunnelId === undefined) return undefined;
  if (pvid !== undefined || untagged !== undefined)
    throw new UsageError(`vlan ${verb}: a mapping to a tunnel is neither pvid nor untagged`);
  const size = (value: unknown): number =>
    typeof value === "number"
      ? 1
      : (value as { to: number }).to - (value as { from: number }).from + 1;
  if (size(tunnelId) !== size(vid))
    throw new UsageError(`vlan ${verb}: there have to be as many tunnels as VLANs`);
  const first = typeof tunnelId === "number" ? tunnelId : (tunnelId as { from: number }).from;
  return { ...rest, vid, tunnelId: first } as BridgeVlanTunnel;
}

const NEEDED = { dev: "dev", vid: "vid" };

const list = verb(
  "vlan list",
  {
    usage: "[dev DEV] [vid VID]",
    summary: "show VLANs; with -d their options, with -s counters",
    words: FILTER,
    first: "dev",
  },
  async ({ route, output, stats }, filter: BridgeVlanFilter) =>
    output.list(await route.vlans.list({ ...filter, statistics: stats }), formatVlan),
);
const add = verb(
  "vlan add",
  {
    usage: "vid VID[-VID] dev DEV [pvid] [untagged] [self]",
    summary: "put a port, or a bridge itself, into VLANs; or map them to tunnels",
    words: MEMBER,
    needs: NEEDED,
  },
  ({ route: { vlans } }, draft) => {
    const tunnel = tunnelOf("add", draft);
    return tunnel === undefined
      ? vlans.add(draft as unknown as BridgeVlanSettings)
      : vlans.addTunnel(tunnel);
  },
);
const del = verb(
  "vlan del",
  {
    usage: "vid VID[-VID] dev DEV [self]",
    summary: "take it out of VLANs; or no longer map them to tunnels",
    words: [...PLACE, ...TABLE, TUNNEL],
    needs: NEEDED,
  },
  ({ route: { vlans } }, draft) => {
    const tunnel = tunnelOf("del", draft);
    return tunnel === undefined
      ? vlans.delete(draft as unknown as BridgeVlanKey)
      : vlans.deleteTunnel(tunnel);
  },
);
const set = verb(
  "vlan set",
  {
    usage: "vid VID[-VID] dev DEV [state STATE] …",
    summary: "change options of VLANs that a port or a bridge is in",
    words: OPTIONS,
    needs: NEEDED,
  },
  ({ route }, draft) => {
    const [key, settings] = parted(draft);
    return route.vlans.set(key, settings as BridgeVlanOptions);
  },
);
const global = verb(
  "vlan global",
  {
    aliases: ["globals"],
    usage: "[dev BRIDGE] [vid VID]",
    summary: "show options of VLANs on whole bridges",
    words: FILTER,
    first: "dev",
  },
  async ({ route, output }, { dev, vid }: BridgeVlanFilter) => {
    const rows = await route.vlans.globals(dev);
    const wanted = rows.filter(({ from, to }) => vid === undefined || (from <= vid && vid <= to));
    await output.list(wanted, formatVlanGlobal);
  },
);
const setGlobal = verb(
  "vlan set-global",
  {
    usage: "vid VID[-VID] dev BRIDGE [mcast_snooping 0|1] …",
    summary: "change options of VLANs on a whole bridge",
    words: GLOBALS,
    needs: NEEDED,
  },
  ({ route }, draft) => {
    const [key, settings] = parted(draft);
    return route.vlans.setGlobals(key, settings as BridgeVlanGlobalsInput);
  },
);

/** The object `vlan`. */
export const vlanCommand: ObjectCommand = {
  name: "vlan",
  aliases: [],
  summary: "VLANs of bridges and their ports",
  verbs: [list, add, del, set, global, setGlobal],
  changes: changes({
    events: (route, options) => route.vlans.events(options),
    existing: async ({ route }) => (await route.vlans.list()).map((vlan) => ({ vlans: [vlan] })),
    text: (change, format) =>
      "globals" in change
        ? change.globals.flatMap((vlan) => formatVlanGlobal(vlan, format))
        : change.vlans.flatMap((vlan) => marked(change.action, formatVlan(vlan, format))),
  }),
};
