/**
 * The fields of `ip -j -d route` and where nlkit has them.
 *
 * @module
 */
import { RT_TABLE } from "../../src/uapi/route/index.ts";
import type { NextHop, Route } from "../../src/route.ts";
import type { Field, FieldMap } from "./fields.ts";

type Rule = Field<Route, undefined>;
type HopRule = Field<NextHop, undefined>;

const HOST = { ipv4: "/32", ipv6: "/128" } as const;

/** `ip` leaves the length of a host route out. */
function prefix(dst: string, { family }: Route): string {
  const host = HOST[family as keyof typeof HOST];
  return host !== undefined && dst.endsWith(host) ? dst.slice(0, -host.length) : dst;
}

const isSame = (via: string, family: string | number): boolean => via.includes(":") === (family === "ipv6");
const foreign = (via: string) => ({ family: via.includes(":") ? "inet6" : "inet", host: via });
/** Realms: from in the upper half, to in the lower. */
const realm = (flow: number): string | undefined => (flow === 0 ? undefined : String(flow));

/** A next hop's gateway tells its family by its text; the routes here with such are of IPv4. */
const HOP: FieldMap<NextHop, undefined> = {
  gateway: { from: "via" },
  "via.family": { from: "via", show: (via: string) => foreign(via).family, since: "any: only where it is of another family" },
  "via.host": { from: "via", since: "any: only where it is of another family" },
  dev: "dev",
  weight: "weight",
  flags: "flags",
  "flow.from": { from: "flow", show: (flow: number) => realm(flow >>> 16) } satisfies HopRule,
  "flow.to": { from: "flow", show: (flow: number) => realm(flow & 0xffff) } satisfies HopRule,
};

const metric = (name: string): Rule => ({ from: `metrics.${name}` });
const feature = (name: string): Rule => ({
  from: "metrics.features",
  // The value of these is null: that they are there is what they say.
  show: (features: readonly string[]) => (features.includes(name) ? null : undefined),
});
/** `ip` prints the metrics as a list of one object. */
const METRICS: FieldMap<Route, undefined> = {
  mtu: metric("mtu"),
  window: metric("window"),
  rtt: metric("rtt"),
  rttvar: metric("rttvar"),
  ssthresh: metric("ssthresh"),
  cwnd: metric("cwnd"),
  advmss: metric("advmss"),
  reordering: metric("reordering"),
  hoplimit: metric("hoplimit"),
  initcwnd: metric("initcwnd"),
  rto_min: metric("rtoMin"),
  initrwnd: metric("initrwnd"),
  quickack: metric("quickack"),
  congestion: metric("ccAlgo"),
  fastopen_no_cookie: metric("fastopenNoCookie"),
  ecn: feature("ecn"),
  tcp_usec_ts: feature("tcp-usec-ts"),
};

const encap = (name: string): Rule => ({ from: `encap.${name}` });

export const ROUTE: FieldMap<Route, undefined> = {
  type: "type",
  // ip prints the far end of a tunnel under the same key a second time, and of two the last one counts.
  dst: {
    from: "dst",
    show: (dst: string, route: Route) =>
      route.encap?.type === "ip" || route.encap?.type === "ip6" ? route.encap.dst : prefix(dst, route),
  } satisfies Rule,
  from: { from: "src", show: prefix },
  dev: "dev",
  gateway: {
    from: "via",
    show: (via: string, { family }: Route) => (isSame(via, family) ? via : undefined),
  } satisfies Rule,
  "via.family": {
    from: "via",
    show: (via: string, { family }: Route) => (isSame(via, family) ? undefined : foreign(via).family),
  } satisfies Rule,
  "via.host": {
    from: "via",
    show: (via: string, { family }: Route) => (isSame(via, family) ? undefined : via),
  } satisfies Rule,
  table: { from: "table", show: (table: number) => RT_TABLE.names.get(table) ?? String(table) },
  protocol: { from: "protocol", show: String },
  scope: { from: "scope", show: String },
  prefsrc: "prefsrc",
  metric: "metric",
  tos: { from: "tos", show: (tos: number) => `0x${tos.toString(16)}` },
  flags: "flags",
  "flow.from": { from: "flow", show: (flow: number) => realm(flow >>> 16) } satisfies Rule,
  "flow.to": { from: "flow", show: (flow: number) => realm(flow & 0xffff) } satisfies Rule,
  pref: "pref",
  expires: { from: "expires", within: 3 },
  error: "error",
  nhid: "nexthopId",
  nexthops: { from: "nexthops", each: HOP as FieldMap<never, undefined> },
  metrics: { from: "", each: METRICS as FieldMap<never, undefined> },
  encap: encap("type"),
  id: encap("id"),
  src: encap("src"),
  ttl: encap("ttl"),
  tc: encap("tc"),
  hoplimit: encap("hoplimit"),
  mode: encap("mode"),
  segs: encap("segments"),
  "nh_info.id": { because: "ip asks for the nexthop object (RTM_GETNEXTHOP) besides; the route has its id" },
  "nh_info.group": { because: "as nh_info.id" },
  "nh_info.gateway": { because: "as nh_info.id" },
  "nh_info.via.family": { because: "as nh_info.id" },
  "nh_info.via.host": { because: "as nh_info.id" },
  "nh_info.dev": { because: "as nh_info.id" },
  "nh_info.scope": { because: "as nh_info.id" },
  "nh_info.protocol": { because: "as nh_info.id" },
  "nh_info.flags": { because: "as nh_info.id" },
};
