/**
 * Headers, attributes and alignment, against the answers of another implementation; and its fuzz
 * corpus.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError, NetlinkEncodeError } from "../../src/errors/index.ts";
import {
  decodePayload,
  type Engine,
  encodePayload,
  type MessageTable,
} from "../../src/schema/index.ts";
import { attributes, MessageBuilder, messages, readHeader } from "../../src/wire/index.ts";
import { CORE, FUZZ, FUZZ_TABLES, SETS } from "./core-cases.ts";
import { missingVectors, readVectors } from "./vectors.ts";

type Header = { Length: number; Type: number; Flags: number; Sequence: number; PID: number };
type Message = { Header: Header; Data: string | null };

/**
 * Where that library and the kernel's macros part: it wants a message's bytes to be aligned and
 * its buffer
 * to hold nothing else; and it passes over an attribute of length 0, where `nla_ok` and we stop.
 */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "unaligned length": "a last message may lack its padding",
  unaligned:
    "a header is read wherever it stands; its length of 0 is refused by the walk over messages",
  "length shorter than slice": "the same",
  "header length below minimum": "the same",
  "no attributes, length 0": "an attribute of length 0 is malformed",
  "short slice": "less than a header's worth of bytes is padding",
  "length too short (<4 bytes)": "the same",
};

const cases = (test: string) => readVectors(CORE).filter((vector) => vector.test.includes(test));
const data = (span: { payload: number; end: number }, all: Uint8Array) =>
  `hex:${Buffer.from(all.subarray(span.payload, span.end)).toString("hex")}`;

function headerOf(expected: Header) {
  const { Length: length, Type: type, Flags: flags, Sequence: seq, PID: portId } = expected;
  return { length, type, flags, seq, portId };
}

function rebuilt(bytes: Uint8Array): Uint8Array {
  const builder = new MessageBuilder();
  for (const { type, flags, payload, end } of attributes(bytes)) {
    builder.putBytes(type | flags, bytes.subarray(payload, end));
  }
  return builder.bytes.slice(0, builder.length);
}

describe.skipIf(missingVectors(CORE) !== undefined)(
  `core vectors ${missingVectors(CORE) ?? ""}`,
  () => {
    it("are all looked at", () => {
      expect(readVectors(CORE)).toHaveLength(87);
      const names = readVectors(CORE).map((vector) => vector.id);
      for (const name of Object.keys(DIFFERENCES)) expect(names).toContain(name);
    });

    const walks = cases("TestParseMessagesIter");
    it.each(walks)("walk: $id", ({ id, bytes, expected }) => {
      const { msgs, errors } = expected as { msgs: Message[]; errors: unknown[] };
      const differs = DIFFERENCES[id] !== undefined;
      const good = differs ? 1 : errors.filter((error) => error === null).length;
      const seen: unknown[] = [];
      let refused = false;
      try {
        for (const span of messages(bytes)) {
          const { start: at, payload, end, ...header } = span;
          expect(at % 4).toBe(0);
          seen.push({ header, data: data({ payload, end }, bytes) });
        }
      } catch (error) {
        expect(error).toBeInstanceOf(NetlinkDecodeError);
        refused = true;
      }
      expect(seen).toHaveLength(good);
      if (differs) return;
      expect(refused).toBe(errors.some((error) => error !== null));
      const wanted = msgs
        .slice(0, good)
        .map(({ Header, Data }) => ({ header: headerOf(Header), data: Data }));
      expect(seen).toEqual(wanted);
    });

    it.each([...cases("TestMessageMarshal"), ...cases("TestMessageUnmarshal")])(
      "message: $id",
      ({ id, bytes, expected, negative }) => {
        const view = new DataView(bytes.buffer);
        if (negative) {
          // Refused at the header, or by whoever walks the datagram.
          const read = () => [readHeader(view, 0), ...messages(bytes)];
          expect(read, id).toThrow(NetlinkDecodeError);
          return;
        }
        const { Header, Data } = (expected as { m: Message }).m;
        const [span] = [...messages(bytes)];
        expect(readHeader(view, 0)).toEqual(headerOf(Header));
        expect(span).toMatchObject(headerOf(Header));
        expect(data(span ?? { payload: 0, end: 0 }, bytes)).toContain(Data ?? "hex:");
      },
    );

    const sets = SETS.flatMap(cases);
    it.each(sets)("attributes: $id", ({ id, bytes, negative }) => {
      const tooShort = bytes.length > 0 && bytes.length < 4;
      // "short length" is a value that their encoder refuses; its bytes are a good attribute.
      if (
        (negative && !tooShort && id !== "one attribute, short length") ||
        id === "no attributes, length 0"
      ) {
        expect(() => rebuilt(bytes)).toThrow(NetlinkDecodeError);
        return;
      }
      if (tooShort) return expect(DIFFERENCES[id]).toBeDefined();
      const again = rebuilt(bytes);
      // Padding is written as zeros, also where theirs was cut off.
      expect(again.length).toBe((bytes.length + 3) & ~3);
      expect([...attributes(again)]).toEqual([...attributes(bytes)]);
      expect(again.slice(0, bytes.length)).toEqual(bytes);
    });
  },
);

describe.skipIf(missingVectors(FUZZ) !== undefined)(
  `fuzz corpus ${missingVectors(FUZZ) ?? ""}`,
  () => {
    const corpus = readVectors(FUZZ);
    const read = (table: MessageTable, bytes: Uint8Array, engine: Engine): unknown =>
      decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length, engine);

    it.each(Object.entries(FUZZ_TABLES))(
      "of %s: is refused, or stays what it is when written and read again",
      (object, table) => {
        const outcomes = { refused: 0, same: 0, unwritable: 0 };
        const vectors = corpus.filter((vector) => vector.object === object);
        for (const { bytes, id } of vectors) {
          let value: unknown;
          try {
            value = read(table, bytes, "compiled");
          } catch (error) {
            expect(error, id).toBeInstanceOf(NetlinkDecodeError);
            expect(() => read(table, bytes, "interpreted"), id).toThrow((error as Error).message);
            outcomes.refused++;
            continue;
          }
          expect(read(table, bytes, "interpreted"), id).toEqual(value);
          const builder = new MessageBuilder();
          try {
            encodePayload(table, builder, value);
          } catch (error) {
            // Text that is longer than a kernel would take.
            expect(error, id).toBeInstanceOf(NetlinkEncodeError);
            expect((error as Error).message, id).toMatch(/expected a string of at most/);
            outcomes.unwritable++;
            continue;
          }
          const written = builder.bytes.slice(0, builder.length);
          expect(read(table, written, "compiled"), id).toEqual(value);
          outcomes.same++;
        }
        expect(outcomes.same).toBeGreaterThan(0);
        expect(outcomes.same + outcomes.refused + outcomes.unwritable).toBe(vectors.length);
      },
    );
  },
);
