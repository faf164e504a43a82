/**
 * The fields of `addr_info` in `ip -j -d addr` and where nlkit has them.
 *
 * @module
 */
import type { Address, Lifetime } from "../../src/route.ts";
import type { Field, FieldMap } from "./fields.ts";

type Rule = Field<Address, undefined>;

const lifetime = (value: Lifetime): number => (value === "forever" ? 0xffffffff : value);
const flag = (name: string): Rule => ({
  from: "flags",
  show: (flags: readonly string[]) => flags.includes(name) || undefined,
});

/** Rows of `addr_info`. */
export const ADDRESS: FieldMap<Address, undefined> = {
  family: { from: "family", show: (family: string) => (family === "ipv4" ? "inet" : "inet6") },
  local: "address",
  prefixlen: "prefixLength",
  address: "peer",
  metric: "metric",
  broadcast: "broadcast",
  anycast: "anycast",
  scope: { from: "scope", show: String },
  secondary: flag("secondary"),
  temporary: flag("temporary"),
  tentative: flag("tentative"),
  deprecated: flag("deprecated"),
  dadfailed: flag("dadfailed"),
  nodad: flag("nodad"),
  optimistic: flag("optimistic"),
  home: flag("homeaddress"),
  mngtmpaddr: flag("managetempaddr"),
  noprefixroute: flag("noprefixroute"),
  autojoin: flag("mcautojoin"),
  "stable-privacy": flag("stable-privacy"),
  dynamic: {
    from: "flags",
    show: (flags: readonly string[]) => !flags.includes("permanent") || undefined,
  },
  label: "label",
  protocol: {
    from: "protocol",
    show: (protocol: number) =>
      ({ 1: "kernel_lo", 2: "kernel_ra", 3: "kernel_ll" })[protocol] ?? String(protocol),
    since: "6.4",
  },
  valid_life_time: { from: "validLifetime", show: lifetime, within: 3 },
  preferred_life_time: { from: "preferredLifetime", show: lifetime, within: 3 },
};
