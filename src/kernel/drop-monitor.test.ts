/**
 * The drop monitor of the embedded kernel, asked by the client.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeAll, failureOf, newKernel } from "../../test/support/kernel-demo.ts";
import { type FamilyClient, openFamily } from "../generic.ts";
import type { netDm } from "../uapi/generic/index.ts";
import { type DropMonitor, registerDropMonitor } from "./drop-monitor.ts";
import { NF_DROP, nfQueue } from "./index.ts";
import type { EmbeddedKernel } from "./kernel.ts";

type Client = FamilyClient<typeof netDm>;

let kernel: EmbeddedKernel;
let errors: unknown[];
let monitor: DropMonitor;
const clients: Client[] = [];
beforeEach(() => {
  ({ kernel, errors } = newKernel());
  monitor = registerDropMonitor(kernel, { delayMs: 5 });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  monitor.close();
  closeAll();
  expect(errors).toEqual([]);
});

async function open(options: { capabilities?: [] } = {}): Promise<Client> {
  const transport = {
    openTransport: (protocol: number) => kernel.openTransport(protocol, options),
  };
  const client = await openFamily("NET_DM", { transport });
  clients.push(client);
  return client;
}

const UDP = Uint8Array.from([
  ...[0x45, 0, 0, 28, 0, 1, 0x40, 0, 64, 17, 0, 0, 192, 0, 2, 1, 198, 51, 100, 2],
  ...[0x9c, 0x40, 0, 53, 0, 8, 0, 0],
]);
const send = (more: { in?: string; iif?: number } = {}) =>
  kernel.netfilter.run({ family: "ipv4", hook: "local-out", packet: UDP, ...more });
const dropping = (name: string, verdict = NF_DROP) =>
  kernel.registerHook({ family: "ipv4", hook: "local-out", name }, () => verdict);

describe("the drop monitor", () => {
  it("is the family of the real one", async () => {
    const { info } = await open();
    expect(info).toMatchObject({
      name: "NET_DM",
      version: 2,
      headerSize: 0,
      maxAttribute: 23,
      groups: { events: 1 },
    });
    const admin = ["admin-perm", "cmd-cap-do", "cmd-cap-haspol"];
    expect(info.operations).toEqual([
      { id: 2, flags: admin },
      { id: 3, flags: admin },
      { id: 4, flags: admin },
      { id: 6, flags: admin.slice(1) },
      { id: 8, flags: admin.slice(1) },
    ]);
    expect(() => registerDropMonitor(kernel)).toThrow(/EEXIST/);
  });

  it("keeps its configuration, but takes none while it runs", async () => {
    const client = await open();
    const initial = { alertMode: "summary", truncLen: 0, queueLen: 1000 };
    expect(await client.do("NET_DM_CMD_CONFIG_GET", {})).toEqual(initial);
    await client.do("NET_DM_CMD_CONFIG", { alertMode: "packet", queueLen: 5 });
    const config = { alertMode: "packet", truncLen: 0, queueLen: 5 };
    expect(await client.do("NET_DM_CMD_CONFIG_GET", {})).toEqual(config);
    expect(
      await failureOf(client.do("NET_DM_CMD_CONFIG", { alertMode: 7, queueLen: 6 })),
    ).toMatchObject({
      errnoName: "EINVAL",
      extack: { message: "drop_monitor: Invalid alert mode" },
    });
    for (const flags of [{}, { hwDrops: true }] as const) {
      await client.do("NET_DM_CMD_START", flags);
      expect(await failureOf(client.do("NET_DM_CMD_CONFIG", { queueLen: 7 }))).toMatchObject({
        errnoName: "EBUSY",
        extack: { message: "drop_monitor: Cannot configure drop monitor during monitoring" },
      });
      await client.do("NET_DM_CMD_STOP", flags);
    }
    expect(await client.do("NET_DM_CMD_CONFIG_GET", {})).toEqual(config);
  });

  it("starts once, and stops as often as one likes", async () => {
    const client = await open();
    const warnings: string[] = [];
    const stop = (flags: { swDrops?: true; hwDrops?: true }) =>
      client.do("NET_DM_CMD_STOP", flags, { onWarning: ({ message }) => warnings.push(message) });
    await client.do("NET_DM_CMD_START", { swDrops: true, hwDrops: true });
    expect(await failureOf(client.do("NET_DM_CMD_START", {}))).toMatchObject({
      errnoName: "EAGAIN",
      extack: { message: "drop_monitor: Trace state already set to requested state" },
    });
    expect(await failureOf(client.do("NET_DM_CMD_START", { hwDrops: true }))).toMatchObject({
      errnoName: "EAGAIN",
      extack: { message: "drop_monitor: Hardware monitoring already enabled" },
    });
    await stop({ hwDrops: true });
    await stop({});
    expect(warnings).toEqual([]);
    await stop({});
    await stop({ hwDrops: true });
    expect(warnings).toEqual([
      "drop_monitor: Trace state already set to requested state",
      "drop_monitor: Hardware monitoring already disabled",
    ]);
  });

  it("is for those who may", async () => {
    const client = await open({ capabilities: [] });
    expect((await failureOf(client.do("NET_DM_CMD_START", {}))).errnoName).toBe("EPERM");
    expect((await failureOf(client.do("NET_DM_CMD_CONFIG", {}))).errnoName).toBe("EPERM");
    expect(await client.do("NET_DM_CMD_STATS_GET", {})).toBeDefined();
    expect(() => client.subscribe("events")).toThrow(/EPERM/);
  });

  it("refuses attributes that only answers have", async () => {
    const client = await open();
    const unknown = [{ type: 23, payload: Uint8Array.of(65, 0) }];
    expect(await failureOf(client.do("NET_DM_CMD_START", { unknown } as never))).toMatchObject({
      errnoName: "EINVAL",
    });
  });
});

describe("a summary", () => {
  it("counts by place, and is sent a while after the first drop", async () => {
    const client = await open();
    const events = client.subscribe("events");
    const first = dropping("first");
    send();
    await client.do("NET_DM_CMD_START", {});
    send();
    send();
    first.close();
    const second = dropping("second");
    send();
    const { value } = await events.next();
    expect(value).toMatchObject({
      kind: "message",
      name: "NET_DM_CMD_ALERT",
      body: {
        alert: {
          entries: 2,
          points: [
            { pc: first.pc, count: 2 },
            { pc: second.pc, count: 1 },
          ],
        },
      },
    });
    send();
    const { value: next } = await events.next();
    expect(next).toMatchObject({ body: { alert: { points: [{ pc: second.pc, count: 1 }] } } });
  });

  it("has room for 64 places", async () => {
    const client = await open();
    const events = client.subscribe<{ alert: { entries: number } }>("events");
    await client.do("NET_DM_CMD_START", {});
    for (let place = 0; place < 70; place++) {
      const hook = dropping(`place ${place}`);
      send();
      hook.close();
    }
    const { value } = await events.next();
    expect(value?.kind === "message" && value.body.alert.entries).toBe(64);
  });

  it("that is being collected is lost when monitoring stops", async () => {
    const client = await open();
    const events = client.subscribe("events");
    dropping("filter");
    await client.do("NET_DM_CMD_START", {});
    send();
    await client.do("NET_DM_CMD_STOP", {});
    send();
    await new Promise((resolve) => setTimeout(resolve, 20));
    // What comes first is what comes now.
    await client.do("NET_DM_CMD_CONFIG", { alertMode: "packet" });
    await client.do("NET_DM_CMD_START", {});
    send();
    const { value } = await events.next();
    expect(value).toMatchObject({ name: "NET_DM_CMD_PACKET_ALERT" });
  });
});

describe("packet alerts", () => {
  it("tell of each packet", async () => {
    const client = await open();
    const events = client.subscribe("events");
    const hook = dropping("a filter with a name that is longer than forty characters");
    await client.do("NET_DM_CMD_CONFIG", { alertMode: "packet", truncLen: 20 });
    await client.do("NET_DM_CMD_START", { swDrops: true });
    const before = BigInt(Date.now()) * 1_000_000n;
    send({ in: "eth0", iif: 2 });
    hook.close();
    dropping("queue", nfQueue(9));
    send();
    const { value: first } = await events.next();
    expect(first).toMatchObject({
      kind: "message",
      name: "NET_DM_CMD_PACKET_ALERT",
      body: {
        origin: "sw",
        pc: hook.pc,
        reason: "NETFILTER_DROP",
        symbol: "a filter with a name that is longer tha",
        inPort: { netdevIfindex: 2, netdevName: "eth0" },
        origLen: 28,
        proto: 0x800,
        payload: UDP.slice(0, 20),
      },
    });
    const { timestamp } = (first as { body: { timestamp: bigint } }).body;
    expect(timestamp >= before && timestamp - before < 60_000_000_000n).toBe(true);
    const { value: second } = await events.next();
    expect(second).toMatchObject({
      body: { reason: "NOT_SPECIFIED", symbol: "queue", inPort: {} },
    });
  });

  it("that find no room are counted", async () => {
    const client = await open();
    const events = client.subscribe("events");
    dropping("filter");
    await client.do("NET_DM_CMD_CONFIG", { alertMode: "packet", queueLen: 3 });
    await client.do("NET_DM_CMD_START", {});
    for (let packet = 0; packet < 10; packet++) send({ iif: packet + 1 });
    const seen: unknown[] = [];
    for (let count = 0; count < 3; count++) seen.push((await events.next()).value);
    expect(seen).toMatchObject(
      [1, 2, 3].map((netdevIfindex) => ({ body: { inPort: { netdevIfindex } } })),
    );
    expect(await client.do("NET_DM_CMD_STATS_GET", {})).toEqual({
      stats: { dropped: 7n },
      hwStats: { dropped: 0n },
    });
  });

  it("end with the monitor", async () => {
    const client = await open();
    dropping("filter");
    await client.do("NET_DM_CMD_CONFIG", { alertMode: "packet" });
    await client.do("NET_DM_CMD_START", {});
    send();
    monitor.close();
    monitor.close();
    send();
    expect((await failureOf(client.do("NET_DM_CMD_STOP", {}))).errnoName).toBe("ENOENT");
  });
});
