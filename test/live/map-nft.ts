/**
 * The fields of `nft -j list ruleset` and where the decoded messages have them. What a rule does is compared
 * expression by expression (expressions.ts): the JSON names none.
 *
 * @module
 */
import { flagNames, flagTable } from "../../src/schema/index.ts";
import { readText } from "../../src/wire/index.ts";
import type { Field, FieldMap } from "../oracle/fields.ts";

type Row = Readonly<Record<string, unknown>>;
type Rule = Field<Row, undefined>;
type Map = FieldMap<never, undefined>;

const FAMILIES: Readonly<Record<number, string>> = {
  1: "inet",
  2: "ip",
  3: "arp",
  5: "netdev",
  7: "bridge",
  10: "ip6",
};
const PROTOCOLS: Readonly<Record<number, string>> = { 6: "tcp", 17: "udp" };
const HOOKS = ["prerouting", "input", "forward", "output", "postrouting"];
const NETDEV_HOOKS = ["ingress", "egress"];
const ARP_HOOKS = ["input", "output", "forward"];
const HOOKS_OF: Readonly<Record<number, readonly string[]>> = { 3: ARP_HOOKS, 5: NETDEV_HOOKS };

/** Numbers of comments among the attributes of `userdata`, which are nft's own: `enum nftnl_udata_*_types`. */
const COMMENT = { table: 0, chain: 0, rule: 0, set: 7, element: 0, object: 0 } as const;

/** The comment in user data: a byte of type, one of length, the value; text ends at its NUL. */
const comment = (of: keyof typeof COMMENT): Rule => ({
  from: "userdata",
  show: (data: Uint8Array) => {
    for (let at = 0; at + 2 <= data.length; at += 2 + (data[at + 1] as number)) {
      if (data[at] === COMMENT[of])
        return readText(data, at + 2, at + 2 + (data[at + 1] as number));
    }
    return undefined;
  },
});
const named = (
  from: string,
  names: Readonly<Record<number, string>> | readonly string[],
): Rule => ({
  from,
  show: (it: number) => (names as Record<number, string>)[it],
});
/** Flags by nft's names; absent where none is set, one alone is no list. */
const flags = (from: string, masks: Readonly<Record<string, number>>): Rule => ({
  from,
  show: (it: number) => {
    const shown = flagNames(flagTable("nft", masks), it).filter((name) => !name.startsWith("0x"));
    return shown.length === 0 ? undefined : shown;
  },
});
const seconds = (from: string): Rule => ({
  from,
  show: (milliseconds: bigint) => Math.floor(Number(milliseconds) / 1000),
  within: 1,
});
const family = named("nfgenFamily", FAMILIES);
const OWN = { family, name: "name", table: "table", handle: "handle" } as const;

/** Kinds of objects in the list, each with its fields. */
export const NFT: Readonly<Record<string, Map>> = {
  table: {
    family,
    name: "name",
    handle: "handle",
    flags: { because: "nft 1.0.6 prints the family's name in their place" },
    comment: comment("table"),
  },
  chain: {
    ...OWN,
    comment: comment("chain"),
    type: "type",
    hook: {
      from: "",
      show: ({ nfgenFamily, hook }: { nfgenFamily: number; hook?: { num: number } }) =>
        hook && (HOOKS_OF[nfgenFamily] ?? HOOKS)[hook.num],
    },
    prio: "hook.priority",
    policy: "policy",
    dev: {
      from: "hook.devs.name",
      show: (devices: readonly string[]) => (devices.length === 1 ? devices[0] : undefined),
    },
  },
  rule: {
    family,
    table: "table",
    chain: "chain",
    handle: "handle",
    comment: comment("rule"),
    expr: { because: "compared expression by expression" },
  },
  set: {
    ...OWN,
    type: {
      because: "a name of nft's own for the number of keyType, which is compared by elements",
    },
    map: { because: "as type, of dataType" },
    comment: comment("set"),
    policy: "policy",
    flags: flags("flags", { constant: 2, interval: 4, timeout: 16 }),
    size: "desc.size",
    timeout: seconds("timeout"),
    "gc-interval": seconds("gcInterval"),
    "auto-merge": { because: "nft's own, in userdata" },
    stmt: {
      from: "expr",
      show: (all: readonly { name: string; data: Row }[]) =>
        all.map(({ name, data }) =>
          name === "limit"
            ? { limit: { rate: Number(data["rate"]), burst: data["burst"], per: "second" } }
            : { [name]: null },
        ),
    },
    elem: { because: "compared element by element" },
  },
  counter: { ...OWN, comment: comment("object"), packets: "data.packets", bytes: "data.bytes" },
  quota: {
    ...OWN,
    bytes: "data.bytes",
    used: "data.consumed",
    inv: { from: "data.flags", show: (it: number) => (it & 1) === 1 || undefined },
  },
  limit: {
    ...OWN,
    rate: {
      from: "data",
      show: ({ rate, type }: { rate: bigint; type: string }) =>
        type === "pkts" ? rate : Number(rate) / 2 ** 20,
    },
    rate_unit: {
      from: "data.type",
      show: (it: string) => (it === "pkts" ? undefined : "mbytes"),
    },
    per: { from: "data.unit", show: (it: bigint) => ({ 1: "second", 60: "minute" })[Number(it)] },
    inv: { from: "data.flags", show: (it: number) => (it & 1) === 1 || undefined },
    burst: {
      from: "data",
      show: ({ burst, type }: { burst: number; type: string }) =>
        type === "pkts" ? burst : burst / 1024,
    },
    burst_unit: {
      from: "data.type",
      show: (it: string) => (it === "pkts" ? undefined : "kbytes"),
    },
  },
  "ct helper": {
    ...OWN,
    type: "data.name",
    protocol: named("data.l4proto", PROTOCOLS),
    l3proto: named("data.l3proto", FAMILIES),
  },
  "ct timeout": {
    ...OWN,
    protocol: named("data.l4proto", PROTOCOLS),
    l3proto: named("data.l3proto", FAMILIES),
    "policy.established": "data.data.established",
    "policy.close": "data.data.close",
  },
  "ct expectation": {
    ...OWN,
    protocol: named("data.l4proto", PROTOCOLS),
    l3proto: named("data.l3proto", FAMILIES),
    dport: "data.dport",
    timeout: "data.timeout",
    size: "data.size",
  },
  synproxy: {
    ...OWN,
    mss: "data.mss",
    wscale: "data.wscale",
    flags: flags("data.flags", { timestamp: 8, "sack-perm": 4 }),
  },
  flowtable: {
    ...OWN,
    hook: named("hook.num", NETDEV_HOOKS),
    prio: "hook.priority",
    dev: "hook.devs.name",
  },
};

/** The kinds of the list by the dump that has them. */
export const KINDS = {
  table: ["table"],
  chain: ["chain"],
  rule: ["rule"],
  set: ["set", "map"],
  object: ["counter", "quota", "limit", "ct helper", "ct timeout", "ct expectation", "synproxy"],
  flowtable: ["flowtable"],
} as const;
