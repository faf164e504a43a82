/**
 * Packets on their way through hooks: order, verdicts, queues, drops.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { newKernel } from "../../../test/support/kernel-demo.ts";
import { ERRNO } from "../../errors/index.ts";
import {
  NF_ACCEPT,
  NF_DROP,
  NF_QUEUE,
  NF_REPEAT,
  NF_STOLEN,
  NF_STOP,
} from "../../uapi/netfilter/index.ts";
import {
  type HookDrop,
  HookPacket,
  type HookRun,
  nfDropErr,
  nfQueue,
  type PriorityName,
  type QueuedPacket,
} from "./index.ts";

const out = (packet: HookPacket | Uint8Array = new Uint8Array(20)): HookRun<"ipv4"> => ({
  family: "ipv4",
  hook: "local-out",
  packet,
});
const at = { family: "ipv4", hook: "local-out" } as const;

describe("hooks", () => {
  it("are asked by priority, then in the order of their registration; those that have closed are not", () => {
    const { kernel } = newKernel();
    const asked: string[] = [];
    const register = (name: string, priority: PriorityName<"ipv4"> | number | undefined) =>
      kernel.registerHook({ ...at, name, priority }, () => {
        asked.push(name);
        return NF_ACCEPT;
      });
    register("last", "last");
    const gone = register("gone", 7);
    register("srcnat", "srcnat");
    register("filter", undefined);
    register("filter too", 0);
    register("raw", "raw");
    register("-5", -5);
    register("first", "first");
    kernel.registerHook({ family: "ipv6", hook: "local-out" }, () => NF_DROP);
    kernel.registerHook({ family: "ipv4", hook: "local-in" }, () => NF_DROP);
    gone.close();
    gone.close();
    const result = kernel.netfilter.run(out());
    expect(asked).toEqual(["first", "raw", "-5", "filter", "filter too", "srcnat", "last"]);
    expect(result).toMatchObject({ verdict: "accept", errno: 0, hook: undefined });
  });

  it("of inet see IPv4 and IPv6, in one order with the hooks of those", () => {
    const { kernel } = newKernel();
    const asked: string[] = [];
    const note = (name: string) => (_packet: HookPacket, state: { family: string }) => {
      asked.push(`${name} ${state.family}`);
      return NF_ACCEPT;
    };
    kernel.registerHook({ ...at, priority: 10 }, note("four"));
    const both = kernel.registerHook(
      { family: "inet", hook: "local-out", priority: 5 },
      note("both"),
    );
    kernel.netfilter.run(out());
    kernel.netfilter.run({ ...out(), family: "ipv6" });
    expect(asked).toEqual(["both ipv4", "four ipv4", "both ipv6"]);
    both.close();
    kernel.netfilter.run({ ...out(), family: "ipv6" });
    expect(asked).toHaveLength(3);
    expect(() => kernel.netfilter.run({ ...out(), family: "inet" })).toThrow(/ipv4 or ipv6/);
  });

  it("of a device see what comes in by it, or leaves by it", () => {
    const { kernel } = newKernel();
    const seen: (string | undefined)[] = [];
    const note = (
      _packet: HookPacket,
      state: { in?: string | undefined; out?: string | undefined },
    ) => {
      seen.push(state.in ?? state.out);
      return NF_ACCEPT;
    };
    const packet = new Uint8Array(60);
    kernel.registerHook({ family: "netdev", hook: "ingress", device: "eth0" }, note);
    kernel.registerHook({ family: "netdev", hook: "egress", device: "eth1" }, note);
    kernel.registerHook({ family: "inet", hook: "ingress", device: "eth2" }, note);
    for (const name of ["eth0", "eth1", "eth2"]) {
      kernel.netfilter.run({ family: "netdev", hook: "ingress", in: name, packet });
      kernel.netfilter.run({ family: "netdev", hook: "egress", out: name, packet });
      kernel.netfilter.run({ family: "inet", hook: "ingress", in: name, packet });
    }
    expect(seen).toEqual(["eth0", "eth1", "eth2"]);
    expect(() => kernel.registerHook({ family: "netdev", hook: "ingress" }, note)).toThrow(
      /a device/,
    );
    expect(() => kernel.registerHook({ ...at, device: "eth0" }, note)).toThrow(/no device/);
  });

  it("belong to a namespace", () => {
    const { kernel } = newKernel();
    kernel.namespaces.create("blue");
    kernel.registerHook({ ...at, netns: "blue" }, () => NF_DROP);
    expect(kernel.netfilter.run(out()).verdict).toBe("accept");
    expect(kernel.netfilter.run({ ...out(), netns: "blue" }).verdict).toBe("drop");
    expect(() => kernel.registerHook({ ...at, netns: "red" }, () => NF_DROP)).toThrow(/ENOENT/);
  });

  it.each([
    [{ family: "ipv5", hook: "local-out" }, /^family: .*ipv4, ipv6/],
    [{ family: "constructor", hook: "local-out" }, /^family: /],
    [{ family: "ipv4", hook: "brouting" }, /^hook: .*prerouting, local-in/],
    [{ family: "ipv4", hook: "toString" }, /^hook: /],
    [{ family: "ipv4", hook: "forward", priority: "brnf" }, /^priority: .*nat-dst/],
    [{ family: "ipv4", hook: "forward", priority: 2 ** 31 }, /^priority: .*2147483647/],
  ])("%j is refused", (options, message) => {
    const { kernel } = newKernel();
    expect(() => kernel.registerHook(options as never, () => NF_ACCEPT)).toThrow(message);
  });

  it("may come and go in the middle of a run, which keeps what it began with", () => {
    const { kernel } = newKernel();
    const asked: string[] = [];
    kernel.registerHook({ ...at, priority: 1 }, () => {
      asked.push("first");
      second.close();
      kernel.registerHook({ ...at, priority: 9 }, () => NF_DROP);
      return NF_ACCEPT;
    });
    const second = kernel.registerHook({ ...at, priority: 2 }, () => {
      asked.push("second");
      return NF_ACCEPT;
    });
    expect(kernel.netfilter.run(out()).verdict).toBe("accept");
    expect(asked).toEqual(["first", "second"]);
    expect(kernel.netfilter.run(out()).verdict).toBe("drop");
  });
});

describe("verdicts", () => {
  it("end a run, and say who gave them; the sender gets an errno", () => {
    const { kernel } = newKernel();
    let verdict = NF_DROP;
    const hook = kernel.registerHook(at, () => verdict);
    kernel.registerHook({ ...at, priority: 1 }, () => {
      throw new Error("nobody gets here");
    });
    expect(kernel.netfilter.run(out())).toMatchObject({
      verdict: "drop",
      errno: ERRNO.EPERM,
      hook,
    });
    verdict = nfDropErr("EHOSTUNREACH");
    expect(kernel.netfilter.run(out())).toMatchObject({
      verdict: "drop",
      errno: ERRNO.EHOSTUNREACH,
    });
    verdict = NF_STOLEN;
    expect(kernel.netfilter.run(out())).toMatchObject({ verdict: "stolen", errno: 0, hook });
  });

  it("have the numbers of the kernel's macros", () => {
    expect(nfQueue(0)).toBe(NF_QUEUE);
    expect(nfQueue(65535, { bypass: true })).toBe(0xffff8003);
    expect(nfDropErr("ECONNREFUSED")).toBe(0x6f0000);
    expect(() => nfQueue(65536)).toThrow(/^queue: /);
  });

  it("are told by their low byte, whatever the sign", () => {
    const { kernel } = newKernel();
    let verdict = 0x100 | NF_ACCEPT;
    kernel.registerHook(at, () => verdict);
    expect(kernel.netfilter.run(out()).verdict).toBe("accept");
    const numbers: number[] = [];
    kernel.netfilter.onQueue(40_000, ({ queue }) => void numbers.push(queue));
    verdict = (40_000 << 16) | NF_QUEUE;
    expect(verdict).toBeLessThan(0);
    expect(kernel.netfilter.run(out()).verdict).toBe("queue");
    expect(numbers).toEqual([40_000]);
  });

  it("to repeat ask the same hook again, but not for ever", () => {
    const { kernel, errors } = newKernel();
    let times = 0;
    const again = kernel.registerHook(at, (packet) => {
      packet.mark++;
      return ++times < 4 ? NF_REPEAT : NF_ACCEPT;
    });
    expect(kernel.netfilter.run({ ...out(), mark: 10 })).toMatchObject({
      verdict: "accept",
      mark: 14,
    });
    again.close();
    kernel.registerHook({ ...at, name: "stubborn" }, () => NF_REPEAT);
    expect(kernel.netfilter.run(out()).verdict).toBe("drop");
    expect(errors).toEqual([["hook stubborn", expect.stringMatching(/64 repeats/)]]);
  });

  it.each([
    [
      "an exception",
      () => {
        throw new TypeError("a bug");
      },
      /TypeError: a bug/,
    ],
    ["nothing", () => undefined, /verdict/],
    ["a promise", () => Promise.resolve(NF_ACCEPT), /verdict/],
    ["6", () => 6, /verdict/],
    ["more than 32 bits", () => 2 ** 40 + NF_ACCEPT, /verdict/],
    ["a fraction", () => 1.5, /verdict/],
    ["NF_STOP", () => NF_STOP, /verdict/],
  ])("that are %s drop the packet, and the owner hears of it", (_, handler, message) => {
    const { kernel, errors } = newKernel();
    const hook = kernel.registerHook({ ...at, name: "broken" }, handler as never);
    expect(kernel.netfilter.run(out())).toMatchObject({
      verdict: "drop",
      errno: ERRNO.EPERM,
      hook,
    });
    expect(errors).toEqual([["hook broken", expect.stringMatching(message)]]);
  });

  it("to accept call the okfn, which sees what hooks have changed", () => {
    const { kernel } = newKernel();
    kernel.registerHook(at, (packet) => {
      packet.bytes = Uint8Array.of(...packet.bytes, 1, 2);
      packet.mark = 5;
      return NF_ACCEPT;
    });
    const sent: HookPacket[] = [];
    const result = kernel.netfilter.run({ ...out(), okfn: (packet) => sent.push(packet) });
    expect(sent).toEqual([result.packet]);
    expect(result).toMatchObject({ mark: 5, packet: { length: 22 } });
  });
});

describe("queues", () => {
  it("hand packets over, and go on with the next hook", async () => {
    const { kernel } = newKernel();
    const log: string[] = [];
    kernel.registerHook({ ...at, priority: 1 }, () => {
      log.push("one");
      return nfQueue(3);
    });
    kernel.registerHook({ ...at, priority: 2 }, (packet) => {
      log.push(`two, mark ${packet.mark}`);
      return NF_ACCEPT;
    });
    const waiting: QueuedPacket[] = [];
    const queue = kernel.netfilter.onQueue(3, (queued) => void waiting.push(queued));
    const accepted: number[] = [];
    const run = { ...out(), okfn: ({ mark }: HookPacket) => accepted.push(mark) };
    expect(kernel.netfilter.run(run)).toMatchObject({ verdict: "queue", errno: 0 });
    expect([queue.length, log, accepted]).toEqual([1, ["one"], []]);
    const [queued] = waiting as [QueuedPacket];
    queued.packet.mark = 9;
    expect(() => queued.reinject(6)).toThrow(/EINVAL/);
    expect(queued.reinject(NF_ACCEPT)).toMatchObject({ verdict: "accept", mark: 9 });
    expect([queue.length, log, accepted]).toEqual([0, ["one", "two, mark 9"], [9]]);
    expect(() => queued.reinject(NF_ACCEPT)).toThrow(/ENOENT/);
  });

  it("take every verdict", () => {
    const { kernel } = newKernel();
    let asked = 0;
    kernel.registerHook({ ...at, priority: 1 }, () => (++asked % 2 === 1 ? nfQueue(0) : NF_ACCEPT));
    const later = kernel.registerHook({ ...at, priority: 2 }, () => nfDropErr("EIO"));
    const waiting: QueuedPacket[] = [];
    kernel.netfilter.onQueue(0, (queued) => void waiting.push(queued));
    const give = (verdict: number) => {
      asked = 0;
      kernel.netfilter.run(out());
      return waiting.pop()?.reinject(verdict);
    };
    expect(give(NF_DROP)).toMatchObject({ verdict: "drop", errno: ERRNO.EPERM });
    expect(give(NF_STOLEN)).toMatchObject({ verdict: "stolen" });
    expect(give(NF_STOP)).toMatchObject({ verdict: "accept" });
    expect(give(NF_REPEAT)).toMatchObject({ verdict: "drop", errno: ERRNO.EIO, hook: later });
    expect(asked).toBe(2);
    expect(give(nfQueue(0))).toMatchObject({ verdict: "queue" });
    expect(waiting.pop()?.reinject(nfQueue(7, { bypass: true }))).toMatchObject({
      errno: ERRNO.EIO,
    });
    expect(give(nfQueue(7))).toMatchObject({ verdict: "drop", errno: 0 });
  });

  it("that nobody listens to drop packets, or let them pass", () => {
    const { kernel } = newKernel();
    const drops: string[] = [];
    const unlisten = kernel.netfilter.onDrop(({ reason }) => drops.push(reason));
    let verdict = nfQueue(1);
    kernel.registerHook(at, () => verdict);
    expect(kernel.netfilter.run(out())).toMatchObject({ verdict: "drop", errno: 0 });
    expect(drops).toEqual(["NOT_SPECIFIED"]);
    verdict = nfQueue(1, { bypass: true });
    expect(kernel.netfilter.run(out()).verdict).toBe("accept");
    kernel.netfilter.onQueue(1, () => {});
    expect(kernel.netfilter.run(out()).verdict).toBe("queue");
    unlisten();
  });

  it("have one listener each, and room for so many packets", () => {
    const { kernel } = newKernel();
    kernel.registerHook(at, () => nfQueue(1, { bypass: true }));
    const queue = kernel.netfilter.onQueue(1, () => {}, { maxLength: 2 });
    expect(() => kernel.netfilter.onQueue(1, () => {})).toThrow(/EBUSY/);
    const verdicts = [1, 2, 3].map(() => kernel.netfilter.run(out()).verdict);
    expect(verdicts).toEqual(["queue", "queue", "drop"]);
    const drops: HookDrop[] = [];
    kernel.netfilter.onDrop((drop) => drops.push(drop));
    queue.close();
    queue.close();
    expect([queue.length, drops.length]).toEqual([0, 2]);
    kernel.netfilter.onQueue(1, () => {});
  });

  it("are emptied when a hook goes", () => {
    const { kernel } = newKernel();
    const hook = kernel.registerHook(at, () => nfQueue(1));
    const other = kernel.registerHook({ ...at, hook: "forward" }, () => NF_ACCEPT);
    const queue = kernel.netfilter.onQueue(1, () => {});
    kernel.netfilter.run(out());
    other.close();
    expect(queue.length).toBe(0);
    kernel.netfilter.run(out());
    hook.close();
    expect(queue.length).toBe(0);
    const last = kernel.registerHook(at, () => {
      last.close();
      return nfQueue(2);
    });
    let given: string | undefined;
    kernel.netfilter.onQueue(2, (queued) => {
      given = queued.reinject(NF_ACCEPT).verdict;
    });
    kernel.netfilter.run(out());
    expect(given).toBe("drop");
  });

  it("whose handlers fail drop the packet, unless it has had its verdict", async () => {
    const { kernel, errors } = newKernel();
    const drops: HookDrop[] = [];
    kernel.netfilter.onDrop((drop) => drops.push(drop));
    let number = 1;
    kernel.registerHook(at, () => nfQueue(number));
    kernel.netfilter.onQueue(1, () => {
      throw new Error("at once");
    });
    kernel.netfilter.onQueue(2, async () => {
      await Promise.resolve();
      throw new Error("later");
    });
    kernel.netfilter.onQueue(3, (queued) => {
      queued.reinject(NF_ACCEPT);
      throw new Error("after all");
    });
    for (number of [1, 2, 3]) kernel.netfilter.run(out());
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(drops).toHaveLength(2);
    expect(errors).toEqual([
      ["queue 1", "Error: at once"],
      ["queue 3", "Error: after all"],
      ["queue 2", "Error: later"],
    ]);
  });
});

describe("a queue and a hook that pass a packet to and fro", () => {
  it("end with the packet dropped", () => {
    const { kernel, errors } = newKernel();
    let drops = 0;
    kernel.netfilter.onDrop(() => drops++);
    kernel.registerHook(at, () => nfQueue(1));
    kernel.netfilter.onQueue(1, (queued) => void queued.reinject(NF_REPEAT));
    expect(kernel.netfilter.run(out()).verdict).toBe("queue");
    expect(drops).toBe(1);
    expect(errors).toEqual([["hook ipv4 local-out", expect.stringMatching(/64 that were given/)]]);
  });
});

describe("drops", () => {
  it("are told with packet and hook; a listener that throws does no harm", () => {
    const { kernel, errors } = newKernel();
    const hook = kernel.registerHook({ ...at, name: "filter" }, () => NF_DROP);
    const drops: HookDrop[] = [];
    kernel.netfilter.onDrop(() => {
      throw new Error("a listener");
    });
    const unlisten = kernel.netfilter.onDrop((drop) => drops.push(drop));
    const packet = new HookPacket(new Uint8Array(20), "ipv4");
    kernel.netfilter.run(out(packet));
    expect(drops).toMatchObject([{ reason: "NETFILTER_DROP", hook, state: { hook: "local-out" } }]);
    expect(drops[0]?.packet).toBe(packet);
    expect(errors).toEqual([["onDrop", "Error: a listener"]]);
    unlisten();
    kernel.netfilter.run(out(packet));
    expect(drops).toHaveLength(1);
  });
});
