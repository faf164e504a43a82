/**
 * What the real kernel sends to one socket unasked: packets that a rule logs, one or several in a datagram.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Subscription, TraceEvent } from "../../src/client/index.ts";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import type { RawFamily } from "../../src/families/raw/index.ts";
import { openFamily } from "../../src/family.ts";
import type { nflog } from "../../src/uapi/netfilter/index.ts";
import { messages } from "../../src/wire/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

/** Number of the log, which the rule names, too. */
const LOG = 5;
const RULES = `table inet t { chain out { type filter hook output priority 0;
  udp dport 4000 log group ${LOG} prefix "first" queue-threshold 1 snaplen 64;
  udp dport 4001 log group ${LOG} prefix "batch" queue-threshold 3 snaplen 64; }; }`;

async function whyNotHere(): Promise<string | undefined> {
  const without = whyNoOracle();
  if (without !== undefined) return without;
  await using box = await Sandbox.open();
  const { status, stderr } = box.run("nft", ["-f", "-"], RULES);
  if (status !== 0) return ` (skipped: ${stderr.trim().split("\n")[0]})`;
  try {
    await using log = await openFamily("nflog", { netns: box.namespace.path });
    await bind(log);
    return undefined;
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    return ` (skipped: ${error.message})`;
  }
}

type Log = RawFamily<typeof nflog>;
interface Packet {
  readonly prefix?: string;
  readonly payload?: Uint8Array;
  readonly resId?: number;
}

const HEADER = { nfgenFamily: 0, version: 0, resId: LOG };

/** Has packets sent as soon as there are so many, or after a second. */
async function configure(log: Log, qthresh: number): Promise<void> {
  const mode = { copyRange: 64, copyMode: "packet" } as const;
  await log.do("NFULNL_MSG_CONFIG", { ...HEADER, mode, qthresh, timeout: 100 });
}

/** Has what is logged sent to this client. */
async function bind(log: Log): Promise<void> {
  await log.do("NFULNL_MSG_CONFIG", { ...HEADER, cmd: "bind" });
  await configure(log, 1);
}

const skipped = await whyNotHere();

describe.skipIf(skipped !== undefined)(`logged packets${skipped ?? ""}`, () => {
  let box: Sandbox;
  let log: Log;
  let packets: Subscription<Packet>;
  /** How many messages each datagram has had. */
  const counts: number[] = [];
  beforeEach(async () => {
    box = await Sandbox.open();
    await box.route.links.set("lo", { up: true });
    const { status, stderr } = box.run("nft", ["-f", "-"], RULES);
    expect(status, stderr).toBe(0);
    const trace = ({ direction, bytes, start, end }: TraceEvent): void => {
      if (direction === "receive") counts.push([...messages(bytes, start, end)].length);
    };
    log = await openFamily("nflog", { netns: box.namespace.path, trace });
    packets = log.subscribe<Packet>([], { unicast: true });
    await bind(log);
  });
  afterEach(async () => {
    log.close();
    await box[Symbol.asyncDispose]();
  });

  function send(port: number, texts: readonly string[]): void {
    const script = `for text in "$@"; do printf %s "$text" >/dev/udp/127.0.0.1/${port}; done`;
    const { status, stderr } = box.run("bash", ["-c", script, "bash", ...texts]);
    expect(status, stderr).toBe(0);
  }
  /** What follows the headers of IP and UDP. */
  const textOf = (payload: Uint8Array | undefined): string =>
    new TextDecoder().decode(payload?.subarray(28));

  it("come to the client that has bound the log, in no group, whatever else it asks", async () => {
    send(4000, ["one", "two"]);
    await configure(log, 1);
    const first = await packets.next();
    expect(first.value).toMatchObject({
      kind: "message",
      name: "NFULNL_MSG_PACKET",
      group: 0,
      seq: 0,
      portId: 0,
      body: { prefix: "first", resId: LOG },
    });
    const second = await packets.next();
    expect(
      [first, second].map(({ value }) => value?.kind === "message" && textOf(value.body.payload)),
    ).toEqual(["one", "two"]);
  });

  it("come several in a datagram, with an end that is no event", async () => {
    await configure(log, 3);
    counts.length = 0;
    send(4001, ["a", "b", "c", "d", "e", "f"]);
    const texts: string[] = [];
    for await (const event of packets) {
      if (event.kind === "message") texts.push(`${event.name} ${textOf(event.body.payload)}`);
      if (texts.length === 6) break;
    }
    expect(counts).toEqual([4, 4]);
    expect(texts).toEqual(
      ["a", "b", "c", "d", "e", "f"].map((text) => `NFULNL_MSG_PACKET ${text}`),
    );
  });

  it("are an overrun where nobody takes them", async () => {
    const few = log.subscribe<Packet>([], { unicast: true, queueBytes: 1000 });
    send(
      4000,
      Array.from({ length: 20 }, (_, at) => String(at)),
    );
    for (let count = 0; count < 20; count++)
      expect((await packets.next()).value).toMatchObject({ kind: "message" });
    const kinds: string[] = [];
    for (let next = few.take(); next !== undefined; next = few.take()) kinds.push(next.kind);
    expect(kinds.length).toBeLessThan(20);
    expect([kinds[0], kinds.at(-1)]).toEqual(["message", "overrun"]);
  });
});
