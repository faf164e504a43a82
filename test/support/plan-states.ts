/**
 * States of a small network to be declared, as fast-check makes them: any of them can be reached.
 *
 * @module
 */
import fc from "fast-check";
import type {
  Desired,
  DesiredLink,
  DesiredRoute,
  DesiredRoutes,
  DesiredRules,
} from "../../src/route.ts";

/** What a kernel has, of what states may be made of. */
export interface Able {
  /** A link of its own, and one that rests on another. */
  readonly plain: string;
  readonly resting: string;
  readonly rules: boolean;
}

/** All links of which any state speaks. */
const NAMES = ["br0", "plain0", "v0", "v1", "on0"] as const;
const TABLES = [100, 200] as const;

const ADDRESSES = [
  "192.0.2.1/24",
  "192.0.2.2/24",
  "192.0.2.3/25",
  "198.51.100.1/24",
  "2001:db8::1/64",
  "2001:db8:1::1/48",
] as const;

function basics(name: string): fc.Arbitrary<Omit<DesiredLink, "kind">> {
  return fc.record({
    name: fc.constant(name),
    up: fc.boolean(),
    mtu: fc.constantFrom(1300, 1400, 1500),
    alias: fc.constantFrom("", "one", "two"),
    txQueueLength: fc.constantFrom(500, 1000),
    addresses: fc.subarray([...ADDRESSES], { maxLength: 3 }).map((list) =>
      // Without it an address is of no use until others have been asked whether it is theirs.
      list.map((address) => (address.includes(":") ? { address, flags: ["nodad"] } : address)),
    ),
  });
}

function maybe(name: string, link: fc.Arbitrary<DesiredLink>): fc.Arbitrary<DesiredLink> {
  return fc.oneof(
    { weight: 3, arbitrary: link },
    { weight: 1, arbitrary: fc.constant({ name, absent: true }) },
  );
}

/** Links that fit together: a port has a bridge, what rests on a link goes where that one goes. */
function linksOf({ plain, resting }: Able): fc.Arbitrary<DesiredLink[]> {
  return fc
    .record({
      br0: maybe(
        "br0",
        basics("br0").map((link) => ({ ...link, kind: "bridge" })),
      ),
      plain0: maybe(
        "plain0",
        basics("plain0").map((link) => ({ ...link, kind: plain })),
      ),
      v0: basics("v0"),
      v1: basics("v1"),
      pair: fc.boolean(),
      on0: fc.option(basics("on0"), { nil: undefined }),
      master: fc.constantFrom(undefined, "br0"),
      order: fc.shuffledSubarray([...NAMES], { minLength: NAMES.length }),
    })
    .map(({ br0, plain0, v0, v1, pair, on0, master, order }) => {
      const port = br0.absent === true || master === undefined ? null : master;
      const rests =
        pair && on0 !== undefined && port === null && v0.up === true && v0.mtu !== undefined;
      const links: Readonly<Record<string, DesiredLink>> = {
        br0,
        plain0,
        v0: pair
          ? { ...v0, kind: "veth", peer: { name: "v1" }, master: port }
          : { name: "v0", absent: true },
        v1: pair ? { ...v1, kind: "veth" } : { name: "v1", absent: true },
        on0: rests
          ? {
              ...on0,
              kind: resting,
              link: "v0",
              mtu: 1300,
              ...(resting === "vlan" && { options: { id: 5 } }),
            }
          : { name: "on0", absent: true },
      };
      return order.map((name) => links[name] as DesiredLink);
    });
}

const nets = ["10.0.0.0/8", "10.1.0.0/16", "default", "2001:db8:2::/48"] as const;

/** Routes by links that are up and have the addresses that it takes. */
function routesOf(links: readonly DesiredLink[]): fc.Arbitrary<DesiredRoutes[]> {
  const up = links.filter((link) => link.up === true && (link.addresses?.length ?? 0) > 0);
  const isOf = (link: DesiredLink, version: ":" | "."): boolean =>
    (link.addresses ?? []).some((each) =>
      (typeof each === "string" ? each : each.address).includes(version),
    );
  const route = (dst: string): fc.Arbitrary<DesiredRoute> => {
    const version = dst.includes(":") ? ":" : ".";
    const family = version === ":" ? "ipv6" : "ipv4";
    const metric = fc.constantFrom(10, 20);
    const refusal: fc.Arbitrary<DesiredRoute> = fc.record({
      dst: fc.constant(dst),
      family: fc.constant(family),
      type: fc.constantFrom("unreachable", "blackhole"),
      metric,
    });
    const able = up.filter((link) => isOf(link, version)).map(({ name }) => name);
    if (able.length === 0) return refusal;
    const direct = fc.record({
      dst: fc.constant(dst),
      family: fc.constant(family),
      dev: fc.constantFrom(...able),
      metric,
    });
    // The kernel refuses an IPv6 gateway that a route of another link leads to.
    const gateway = version === ":" ? "fe80::fe" : "192.0.2.100";
    const via = direct.map((each): DesiredRoute => ({ ...each, via: gateway, flags: ["onlink"] }));
    return fc.oneof(refusal, direct as fc.Arbitrary<DesiredRoute>, via);
  };
  return fc.tuple(
    ...TABLES.map((table) =>
      fc
        .subarray([...nets])
        .chain((list) => fc.tuple(...list.map(route)))
        .map((list): DesiredRoutes => ({ table, exact: true, list })),
    ),
  );
}

function rules(): fc.Arbitrary<DesiredRules[]> {
  const rule = fc.record({
    priority: fc.integer({ min: 100, max: 104 }),
    from: fc.constantFrom("192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"),
    table: fc.constantFrom(...TABLES),
  });
  return fc
    .uniqueArray(rule, { maxLength: 4, selector: ({ priority }) => priority })
    .map((list) => [{ priorities: [100, 199], exact: true, list }]);
}

/** A state: every link of the network is told of, there or absent, both tables, and the rules. */
export function desiredState(able: Able): fc.Arbitrary<Desired> {
  return linksOf(able).chain((links) =>
    fc.record({
      links: fc.constant(links),
      routes: routesOf(links),
      ...(able.rules && { rules: rules() }),
    }),
  );
}
