import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetlinkDecodeError } from "../errors/index.ts";
import {
  FRAME_HEADER,
  type Frame,
  FrameReader,
  frame,
  MAX_HELLO,
  SEND,
  textFrom,
  wordOf,
} from "./frames.ts";

/** What a reader makes of chunks. */
function read(chunks: readonly Uint8Array[], limit = MAX_HELLO): Frame[] {
  const frames: Frame[] = [];
  const reader = new FrameReader(limit, (received) => frames.push(received));
  for (const chunk of chunks) reader.push(chunk);
  return frames;
}

const content = ({ bytes, start, end }: Frame): number[] => [...bytes.subarray(start, end)];

test("a frame has its length, kind, endpoint, words and texts", () => {
  const bytes = frame(SEND, 7, [1, 0xffffffff], "né", Uint8Array.of(9));
  expect(new DataView(bytes.buffer).getUint32(0, true)).toBe(bytes.length - 4);
  const [received] = read([bytes]) as [Frame];
  expect(received).toMatchObject({ kind: SEND, endpoint: 7 });
  expect([wordOf(received, 0), wordOf(received, 1)]).toEqual([1, 0xffffffff]);
  expect(textFrom(received, 8, received.end - 1)).toBe("né");
  expect(received.bytes[received.end - 1]).toBe(9);
  expect(() => wordOf(received, 3)).toThrow(NetlinkDecodeError);
  expect(textFrom(received, 100)).toBe("");
});

test("frames are the same however the stream is cut", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 });
  const cuts = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 16 });
  fc.assert(
    fc.property(sizes, cuts, (lengths, steps) => {
      const sent = lengths.map((length, index) =>
        frame(SEND, index, [], new Uint8Array(length).fill(index)),
      );
      const stream = Uint8Array.from(sent.flatMap((bytes) => [...bytes]));
      const chunks: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const step = steps[turn % steps.length] as number;
        chunks.push(stream.slice(at, at + step));
        at += step;
      }
      const received = read(chunks);
      expect(received.map(({ endpoint }) => endpoint)).toEqual(lengths.map((_, index) => index));
      expect(received.map(content)).toEqual(
        lengths.map((length, index) => new Array(length).fill(index)),
      );
    }),
  );
});

describe("a length that no frame has is refused", () => {
  const prefix = (length: number): Uint8Array => new Uint8Array(Uint32Array.of(length).buffer);
  test.each([0, FRAME_HEADER - 1, MAX_HELLO + 1, 0xffffffff])("%i", (length) => {
    expect(() => read([prefix(length)])).toThrow(NetlinkDecodeError);
    // Cut in the middle of itself it is as wrong.
    expect(() => read([prefix(length).slice(0, 2), prefix(length).slice(2)])).toThrow(
      NetlinkDecodeError,
    );
  });

  test("the bounds themselves are not", () => {
    expect(read([frame(SEND, 1, [])])).toHaveLength(1);
    expect(read([frame(SEND, 1, [], new Uint8Array(MAX_HELLO - FRAME_HEADER))])).toHaveLength(1);
  });
});
