import { describe, expect, it } from "vitest";
import {
  createKernel,
  type EmbeddedKernel,
  NF_ACCEPT,
  NF_DROP,
  registerDropMonitor,
} from "../../kernel/index.ts";
import { netDm } from "../../uapi/generic/index.ts";
import {
  type DropEvent,
  type Drops,
  type DropsOptions,
  KernelSymbols,
  openDropsOn,
} from "./index.ts";

const PACKET = Uint8Array.from({ length: 40 }, (_, index) => (index === 0 ? 0x45 : index));

function kernelThatDrops(): EmbeddedKernel {
  const kernel = createKernel();
  registerDropMonitor(kernel, { delayMs: 5 });
  kernel.registerHook(
    { family: "ipv4", hook: "local-in", name: "no_eth0" },
    (_packet, { in: link }) => (link === "eth0" ? NF_DROP : NF_ACCEPT),
  );
  return kernel;
}

function receive(kernel: EmbeddedKernel, link = "eth0"): void {
  kernel.netfilter.run({ family: "ipv4", hook: "local-in", in: link, packet: PACKET });
}

async function open(kernel: EmbeddedKernel, options: DropsOptions = {}): Promise<Drops> {
  return openDropsOn(kernel, { transport: kernel, ...options });
}

async function next(drops: Drops): Promise<DropEvent> {
  const { value, done } = await drops.next();
  if (done === true) throw new Error("it has ended");
  return value;
}

describe("packets", () => {
  it("are told with where, why and what", async () => {
    const kernel = kernelThatDrops();
    await using drops = await open(kernel, { truncate: 24 });
    receive(kernel, "eth1");
    receive(kernel);
    const event = await next(drops);
    expect(event).toMatchObject({
      kind: "packet",
      origin: "software",
      reason: "NETFILTER_DROP",
      in: { name: "eth0" },
      protocol: 0x0800,
      length: PACKET.length,
    });
    if (event.kind !== "packet") throw new Error(event.kind);
    expect(event.symbol).toContain("no_eth0");
    expect(event.payload).toEqual(PACKET.subarray(0, 24));
    expect(Number(event.time / 1_000_000n)).toBeCloseTo(Date.now(), -4);
  });

  it("that found no room in the kernel are counted", async () => {
    const kernel = kernelThatDrops();
    await using drops = await open(kernel, { queue: 2 });
    for (let count = 0; count < 5; count++) receive(kernel);
    expect((await next(drops)).kind).toBe("packet");
    expect(await drops.lost()).toEqual({ software: 3n, hardware: 0n });
  });
});

describe("a summary", () => {
  it("counts by place, and names it where that can be known", async () => {
    const kernel = kernelThatDrops();
    const symbols = { nameOf: (address: bigint) => `at ${address}` };
    await using drops = await open(kernel, { mode: "summary", symbols });
    for (let count = 0; count < 3; count++) receive(kernel);
    const event = await next(drops);
    if (event.kind !== "summary") throw new Error(event.kind);
    expect(event.traps).toEqual([]);
    expect(event.places).toEqual([
      { address: expect.any(BigInt), symbol: `at ${event.places[0]?.address}`, count: 3 },
    ]);
  });
});

/**
 * A monitor of which only the hardware drops something: what it is asked to begin with is kept, and it tells `alert`. When it
 * is stopped, it has something to tell of the one that ran before.
 */
function kernelWithTraps(name: keyof typeof netDm.notifications, alert: object) {
  const kernel = createKernel();
  const asked: object[] = [];
  const family = kernel.registerFamily(
    netDm,
    {
      NET_DM_CMD_CONFIG: { doit: () => undefined },
      NET_DM_CMD_START: {
        doit: (request) => {
          asked.push(request);
          setImmediate(() => family.multicast("events", name, alert as never));
        },
      },
      NET_DM_CMD_STOP: {
        doit: (request) => {
          asked.push(request);
          family.multicast("events", "NET_DM_CMD_ALERT", {
            hwEntries: { hwEntry: [{ hwTrapName: "of_the_one_before", hwTrapCount: 1 }] },
          });
        },
      },
      NET_DM_CMD_CONFIG_GET: { doit: (_request, { reply }) => reply({ alertMode: 0 }) },
      NET_DM_CMD_STATS_GET: {
        doit: (_request, { reply }) => reply({ hwStats: { dropped: BigInt(asked.length) } }),
      },
    },
    { namespaces: "initial" },
  );
  return { kernel, asked };
}

