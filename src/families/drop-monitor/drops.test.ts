import { describe, expect, it } from "vitest";
import {
  createKernel,
  type EmbeddedKernel,
  NF_ACCEPT,
  NF_DROP,
  registerDropMonitor,
} from "../../kernel/index.ts";
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
