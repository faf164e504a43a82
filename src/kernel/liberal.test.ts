/**
 * Requests that a strict operation refuses and a liberal one reads.
 *
 * @module
 */
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, demo, newKernel } from "../../test/support/kernel-demo.ts";
import type { EmbeddedSocket, FamilyOptions } from "./index.ts";

afterEach(closeAll);

/** A family with one operation, and what its handler is given. */
function family(options: FamilyOptions<typeof demo> = {}) {
  const { kernel } = newKernel();
  const seen: unknown[] = [];
  const doit = (request: unknown): void => void seen.push(request);
  const { id } = kernel.registerFamily(demo, { old: { doit }, get: { doit } }, options);
  const socket = kernel.openSocket(16);
  return { id, seen, socket };
}

/** Sends a request with index 9 in its user header. @returns The errno, and nothing else. */
function send(
  { id, socket }: { id: number; socket: EmbeddedSocket },
  command: number,
  attributes: readonly number[],
  reserved = 0,
): number {
  const head = [command, 1, reserved, 0, 9, 0, 0, 0];
  const length = 16 + head.length + attributes.length;
  const bytes = [length, 0, 0, 0, id, 0, 5, 0, 1, 0, 0, 0, 0, 0, 0, 0, ...head, ...attributes];
  socket.send(Uint8Array.from(bytes), length);
  const answer = socket.receiveMessage()?.bytes;
  if (answer === undefined) throw new Error("no acknowledgement");
  return Math.abs(new DataView(answer.buffer).getInt32(16, true));
}

const ID = [8, 0, 1, 0, 4, 0, 0, 0];
const OLD = demo.operations.old.type;
const GET = demo.operations.get.type;

describe("a liberal operation", () => {
  it("passes over bytes after the last attribute, at every depth", () => {
    const at = family();
    // DEMO_PORT_NUMBER in a nest, then a byte too many in it, then three behind all.
    const port = [13, 0, 3, 0, 8, 0, 1, 0, 2, 0, 0, 0, 7, 0, 0, 0];
    expect(send(at, OLD, [...ID, ...port, 1, 2, 3])).toBe(0);
    expect(at.seen).toEqual([{ index: 9, id: 4, port: { number: 2 } }]);
    expect(send(at, OLD, [...ID, 99, 0, 1, 0])).toBe(0);
    expect(at.seen[1]).toEqual({ index: 9, id: 4 });
  });

  it("takes the beginning of an integer that is too long", () => {
    const at = family();
    expect(send(at, OLD, [12, 0, 1, 0, 4, 0, 0, 0, 9, 9, 9, 9])).toBe(0);
    expect(at.seen).toEqual([{ index: 9, id: 4 }]);
  });

  it("is none where it does not say so", () => {
    const at = family();
    expect(send(at, GET, [...ID, 1, 2, 3])).toBe(22);
    expect(send(at, GET, [12, 0, 1, 0, 4, 0, 0, 0, 9, 9, 9, 9])).toBe(22);
    expect(at.seen).toEqual([]);
  });
});

describe("bits that mean nothing", () => {
  it("are refused, but in commands of families that are older than that", () => {
    const strict = family();
    expect(send(strict, GET, ID, 7)).toBe(22);
    const lenient = family({ strictFrom: GET + 1 });
    expect(send(lenient, GET, ID, 7)).toBe(0);
    expect(send(lenient, OLD, ID, 7)).toBe(22);
  });
});
