import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  closeRemotes,
  connectTo,
  drain,
  newHostKernel,
  settle,
  TestChannel,
} from "../../test/support/remote-pair.ts";
import type { EmbeddedSocketOptions } from "../kernel/index.ts";
import {
  CREDIT,
  DATAGRAM,
  FAILED,
  type Frame,
  FrameReader,
  frame,
  GOODBYE,
  HELLO,
  JOIN,
  MAGIC,
  MAX_FRAME,
  OPEN,
  OPENED,
  OPTION,
  SEND,
  textFrom,
  VERSION,
  WELCOME,
} from "./frames.ts";
import { HostConnection, type HostOptions } from "./host.ts";

afterEach(closeRemotes);

/** A host, and a peer that may say anything. */
function liar(options: HostOptions<EmbeddedSocketOptions> = {}): {
  say(...said: Uint8Array[]): string | undefined;
  readonly frames: readonly Frame[];
} {
  const kernel = newHostKernel();
  kernel.createProtocol(30, { input: () => undefined });
  const frames: Frame[] = [];
  const reader = new FrameReader(MAX_FRAME, (received) => frames.push(received));
  const channel = new TestChannel(() => undefined);
  channel.isHolding = true;
  const host = new HostConnection<EmbeddedSocketOptions>(kernel, channel, options);
  return {
    frames,
    /** The words that it was sent away with; undefined where it was not. */
    say(...said) {
      for (const bytes of said) host.onBytes(bytes);
      for (const bytes of channel.held.splice(0)) reader.push(bytes);
      const last = frames.at(-1);
      expect(channel.ended).toBe(last?.kind === GOODBYE);
      return last?.kind === GOODBYE ? textFrom(last, 0) : undefined;
    },
  };
}

describe("a peer that lies is told why and disconnected", () => {
  const hello = (token = ""): Uint8Array => frame(HELLO, 0, [MAGIC, VERSION], token);
  const open = (endpoint = 1): Uint8Array => frame(OPEN, endpoint, [30, 0, 0, 0, 0]);

  test("before it is let in", () => {
    expect(liar().say(open())).toContain("a client of nlkit");
    expect(liar().say(frame(HELLO, 0, [0x014e4c6b, VERSION]))).toContain("a client of nlkit");
    expect(liar().say(frame(HELLO, 0, [MAGIC, VERSION + 1]))).toContain("version");
    expect(liar().say(frame(HELLO, 0, [MAGIC]))).toContain("2 words");
    expect(liar().say(hello("x".repeat(2000)))).toContain("a length from 8 to 1024");
    for (const token of ["", "secre", "secret!", "Secret"]) {
      expect(liar({ token: "secret" }).say(hello(token))).toContain("the token");
    }
    expect(liar({ token: "secret" }).say(hello("secret"))).toBe(undefined);
  });

  test.each<[string, Uint8Array[], string]>([
    ["an endpoint that was never opened", [frame(SEND, 5, [0, 0])], "an open endpoint"],
    ["one that is open already", [open(), open()], "an endpoint of its own"],
    ["endpoint 0", [open(0)], "an endpoint of its own"],
    ["a kind that does not exist", [open(), frame(55, 1, [])], "a kind of frame"],
    ["a kind of the host", [open(), frame(WELCOME, 1, [])], "a kind of frame"],
    ["a frame without its words", [open(), frame(JOIN, 1, [])], "1 words"],
    ["a group that is none", [open(), frame(JOIN, 1, [0])], "group"],
    ["an option that is none", [open(), frame(OPTION, 1, [1], "SO_DEBUG")], "an option of netlink"],
    ["a length that lies", [new Uint8Array(Uint32Array.of(MAX_FRAME + 1).buffer)], "a length from"],
    ["an opening that is cut", [frame(OPEN, 1, [30, 0])], "words"],
  ])("%s", (_, frames, words) => {
    expect(liar().say(hello(), ...frames)).toContain(words);
  });

  test("what cannot be opened is no lie, and what is sent to it is passed over", () => {
    const missing = frame(OPEN, 1, [9, 0, 0, 0, 0]);
    const peer = liar();
    expect(peer.say(hello(), missing, frame(SEND, 1, [0, 0], "x"), frame(CREDIT, 1, [9]))).toBe(
      undefined,
    );
  });

  test("more endpoints than are allowed are refused, one by one", () => {
    const peer = liar({ maxEndpoints: 2 });
    expect(peer.say(hello(), open(1), open(2), open(3), open(4))).toBe(undefined);
    const kinds = peer.frames.map(({ kind, endpoint }) => [kind, endpoint]);
    expect(kinds).toEqual([
      [WELCOME, 0],
      [OPENED, 1],
      [OPENED, 2],
      [FAILED, 3],
      [FAILED, 4],
    ]);
    expect(textFrom(peer.frames.at(-1) as Frame, 12)).toContain("EMFILE");
  });

  test("random bytes do nothing but that", () => {
    const kinds = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 64, 99);
    const words = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 6 });
    const one = fc
      .tuple(kinds, fc.integer({ min: 0, max: 3 }), words, fc.uint8Array({ maxLength: 40 }))
      .map(([kind, endpoint, numbers, tail]) => frame(kind, endpoint, numbers, tail));
    const anything = fc.oneof(one, fc.uint8Array({ minLength: 1, maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (said) => {
        liar().say(hello(), open(1), ...said);
      }),
      { numRuns: 300 },
    );
  });
});

test("a host that lies loses its client", async () => {
  for (const lie of [
    frame(DATAGRAM, 1, [0, 0, 0, 100], "short"),
    frame(DATAGRAM, 1, [0, 0]),
    frame(HELLO, 1, []),
    frame(WELCOME, 0, [VERSION + 1]),
    new Uint8Array(Uint32Array.of(3).buffer),
  ]) {
    const { remote } = connectTo(newHostKernel());
    const transport = remote.openTransport(16);
    await settle();
    remote.onBytes(lie);
    expect(drain(transport)).toEqual(["EPROTO"]);
  }
});
