/**
 * A client while others change the tables under it: dumps that are right, events that are not lost in
 * silence.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NetlinkClient, type Subscription } from "../../src/client/index.ts";
import { KernelTransport } from "../../src/socket/index.ts";
import { RTNLGRP, routeMessages, rtLink, rtRoute } from "../../src/uapi/route/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { patiently } from "../support/patience.ts";
import { Churn, destination, routeLine, runLines } from "../support/static-routes.ts";

const skipped = whyNoOracle();
const { RTM_GETROUTE } = rtRoute.operations;
const { RTM_GETLINK } = rtLink.operations;
const GROUPS = [RTNLGRP.values.RTNLGRP_IPV4_ROUTE];

const LIMIT_MS = patiently(60_000);
/** Routes that stay. */
const BASE = 1000;
/** Routes that come and go. */
const COMING = 300;

interface RouteRow {
  readonly dst?: string;
  readonly oif?: number;
  readonly rtmProtocol?: number;
  readonly rtmDstLen?: number;
}

function lines(verb: "add" | "delete", from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => routeLine(verb, from + at, "v0")).join("");
}

describe.skipIf(skipped !== undefined)(`a client under churn${skipped ?? ""}`, () => {
  let box: Sandbox;
  let client: NetlinkClient;
  let oif: number;

  function open(receiveBuffer?: number): NetlinkClient {
    return new NetlinkClient(new KernelTransport(0, { netns: box.namespace.path, receiveBuffer }));
  }

  beforeEach(async () => {
    box = await Sandbox.open();
    const setup = ["link add v0 type veth peer name v1", "link set v0 up", "link set v1 up"];
    expect(box.build([...setup, "address add 10.0.0.1/24 dev v0"])).toEqual([]);
    oif = (await box.route.links.get("v0")).index;
  });
  afterEach(async () => {
    client.close();
    await box[Symbol.asyncDispose]();
  });

  /** The static routes of a dump, by destination; each has to be one of ours, and as it was made. */
  function read(rows: readonly RouteRow[]): Set<string> {
    const ours = rows.filter(({ rtmProtocol }) => rtmProtocol === 4);
    expect(ours.filter((row) => row.oif !== oif || row.rtmDstLen !== 32)).toEqual([]);
    const seen = new Set(ours.map(({ dst }) => dst ?? ""));
    expect(seen.size, "each once").toBe(ours.length);
    return seen;
  }

  async function expectEqualToIp(): Promise<void> {
    const seen = read((await client.dump(RTM_GETROUTE, { rtmFamily: 2 })) as RouteRow[]);
    const theirs = box.json("-4 route show proto static").map(({ dst }) => dst as string);
    expect([...seen].sort()).toEqual(theirs.sort());
  }

  it("lists right in 100 rounds of two dumps and a subscription on one socket", {
    timeout: LIMIT_MS,
  }, async () => {
    expect(box.run("ip", ["-batch", "-"], lines("add", 0, BASE)).status).toBe(0);
    client = open();
    const subscription = client.subscribe<RouteRow>({ groups: GROUPS, messages: routeMessages });
    const events = count(subscription);
    const destinations = Array.from({ length: BASE + COMING }, (_, at) => destination(at));
    const possible = new Set(destinations);
    const stay = destinations.slice(0, BASE);
    const churn = new Churn(box, lines("add", BASE, COMING) + lines("delete", BASE, COMING));
    try {
      for (let round = 0; round < 100; round++) {
        const dumps = await Promise.all([
          client.dump(RTM_GETROUTE, { rtmFamily: 2 }),
          client.dump(RTM_GETROUTE, { rtmFamily: 2, rtmTable: 254 }),
        ]);
        for (const dump of dumps) {
          const seen = read(dump as RouteRow[]);
          expect(stay.filter((dst) => !seen.has(dst))).toEqual([]);
          expect([...seen].filter((dst) => !possible.has(dst))).toEqual([]);
        }
      }
    } finally {
      await churn[Symbol.asyncDispose]();
    }
    await expectEqualToIp();
    await subscription.return();
    const { messages, wrong } = await events;
    expect(wrong).toBe(0);
    expect(messages).toBeGreaterThan(COMING);
  });

  it("survives a flood of 100,000 events with a small buffer, and says what it lost", {
    timeout: LIMIT_MS,
  }, async () => {
    client = open(4096);
    const subscription = client.subscribe<RouteRow>({ groups: GROUPS, messages: routeMessages });
    const events = count(subscription);
    const done = runLines(box, lines("add", 0, 50_000) + lines("delete", 1, 49_999));
    let answered = 0;
    let over = false;
    void done.then(() => {
      over = true;
    });
    while (!over) {
      const [link] = await client.do(RTM_GETLINK, { ifiIndex: oif });
      if (link?.ifname === "v0") answered++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await done).toBe(0);
    expect(answered).toBeGreaterThan(10);
    await expectEqualToIp();
    await subscription.return();
    const { messages, overruns, wrong } = await events;
    expect([overruns > 0, wrong]).toEqual([true, 0]);
    expect(messages).toBeLessThan(100_000);
  });
});

/** Takes all events of static routes up to the end. */
async function count(subscription: Subscription<RouteRow>) {
  const seen = { messages: 0, overruns: 0, wrong: 0 };
  for await (const event of subscription) {
    if (event.kind === "overrun") seen.overruns++;
    else if (event.body.rtmProtocol === 4 && event.body.dst?.startsWith("10.")) seen.messages++;
    else seen.wrong++;
  }
  return seen;
}
