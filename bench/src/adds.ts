/**
 * How long it takes to add routes.
 *
 * @module
 */
import type { RouteClient } from "nlkit/route";
import { rtRoute } from "nlkit/uapi/route";
import { NLM_F_CREATE, NLM_F_EXCL } from "nlkit/wire";
import type { Contender, Scenario } from "./harness.ts";
import { openOther, run } from "./tools.ts";

const ROUTES = 10_000;
/** A table of its own for each contender's routes, and an own one for the dump. */
const TABLE = 1000;
const { RTM_NEWROUTE, RTM_DELROUTE } = rtRoute.operations;

const address = (at: number): string => `20.${(at >> 16) & 0xff}.${(at >> 8) & 0xff}.${at & 0xff}`;
const bytes = (at: number): Uint8Array =>
  Uint8Array.of(20, (at >> 16) & 0xff, (at >> 8) & 0xff, at & 0xff);

function request(at: number, table: number, oif: number) {
  return {
    rtmFamily: 2,
    rtmDstLen: 32,
    rtmTable: table < 256 ? table : 0,
    rtmProtocol: 4,
    rtmScope: 253,
    rtmType: "unicast",
    dst: bytes(at),
    oif,
    table,
  } as const;
}

function* requests(count: number, table: number, oif: number) {
  const flags = NLM_F_CREATE | NLM_F_EXCL;
  for (let at = 0; at < count; at++)
    yield { operation: RTM_NEWROUTE, value: request(at, table, oif), flags };
}

/** Whatever their protocol, scope and way out are: these match any. */
function* removals(count: number, table: number) {
  for (let at = 0; at < count; at++) {
    const value = { rtmFamily: 2, rtmDstLen: 32, rtmScope: 255, dst: bytes(at), table };
    yield { operation: RTM_DELROUTE, value };
  }
}

/** Fills the main table, for others to read. */
export async function addRoutes(route: RouteClient, count: number): Promise<void> {
  const { index } = await route.links.get("bench0");
  const { failures } = await route.client.batch(requests(count, 254, index));
  if (failures.length > 0) throw failures[0]?.error;
}

/** Adds of 10,000 routes: one request each, and many in a datagram. Each run removes them again, batched. */
export async function* adds(route: RouteClient): AsyncGenerator<Scenario> {
  const other = openOther();
  const { index } = await route.links.get("bench0");
  const clear = async (): Promise<number> => {
    const { carriedOut } = await route.client.batch(removals(ROUTES, TABLE));
    if (carriedOut !== ROUTES) throw new Error(`only ${carriedOut} of ${ROUTES} routes were there`);
    return carriedOut;
  };
  const lines = (word: string): string =>
    Array.from(
      { length: ROUTES },
      (_, at) => `route ${word} ${address(at)} dev bench0 table ${TABLE}\n`,
    ).join("");
  const added = lines("add");
  const one: Contender[] = [
    {
      name: "nlkit client.do",
      async run() {
        const flags = NLM_F_CREATE | NLM_F_EXCL;
        for (let at = 0; at < ROUTES; at++)
          await route.client.do(RTM_NEWROUTE, request(at, TABLE, index), { flags });
        return clear();
      },
    },
    {
      name: "nlkit routes.add",
      async run() {
        for (let at = 0; at < ROUTES; at++)
          await route.routes.add({ dst: address(at), dev: index, table: TABLE });
        return clear();
      },
    },
  ];
  if (other !== undefined) {
    one.push({
      name: "npm netlink",
      async run() {
        for (let at = 0; at < ROUTES; at++) {
          await other.newRoute(
            { family: 2, dstLen: 32, protocol: 4, scope: 253, type: 1 },
            { dst: Buffer.from(bytes(at)), oif: index, table: TABLE },
            { flags: NLM_F_CREATE | NLM_F_EXCL | 4 },
          );
        }
        return clear();
      },
    });
  }
  yield {
    name: `add of ${ROUTES} routes, one by one (and their removal, batched)`,
    units: ROUTES,
    unit: "route",
    rounds: 5,
    contenders: one,
  };
  yield {
    name: `add of ${ROUTES} routes, batched (and their removal, batched)`,
    units: ROUTES,
    unit: "route",
    rounds: 9,
    contenders: [
      {
        name: "nlkit client.batch",
        async run() {
          await route.client.batch(requests(ROUTES, TABLE, index));
          return clear();
        },
      },
      {
        name: "ip -batch",
        async run() {
          await run("ip", ["-batch", "-"], added);
          return clear();
        },
      },
    ],
  };
  other?.socket.close();
}
