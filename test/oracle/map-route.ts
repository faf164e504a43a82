/**
 * The fields of `ip -j -d route` and where nlkit has them.
 *
 * @module
 */

import type { NextHop, Route, RouteMetrics } from "../../src/route.ts";
import { RT_TABLE } from "../../src/uapi/route/index.ts";
import type { Field, FieldMap } from "./fields.ts";

/** Family of the routes that are compared: a gateway of the other one is printed elsewhere. */
export type Family = "ipv4" | "ipv6";
type Rule = Field<Route, Family>;
type HopRule = Field<NextHop, Family>;

const HOST = { ipv4: "/32", ipv6: "/128" } as const;

/** `ip` leaves the length of a host route out. */
const prefix = (dst: string, _route: Route, family: Family): string =>
  dst.endsWith(HOST[family]) ? dst.slice(0, -HOST[family].length) : dst;

const isOwn = (via: string, family: Family): boolean => via.includes(":") === (family === "ipv6");
const realm = (flow: number): string | undefined => (flow === 0 ? undefined : String(flow));

/** What a route and a way out of several have alike. */
const OUT: FieldMap<NextHop, Family> = {
  gateway: {
    from: "via",
    show: (via: string, _hop, family) => (isOwn(via, family) ? via : undefined),
  } satisfies HopRule,
  "via.family": {
    from: "via",
    show: (via: string, _hop, family) =>
      isOwn(via, family) ? undefined : via.includes(":") ? "inet6" : "inet",
  } satisfies HopRule,
  "via.host": {
    from: "via",
    show: (via: string, _hop, family) => (isOwn(via, family) ? undefined : via),
  } satisfies HopRule,
  dev: "dev",
  flags: "flags",
  "flow.from": { from: "flow", show: (flow: number) => realm(flow >>> 16) },
  "flow.to": { from: "flow", show: (flow: number) => realm(flow & 0xffff) },
};
const HOP: FieldMap<NextHop, Family> = { ...OUT, weight: "weight" };

const feature = (name: string): Field<RouteMetrics, Family> => ({
  from: "features",
  // The value of these is null: that they are there is what they say.
  show: (features: readonly string[]) => (features.includes(name) ? null : undefined),
});
/** `ip` prints the metrics as a list of one object. */
const METRICS: FieldMap<RouteMetrics, Family> = {
  mtu: "mtu",
  window: "window",
  rtt: "rtt",
  rttvar: "rttvar",
  ssthresh: "ssthresh",
  cwnd: "cwnd",
  advmss: "advmss",
  reordering: "reordering",
  hoplimit: "hoplimit",
  initcwnd: "initcwnd",
  rto_min: "rtoMin",
  initrwnd: "initrwnd",
  quickack: "quickack",
  congestion: "ccAlgo",
  fastopen_no_cookie: "fastopenNoCookie",
  ecn: feature("ecn"),
  tcp_usec_ts: feature("tcp-usec-ts"),
};

const encap = (name: string): Rule => ({ from: `encap.${name}` });

/** `ip -j -d -4 route`, `ip -j -d -6 route`. */
export const ROUTE: FieldMap<Route, Family> = {
  type: "type",
  // ip prints the far end of a tunnel, or its labels, under the same key a second time, and of two the last one counts.
  dst: {
    from: "dst",
    show: (dst: string, route, family) =>
      ["ip", "ip6", "mpls"].includes(String(route.encap?.type))
        ? route.encap?.dst
        : prefix(dst, route, family),
  } satisfies Rule,
  from: { from: "src", show: prefix },
  ...OUT,
  table: { from: "table", show: (table: number) => RT_TABLE.names.get(table) ?? String(table) },
  protocol: { from: "protocol", show: String },
  scope: { from: "scope", show: String },
  prefsrc: "prefsrc",
  metric: "metric",
  // As with dst: there is a tos of the tunnel.
  tos: {
    from: "",
    show: ({ encap, tos }: Route) =>
      encap?.tos ?? (tos === undefined ? undefined : `0x${tos.toString(16)}`),
  },
  pref: "pref",
  expires: { from: "expires", within: 3 },
  error: "error",
  nhid: "nexthopId",
  nexthops: { from: "nexthops", each: HOP as FieldMap<never, Family> },
  metrics: { from: "metrics", each: METRICS as FieldMap<never, Family> },
  encap: encap("type"),
  id: encap("id"),
  src: encap("src"),
  ttl: encap("ttl"),
  tc: encap("tc"),
  hoplimit: encap("hoplimit"),
  mode: encap("mode"),
  segs: encap("segments"),
  "nh_info.id": {
    because: "ip asks for the nexthop object (RTM_GETNEXTHOP) besides; the route has its id",
  },
  "nh_info.group": { because: "as nh_info.id" },
  "nh_info.gateway": { because: "as nh_info.id" },
  "nh_info.via.family": { because: "as nh_info.id" },
  "nh_info.via.host": { because: "as nh_info.id" },
  "nh_info.dev": { because: "as nh_info.id" },
  "nh_info.scope": { because: "as nh_info.id" },
  "nh_info.protocol": { because: "as nh_info.id" },
  "nh_info.flags": { because: "as nh_info.id" },
};
