/**
 * The event loop while the kernel takes its time: it has to go on.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkClient } from "../../src/client/index.ts";
import { KernelTransport } from "../../src/socket/index.ts";
import { NETLINK_ROUTE } from "../../src/uapi/index.ts";
import { rtLink } from "../../src/uapi/route/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const { RTM_DELLINK, RTM_GETLINK } = rtLink.operations;
/** 200 veth pairs; deleting one takes the kernel some 20 ms. */
const GROUPS = 20;
const PAIRS = 10;
/** Longest pause that is allowed, in milliseconds. */
const LIMIT = 2;

/**
 * Runs `work`; gives the longest time between two turns of the event loop meanwhile, in milliseconds. Times
 * in which another process was given the processor do not count: waiting in the kernel is no such time.
 */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  const preempted = (): number => process.resourceUsage().involuntaryContextSwitches;
  let longest = 0;
  let last = performance.now();
  let count = preempted();
  let running = true;
  const turn = (): void => {
    const pause = performance.now() - last;
    const before = count;
    count = preempted();
    if (count === before) longest = Math.max(longest, pause);
    last = performance.now();
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  running = false;
  turn();
  return longest;
}

describe.skipIf(skipped !== undefined)(`the event loop${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
  });
  afterAll(() => box[Symbol.asyncDispose]());

  /**
   * Makes a group of pairs and measures what deletes it, for each group; the middle one of the pauses. What a
   * client does wrong it does each time, while a machine stands still now and then.
   */
  async function typicalPause(
    client: NetlinkClient,
    groups: number,
    remove: (names: readonly string[]) => Promise<unknown>,
  ): Promise<number> {
    const names = Array.from({ length: PAIRS }, (_, at) => `v${at}`);
    const lines = names.map((name) => `link add ${name} type veth peer name p${name}\n`).join("");
    const pauses: number[] = [];
    for (let group = 0; group < groups; group++) {
      expect(box.run("ip", ["-batch", "-"], lines).status).toBe(0);
      pauses.push(await longestPause(() => remove(names)));
    }
    expect(await client.dump(RTM_GETLINK, {})).toHaveLength(1);
    return pauses.sort((a, b) => a - b)[groups >> 1] ?? Number.NaN;
  }

  it(`goes on while 200 veths are deleted at once: no pause of ${LIMIT} ms`, async () => {
    const { client } = box.route;
    const pause = await typicalPause(client, GROUPS, (names) =>
      Promise.all(names.map((ifname) => client.do(RTM_DELLINK, { ifname }))),
    );
    expect(pause).toBeLessThan(LIMIT);
  }, 60_000);

  it("goes on while they are deleted by batches, with other requests between", async () => {
    const { client } = box.route;
    const pause = await typicalPause(client, 5, async (names) => {
      const requests = names.map((ifname) => ({ operation: RTM_DELLINK, value: { ifname } }));
      const deletions = client.batch(requests);
      expect(await client.do(RTM_GETLINK, { ifiIndex: 1 })).toHaveLength(1);
      expect(await deletions).toMatchObject({ carriedOut: PAIRS });
    });
    expect(pause).toBeLessThan(LIMIT);
  }, 60_000);

  it("would stand still without the other thread, and this would be seen", async () => {
    const transport = new KernelTransport(NETLINK_ROUTE, { netns: box.namespace.path });
    Object.defineProperty(transport, "sendAside", { value: undefined });
    await using client = new NetlinkClient(transport);
    const pause = await typicalPause(client, 5, async (names) => {
      for (const ifname of names) {
        await client.do(RTM_DELLINK, { ifname });
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    expect(pause).toBeGreaterThan(LIMIT);
  }, 60_000);
});
