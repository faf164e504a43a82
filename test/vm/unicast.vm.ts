/**
 * What the kernel sends to one socket unasked, where only a machine's first namespace, or its modules, have it: ends of
 * tasks, records of audit, packets that wait for a verdict.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import type { Decoded } from "../../src/schema/index.ts";
import { NF_ACCEPT, type nfqueuePacketMessage } from "../../src/uapi/netfilter/index.ts";
import { eventually, needModule, Pair } from "./machine.ts";

describe("TASKSTATS", () => {
  interface Task {
    readonly aggrPid?: { readonly pid?: number; readonly stats?: { readonly acComm?: string } };
  }

  it("TASKSTATS_CMD_GET, and the tasks that end, whose numbers may be those of requests", async () => {
    await using family = await openFamily("TASKSTATS");
    const ends = family.subscribe<Task>([], { unicast: true });
    const cpus = `0-${availableParallelism() - 1}`;
    await family.do("TASKSTATS_CMD_GET", { registerCpumask: cpus });
    const ended: number[] = [];
    const numbers: number[] = [];
    for (let round = 0; round < 3; round++) {
      // More records than this client has asked questions: the number of the next is on one of them.
      for (let count = 0; count < 4; count++) ended.push(spawnSync("true").pid);
      const { aggrPid } = (await family.do("TASKSTATS_CMD_GET", { pid: process.pid })) ?? {};
      expect(aggrPid?.pid).toBe(process.pid);
    }
    const told = new Map<number | undefined, string | undefined>();
    while (!ended.every((pid) => told.has(pid))) {
      const { value } = await ends.next();
      if (value?.kind !== "message") throw new Error("some were lost");
      expect(value).toMatchObject({ name: "TASKSTATS_CMD_NEW", group: 0, portId: 0 });
      numbers.push(value.seq);
      const { aggrPid } = value.body;
      told.set(aggrPid?.pid, aggrPid?.stats?.acComm);
    }
    expect(ended.map((pid) => told.get(pid))).toEqual(ended.map(() => "true"));
    // Counted from 0 by the kernel, so that requests have had the same.
    expect(numbers).toEqual(expect.arrayContaining([0, 2, 3, 4]));
    await family.do("TASKSTATS_CMD_GET", { deregisterCpumask: cpus });
  });
});

describe("audit", () => {
  interface Record {
    readonly trailing?: Uint8Array;
  }

  it("AUDIT_SET, and the records that the daemon is sent", async () => {
    await using audit = await openFamily("audit");
    const records = audit.subscribe<Record>([], { unicast: true });
    /** The next that the kernel has to say of its settings. */
    const next = async (): Promise<string> => {
      for (;;) {
        const { value } = await records.next();
        if (value?.kind !== "message") throw new Error("some were lost");
        if (value.name !== "AUDIT_CONFIG_CHANGE") continue;
        expect(value).toMatchObject({ group: 0, seq: 0, portId: 0 });
        return new TextDecoder().decode(value.body.trailing);
      }
    };
    await audit.do("AUDIT_SET", { mask: ["pid"], pid: process.pid });
    await audit.do("AUDIT_SET", { mask: ["enabled"], enabled: 1 });
    await audit.do("AUDIT_SET", { mask: ["rate-limit"], rateLimit: 1000 });
    // The kernel leaves the header out of its length, and all of it is there even so.
    expect(await next()).toMatch(/^audit\(\d+\.\d+:\d+\): op=set audit_rate_limit=1000 .*res=1$/);
    // A record that comes meanwhile is no answer.
    const [, answer] = await Promise.all([
      audit.do("AUDIT_SET", { mask: ["enabled"], enabled: 0 }),
      audit.do("AUDIT_GET", {}),
    ]);
    expect(answer).toMatchObject({ pid: process.pid, rateLimit: 1000 });
    expect(await next()).toContain("op=set audit_enabled=0 old=1");
    await audit.do("AUDIT_SET", { mask: ["pid"], pid: 0 });
  });
});

describe("nfqueue", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.open();
  });
  afterAll(() => pair[Symbol.asyncDispose]());

  it("NFQNL_MSG_CONFIG, NFQNL_MSG_PACKET, NFQNL_MSG_VERDICT", async (context) => {
    needModule("nft_queue", context);
    needModule("nfnetlink_queue", context);
    const rules = `table inet t { chain out { type filter hook output priority 0;
      udp dport 4000 queue num 3; }; }`;
    const { status, stderr } = pair.near.run("nft", ["-f", "-"], rules);
    expect(status, stderr).toBe(0);
    await using queue = await openFamily("nfqueue", { netns: pair.near.namespace.path });
    const packets = queue.subscribe<Decoded<typeof nfqueuePacketMessage>>([], { unicast: true });
    const header = { nfgenFamily: 0, version: 0, resId: 3 };
    await queue.do("NFQNL_MSG_CONFIG", { ...header, cmd: { command: "bind", pf: 0 } });
    const params = { copyRange: 100, copyMode: "packet" } as const;
    await queue.do("NFQNL_MSG_CONFIG", { ...header, params });
    const received = async () =>
      (await pair.far.route.links.get("v0", { statistics: true })).statistics?.rxPackets ?? 0n;
    pair.send("10.0.0.2", 4000);
    pair.send("10.0.0.2", 4000);
    for (const id of [1, 2]) {
      const { value } = await packets.next();
      expect(value).toMatchObject({
        name: "NFQNL_MSG_PACKET",
        group: 0,
        body: { resId: 3, packetHdr: { packetId: id } },
      });
    }
    const before = await received();
    for (const id of [1, 2])
      await queue.do("NFQNL_MSG_VERDICT", { ...header, verdictHdr: { verdict: NF_ACCEPT, id } });
    await eventually("both packets", async () =>
      (await received()) - before >= 2n ? true : undefined,
    );
  });
});
