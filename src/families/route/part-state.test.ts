/**
 * What messages and readings make of what is known: the rules by which objects share a key, and every order in
 * which a reading and messages can fall together.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import { sameValue } from "./changes.ts";
import {
  alike,
  alone,
  ipv4Routes,
  ipv6Routes,
  isSameIpv4,
  isSameIpv6,
  type Step,
} from "./group-steps.ts";
import { type Key, type Pair, type PartRules, PartState } from "./part-state.ts";
import type { Route } from "./route.ts";

const keyOf = ({ table, dst, metric = 0 }: Route): Key => `${table} ${dst} ${metric}`;
const IPV4: PartRules<Route> = { keyOf, rule: ipv4Routes, isSame: isSameIpv4 };
const IPV6: PartRules<Route> = { keyOf, rule: ipv6Routes, isSame: isSameIpv6 };
const ALONE: PartRules<Route> = { keyOf, rule: alone };

const ADD = NLM_F_CREATE | NLM_F_EXCL;
const APPEND = NLM_F_CREATE | NLM_F_APPEND;

function route(via: string, more: Partial<Route> = {}): Route {
  return {
    family: "ipv4",
    type: "unicast",
    dst: "10.0.0.0/8",
    table: 254,
    protocol: "static",
    scope: "global",
    flags: [],
    oif: 1,
    via,
    ...more,
  };
}

const set = (object: Route, flags = ADD): Step<Route> => ({ set: true, object, flags });
const gone = (object: Route): Step<Route> => ({ set: false, object, flags: 0 });
const vias = (routes: Iterable<Route>): (string | undefined)[] =>
  [...routes].map(({ via, nexthops }) => via ?? nexthops?.map((hop) => hop.via).join("+"));
const A = route("a");
const B = route("b");
const C = route("c");

function known(rules: PartRules<Route>, ...routes: Route[]): PartState<Route> {
  const state = new PartState(rules, false);
  state.unsure = false;
  for (const each of routes) state.take(set(each, APPEND));
  return state;
}

function rowsOf(routes: readonly Route[]): Map<Key, Route | readonly Route[]> {
  const rows = new Map<Key, readonly Route[]>();
  for (const each of routes) rows.set(keyOf(each), [...(rows.get(keyOf(each)) ?? []), each]);
  return rows;
}

function read(
  state: PartState<Route>,
  routes: readonly Route[],
  steps: readonly Step<Route>[] = [],
  mayMiss: (object: Route) => boolean = () => false,
): Pair<Route>[] {
  return [...state.replace({ rows: rowsOf(routes), steps, mayMiss })];
}

describe("routes of one key", () => {
  it.each([
    ["appends", [A], set(B, APPEND), ["a", "b"]],
    ["puts before", [A, B], set(C, NLM_F_CREATE), ["c", "a", "b"]],
    ["replaces the first", [A, B], set(C, NLM_F_REPLACE), ["c", "b"]],
    ["knows that there was none", [A, B], set(C, ADD), ["c"]],
    ["removes the one that is meant", [A, B, C], gone(B), ["a", "c"]],
    ["passes over one that is not there", [A], gone(B), ["a"]],
    [
      "takes it for the same when its link went down",
      [A, B],
      gone(route("b", { flags: ["dead"] })),
      ["a"],
    ],
    [
      "tells those apart that are on link",
      [A],
      set(route("a", { flags: ["onlink"] }), APPEND),
      ["a", "a"],
    ],
  ] as const)("of IPv4: %s", (_what, before, step, after) => {
    expect(vias(ipv4Routes(before, step))).toEqual(after);
  });

  const hop = (via: string) => ({ via, oif: 1, weight: 1, flags: [] });
  const many = (...names: string[]): Route => {
    const { via: _, ...rest } = route("");
    return { ...rest, nexthops: names.map(hop) };
  };

  it.each([
    ["stand apart", [A], set(B, APPEND), ["a", "b"]],
    ["grow, in the order of a dump", [many("a", "b")], set(many("c", "a", "b"), APPEND), ["a+b+c"]],
    ["go as a whole", [many("a", "b"), C], gone(many("a", "b")), ["c"]],
    ["are replaced", [many("a", "b")], set(C, NLM_F_REPLACE), ["c"]],
    ["of nexthop objects are told apart by these", [route("a", { nexthopId: 1 })], gone(A), ["a"]],
  ] as const)("of IPv6 %s", (_what, before, step, after) => {
    expect(vias(ipv6Routes(before, step) ?? [])).toEqual(after);
  });

  it("cannot be told where the message does not say", () => {
    expect(ipv6Routes([many("a", "b")], gone(A))).toBeUndefined();
    expect(ipv6Routes([A, B], set(C, NLM_F_REPLACE))).toBeUndefined();
    expect(alike([A], set({ ...A }))).toBeUndefined();
    expect(alike([A, B], gone({ ...A }))).toEqual([B]);
  });
});

describe("a part", () => {
  it("tells of what is new, once, and keeps the object", () => {
    const state = known(ALONE);
    expect(state.take(set(A))).toEqual([[undefined, A]]);
    expect(state.take(set({ ...A, expires: 5 }))).toEqual([]);
    expect([...state.objects()][0]).toBe(A);
    expect(state.take(set(B))).toEqual([[A, B]]);
    expect(state.take(gone(C))).toEqual([[B, undefined]]);
    expect(state.take(gone(C))).toEqual([]);
  });

  it("tells of a reading what differs, with the objects that it had", () => {
    const other = route("o", { dst: "10.1.0.0/16" });
    const state = known(IPV4, A, B, other);
    const pairs = read(state, [{ ...A }, C]);
    expect(pairs).toEqual([
      [other, undefined],
      [B, C],
    ]);
    expect([...state.objects()][0]).toBe(A);
    expect(state.unsure).toBe(false);
  });

  it("keeps what a reading may have missed, and is unsure then", () => {
    const state = known(IPV4, A);
    expect(read(state, [], [], () => true)).toEqual([]);
    expect([vias(state.objects()), state.unsure]).toEqual([["a"], true]);
    state.unsure = false;
    expect(read(state, [])).toEqual([[A, undefined]]);
    // What a message says is gone is gone.
    const told = known(IPV4, A);
    expect(read(told, [], [gone(A)], () => true)).toEqual([[A, undefined]]);
    expect(told.unsure).toBe(false);
  });

  it("knows when it cannot know", () => {
    // C may have been there before B, and gone with it, or come after.
    const state = known(IPV4);
    read(state, [C], [set(B, NLM_F_REPLACE), gone(B)]);
    expect(state.unsure).toBe(true);
    const plain = known(IPV4);
    read(plain, [C], [set(B, NLM_F_REPLACE)]);
    expect([vias(plain.objects()), plain.unsure]).toEqual([["b"], false]);
  });

  it("is unsure of a replacement where a filter hides others", () => {
    const state = new PartState(IPV4, true);
    state.unsure = false;
    state.take(set(A));
    state.take(set(B, NLM_F_REPLACE));
    expect([vias(state.objects()), state.unsure]).toEqual([["a"], true]);
  });

  it("renews what speaks of something that was renamed", () => {
    const state = known(IPV4, A, B);
    const pairs = [...state.renew((each) => (each === B ? { ...B, dev: "new" } : each))];
    expect(pairs).toEqual([[B, { ...B, dev: "new" }]]);
    expect([...state.objects()][0]).toBe(A);
  });

  // A kernel that does as the rules say, and a reading at any place among its messages.
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom("add", "append", "prepend", "replace", "remove"),
      via: fc.constantFrom("a", "b", "c"),
    }),
    { maxLength: 12 },
  );

  /** What a kernel does when it is told to, and the message of it; nothing where it refuses. */
  function kernel(group: readonly Route[], { what, via }: { what: string; via: string }) {
    const object = route(via);
    const at = group.findIndex((each) => isSameIpv4(each, object));
    if (what === "remove") return at < 0 ? undefined : gone(object);
    if (at >= 0 || (what === "add" && group.length > 0)) return undefined;
    if (group.length === 0) return what === "replace" ? undefined : set(object, ADD);
    if (what === "replace") return set(object, NLM_F_REPLACE);
    return set(object, what === "append" ? APPEND : NLM_F_CREATE);
  }

  it.each([
    ["IPv4", IPV4],
    ["IPv6", IPV6],
  ])("ends as the kernel does, or knows that it may not: %s", (_name, rules) => {
    fc.assert(
      fc.property(steps, fc.nat(12), fc.nat(12), (commands, from, place) => {
        const states: (readonly Route[])[] = [[]];
        const messages: Step<Route>[] = [];
        for (const command of commands) {
          const group = states.at(-1) as readonly Route[];
          const message = kernel(group, command);
          const next = message && rules.rule(group, message);
          if (message === undefined || next === undefined) continue;
          messages.push(message);
          states.push(next);
        }
        const begin = Math.min(from, messages.length);
        const readAt = Math.min(begin + place, messages.length);
        const state = known(rules);
        for (const message of messages.slice(0, begin)) state.take(message);
        state.unsure = false;
        read(state, states[readAt] as Route[], messages.slice(begin));
        if (!state.unsure) expect([...state.objects()]).toEqual(states.at(-1));
        // The next reading, at rest, always tells.
        state.unsure = false;
        read(state, states.at(-1) as Route[]);
        expect([[...state.objects()], state.unsure]).toEqual([states.at(-1), false]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("sameValue", () => {
  it("looks at everything but what moves by itself", () => {
    expect(sameValue({ a: [1n, { b: "x" }] }, { a: [1n, { b: "x" }] })).toBe(true);
    expect(sameValue({ a: [1n] }, { a: [2n] })).toBe(false);
    expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(sameValue([1, 2], [1])).toBe(false);
    expect(sameValue(Uint8Array.of(1), Uint8Array.of(1))).toBe(true);
    expect(sameValue({ validLifetime: 5 }, { validLifetime: 4 })).toBe(true);
    expect(sameValue({ options: { gcTimer: 5n } }, { options: {} })).toBe(true);
    expect(sameValue(null, {})).toBe(false);
  });
});
