import { describe, expect, it } from "vitest";
import {
  NetlinkDecodeError,
  NetlinkErrnoError,
  NetlinkOverrunError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import type { Datagram } from "../transport/index.ts";
import { writeHeader } from "../wire/index.ts";
import { dispatchDatagram, dispatchOverrun, type ReceiveCallbacks } from "./callbacks.ts";

/** Type, flags, payload words. */
type Part = readonly [type: number, flags: number, ...words: number[]];

function datagram(parts: readonly Part[], init: Partial<Datagram> = {}): Datagram {
  const size = parts.reduce((sum, part) => sum + 16 + (part.length - 2) * 4, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [index, [type, flags, ...words]] of parts.entries()) {
    const length = 16 + words.length * 4;
    writeHeader(view, at, { length, type, flags, seq: index + 1, portId: 0 });
    for (const [word, value] of words.entries()) view.setInt32(at + 16 + word * 4, value, true);
    at += length;
  }
  const rest = { portId: 0, groups: 0, truncatedLength: 0, controlStart: at, controlEnd: at };
  return { bytes, view, start: 0, end: at, ...rest, ...init };
}

/** Callbacks that note their names and the sequence number. */
function noting(
  calls: string[],
  answers: Partial<Record<keyof ReceiveCallbacks, "skip" | "stop">> = {},
) {
  const note = (kind: keyof ReceiveCallbacks) => (message: { seq: number }) => {
    calls.push(`${kind} ${message.seq}`);
    return answers[kind];
  };
  const callbacks: ReceiveCallbacks = {
    message: note("message"),
    valid: note("valid"),
    finish: note("finish"),
    ack: note("ack"),
    skipped: note("skipped"),
    dumpInterrupted: note("dumpInterrupted"),
    error: (error, message) => {
      calls.push(`error ${message.seq} ${error.errnoName} ${error.operation}`);
      return answers.error;
    },
    overrun: () => {
      calls.push("overrun");
      return answers.overrun;
    },
    truncated: ({ length }) => {
      calls.push(`truncated ${length}`);
    },
    invalid: ({ offset }) => {
      calls.push(`invalid at ${offset}`);
    },
  };
  return callbacks;
}

const NOOP: Part = [1, 0];
const ACK: Part = [2, 0, 0, 20, 0x00050013, 9, 0];
const REFUSED: Part = [2, 0, -19, 20, 0x00050013, 9, 0];
const DONE: Part = [3, 2, 0];
const DONE_REFUSED: Part = [3, 2, -4];
const OVERRUN: Part = [4, 0];
const LINK: Part = [16, 2, 1, 2];
const INTERRUPTED: Part = [16, 0x12, 1, 2];

describe("dispatchDatagram", () => {
  const without = (parts: Part[]): string[] => {
    const calls: string[] = [];
    const { message: _, ...callbacks } = noting(calls);
    expect(dispatchDatagram(datagram(parts), callbacks)).toBe(true);
    return calls;
  };

  it.each([
    [NOOP, ["skipped 1"]],
    [ACK, ["ack 1"]],
    [REFUSED, ["error 1 ENODEV request of type 19"]],
    [DONE, ["finish 1"]],
    [DONE_REFUSED, ["error 1 EINTR dump"]],
    [OVERRUN, ["overrun"]],
    [LINK, ["valid 1"]],
    [INTERRUPTED, ["dumpInterrupted 1", "valid 1"]],
  ])("sorts %j", (part, expected) => {
    expect(without([part])).toEqual(expected);
  });

  it("gives all messages of a datagram, in order", () => {
    expect(without([LINK, LINK, DONE])).toEqual(["valid 1", "valid 2", "finish 3"]);
  });

  it("obeys skip and stop", () => {
    const calls: string[] = [];
    expect(dispatchDatagram(datagram([LINK, DONE]), noting(calls, { message: "skip" }))).toBe(true);
    expect(calls).toEqual(["message 1", "message 2"]);
    calls.length = 0;
    expect(dispatchDatagram(datagram([LINK, DONE]), noting(calls, { valid: "stop" }))).toBe(false);
    expect(calls).toEqual(["message 1", "valid 1"]);
    calls.length = 0;
    expect(dispatchDatagram(datagram([REFUSED, DONE]), noting(calls, { error: "stop" }))).toBe(
      false,
    );
    expect(calls.length).toBe(2);
  });

  it("passes over what the sequence check refuses", () => {
    const seen: number[] = [];
    dispatchDatagram(datagram([LINK, LINK, REFUSED]), {
      sequenceCheck: ({ seq }) => seq === 2,
      valid: ({ seq }) => void seen.push(seq),
    });
    expect(seen).toEqual([2]);
  });

  it("gives the messages before a length that lies", () => {
    const calls: string[] = [];
    const broken = datagram([LINK, LINK]);
    broken.view.setUint32(24, 4096, true);
    expect(dispatchDatagram(broken, noting(calls))).toBe(true);
    expect(calls).toEqual(["message 1", "valid 1", "invalid at 24"]);
  });

  it("gives no message of a cut datagram", () => {
    const calls: string[] = [];
    dispatchDatagram(datagram([LINK], { truncatedLength: 70_000 }), noting(calls));
    expect(calls).toEqual(["truncated 70000"]);
  });

  it("throws the errors that nobody takes", () => {
    const broken = datagram([LINK]);
    broken.view.setUint32(0, 3, true);
    expect(() => dispatchDatagram(datagram([REFUSED]), {})).toThrow(NetlinkErrnoError);
    expect(() => dispatchDatagram(datagram([OVERRUN]), {})).toThrow(NetlinkOverrunError);
    expect(() => dispatchDatagram(broken, {})).toThrow(NetlinkDecodeError);
    expect(() => dispatchDatagram(datagram([LINK], { truncatedLength: 99 }), {})).toThrow(
      NetlinkTruncatedError,
    );
    expect(() => dispatchOverrun({})).toThrow(NetlinkOverrunError);
  });

  it("does not take an error of a callback's for one of its own", () => {
    const valid = () => {
      throw new NetlinkDecodeError({ offset: 0, expected: "mine", actual: "mine" });
    };
    const invalid = () => expect.unreachable();
    expect(() => dispatchDatagram(datagram([LINK]), { valid, invalid })).toThrow(/mine/);
  });
});