describe("drops of hardware", () => {
  it("are told with the trap, its group and the cookie of the rule", async () => {
    const { kernel, asked } = kernelWithTraps("NET_DM_CMD_PACKET_ALERT", {
      origin: "hw",
      hwTrapGroupName: "acl_drops",
      hwTrapName: "ingress_flow_action_drop",
      flowActionCookie: Uint8Array.of(0x12, 0x34),
      inPort: { netdevIfindex: 4, netdevName: "swp1" },
      proto: 0x86dd,
      origLen: 1500,
      payload: PACKET,
      timestamp: 7n,
    });
    const drops = await open(kernel, { software: false, hardware: true });
    expect(await next(drops)).toEqual({
      kind: "packet",
      origin: "hardware",
      trap: { group: "acl_drops", name: "ingress_flow_action_drop" },
      cookie: Uint8Array.of(0x12, 0x34),
      in: { index: 4, name: "swp1" },
      protocol: 0x86dd,
      length: 1500,
      payload: PACKET,
      time: 7n,
    });
    await drops.close();
    // Of the software nothing was asked, and each of the two requests counts as a loss here.
    expect(asked).toEqual([{ hwDrops: true }, { hwDrops: true }]);
    expect(await drops.lost()).toEqual({ software: 0n, hardware: 2n });
  });

  it("are counted by trap in a summary", async () => {
    const { kernel, asked } = kernelWithTraps("NET_DM_CMD_ALERT", {
      hwEntries: {
        hwEntry: [
          { hwTrapName: "fid_miss", hwTrapCount: 20 },
          { hwTrapName: "tail_drop", hwTrapCount: 3 },
        ],
      },
    });
    await using drops = await open(kernel, { mode: "summary", hardware: true });
    expect(await next(drops)).toEqual({
      kind: "summary",
      places: [],
      traps: [
        { name: "fid_miss", count: 20 },
        { name: "tail_drop", count: 3 },
      ],
    });
    expect(asked).toEqual([{ swDrops: true, hwDrops: true }]);
  });
});

describe("the one monitor of a kernel", () => {
  it("is as it was before when the watching ends", async () => {
    const kernel = kernelThatDrops();
    const before = await (await open(kernel)).close();
    expect(before).toBeUndefined();
    for await (const event of await open(kernel, { signal: AbortSignal.timeout(20) }))
      expect(event).toBeUndefined();
    // A running one could not be set up.
    const drops = await open(kernel, { mode: "summary" });
    await drops.close();
    await drops.close();
    expect(await drops.next()).toEqual({ done: true, value: undefined });
  });

  it("is refused while it runs, and taken over where that is asked for", async () => {
    const kernel = kernelThatDrops();
    const first = await open(kernel);
    await expect(open(kernel)).rejects.toMatchObject({
      code: "ERR_NETLINK_ERRNO",
      errnoName: "EBUSY",
      message: expect.stringMatching(/takeOver/),
    });
    await using second = await open(kernel, { takeOver: true });
    receive(kernel);
    expect((await next(second)).kind).toBe("packet");
    await second.close();
    await first.close();
  });

  it("tells nothing of one that it takes over", async () => {
    const { kernel, asked } = kernelWithTraps("NET_DM_CMD_PACKET_ALERT", { origin: "hw" });
    await using drops = await open(kernel, { hardware: true, takeOver: true });
    expect(asked).toHaveLength(2);
    expect((await next(drops)).kind).toBe("packet");
  });

  it("refuses what it cannot do before anything is sent", async () => {
    const kernel = kernelThatDrops();
    await expect(open(kernel, { mode: "both" as never })).rejects.toThrow(/mode.*"summary"/);
    await expect(open(kernel, { software: false })).rejects.toThrow(/software/);
    await expect(open(kernel, { truncate: -1 })).rejects.toThrow(/truncLen/);
  });
});

describe("names of the kernel's code", () => {
  const symbols = new KernelSymbols(
    [
      "ffffffff81000100 T nf_hook_slow",
      "ffffffff81000000 T _text",
      "ffffffff81000200 D some_data",
      "ffffffffc0000000 t veth_xmit\t[veth]",
    ].join("\n"),
  );

  it.each([
    [0xffffffff81000000n, "_text+0x0"],
    [0xffffffff810001b4n, "nf_hook_slow+0xb4"],
    [0xffffffffc0000010n, "veth_xmit+0x10 [veth]"],
    [0x10n, undefined],
  ])("%x is in %s", (address, name) => {
    expect(symbols.nameOf(address)).toBe(name);
  });

  it("are none where the addresses are hidden", () => {
    expect(new KernelSymbols("0000000000000000 T _text\n").nameOf(5n)).toBeUndefined();
  });
});
