import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../errors/index.ts";
import { type Ack, readAck } from "./ack.ts";
import { MessageBuilder } from "./builder.ts";
import {
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLM_F_MULTI,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSGERR_ATTR_COOKIE,
  NLMSGERR_ATTR_MISS_NEST,
  NLMSGERR_ATTR_MISS_TYPE,
  NLMSGERR_ATTR_MSG,
  NLMSGERR_ATTR_OFFS,
  NLMSGERR_ATTR_POLICY,
} from "./constants.ts";

const EINVAL = 22;

/** An error message as the kernel puts it together, with the request repeated or capped. */
function ackOf(parts: {
  type?: number;
  flags: number;
  errno?: number;
  request?: { length: number; bytes: number };
  attributes?: (builder: MessageBuilder) => void;
}): Ack {
  const builder = new MessageBuilder();
  builder.raw(new Uint8Array(8)); // A message need not start the buffer.
  const message = builder.beginMessage(parts.type ?? NLMSG_ERROR, parts.flags, 1, 0);
  if (parts.errno !== undefined) {
    const at = builder.take(4);
    builder.view.setInt32(at, -parts.errno, true);
  }
  if (parts.request !== undefined) {
    const at = builder.zeros(parts.request.bytes);
    builder.view.setUint32(at, parts.request.length, true);
    builder.align();
  }
  parts.attributes?.(builder);
  builder.endMessage(message);
  return readAck(builder.bytes, builder.view, message, builder.length);
}

function everything(builder: MessageBuilder): void {
  builder.putText(NLMSGERR_ATTR_MSG, "mtu less than device minimum");
  builder.putU32(NLMSGERR_ATTR_OFFS, 32);
  builder.putBytes(NLMSGERR_ATTR_COOKIE, Uint8Array.of(1, 2, 3));
  builder.putBytes(NLMSGERR_ATTR_POLICY, Uint8Array.of(8, 0, 1, 0, 4, 0, 0, 0));
  builder.putU32(NLMSGERR_ATTR_MISS_TYPE, 5);
  builder.putU32(NLMSGERR_ATTR_MISS_NEST, 44);
  builder.putU32(4095, 1); // of a newer kernel
}

const EVERYTHING = {
  message: "mtu less than device minimum",
  offset: 32,
  cookie: Uint8Array.of(1, 2, 3),
  policy: Uint8Array.of(8, 0, 1, 0, 4, 0, 0, 0),
  missingType: 5,
  missingNestOffset: 44,
};

describe("readAck", () => {
  it("reads a plain acknowledgement and a plain error", () => {
    const request = { length: 40, bytes: 16 };
    expect(ackOf({ flags: NLM_F_CAPPED, errno: 0, request })).toEqual({
      errno: 0,
      extack: undefined,
    });
    expect(ackOf({ flags: 0, errno: EINVAL, request: { length: 40, bytes: 40 } })).toEqual({
      errno: EINVAL,
      extack: undefined,
    });
  });

  it("reads every attribute, after a capped request and after a repeated one of odd length", () => {
    const flags = NLM_F_ACK_TLVS;
    const capped = ackOf({
      flags: flags | NLM_F_CAPPED,
      errno: EINVAL,
      request: { length: 40, bytes: 16 },
      attributes: everything,
    });
    const repeated = ackOf({
      flags,
      errno: EINVAL,
      request: { length: 37, bytes: 37 },
      attributes: everything,
    });
    expect(capped).toEqual({ errno: EINVAL, extack: EVERYTHING });
    expect(repeated).toEqual(capped);
  });

  it("reads a warning that comes with a success", () => {
    const ack = ackOf({
      flags: NLM_F_ACK_TLVS | NLM_F_CAPPED,
      errno: 0,
      request: { length: 40, bytes: 16 },
      attributes: (builder) => builder.putText(NLMSGERR_ATTR_MSG, "deprecated"),
    });
    expect(ack).toEqual({ errno: 0, extack: { message: "deprecated" } });
  });

  it("reads a DONE with an error, with attributes, and without anything", () => {
    const type = NLMSG_DONE;
    expect(ackOf({ type, flags: NLM_F_MULTI, errno: 0 })).toEqual({ errno: 0, extack: undefined });
    expect(ackOf({ type, flags: NLM_F_MULTI })).toEqual({ errno: 0, extack: undefined });
    const flags = NLM_F_MULTI | NLM_F_ACK_TLVS;
    expect(ackOf({ type, flags, errno: EINVAL, attributes: everything })).toEqual({
      errno: EINVAL,
      extack: EVERYTHING,
    });
  });

  it("refuses an error without an errno", () => {
    expect(() => ackOf({ flags: 0 })).toThrow(NetlinkDecodeError);
    expect(() => ackOf({ flags: 0 })).toThrow(
      "nlmsgerr at byte 24: expected an errno of 4 bytes, got 0 bytes",
    );
  });

  it.each([
    ["claims to be longer than the message", 4096],
    ["claims to end beyond 2^31", 0xffff_fff0],
    ["claims to be 2^32 - 1 bytes long", 0xffff_ffff],
  ])("still tells the errno when the repeated request %s", (_, length) => {
    const ack = ackOf({
      flags: NLM_F_ACK_TLVS,
      errno: EINVAL,
      request: { length, bytes: 32 },
      attributes: everything,
    });
    expect(ack).toEqual({ errno: EINVAL, extack: undefined });
  });

  it("takes a repeated request that claims less than a header for a header", () => {
    const ack = ackOf({
      flags: NLM_F_ACK_TLVS,
      errno: EINVAL,
      request: { length: 3, bytes: 16 },
      attributes: everything,
    });
    expect(ack.extack).toEqual(EVERYTHING);
  });

  it("tells what stands before a malformed attribute, and skips a number that is cut short", () => {
    const ack = ackOf({
      flags: NLM_F_ACK_TLVS | NLM_F_CAPPED,
      errno: EINVAL,
      request: { length: 40, bytes: 16 },
      attributes(builder) {
        builder.putU16(NLMSGERR_ATTR_OFFS, 7);
        builder.putText(NLMSGERR_ATTR_MSG, "no");
        builder.raw(Uint8Array.of(200, 0, 2, 0));
      },
    });
    expect(ack).toEqual({ errno: EINVAL, extack: { message: "no" } });
  });

  it("gives an errno or a NetlinkDecodeError for any bytes", () => {
    const flags = fc.constantFrom(0, NLM_F_CAPPED, NLM_F_ACK_TLVS, NLM_F_ACK_TLVS | NLM_F_CAPPED);
    const payloads = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(
        fc.constantFrom(NLMSG_ERROR, NLMSG_DONE),
        flags,
        payloads,
        (type, flag, payload) => {
          const builder = new MessageBuilder();
          const message = builder.beginMessage(type, flag, 1, 0);
          builder.raw(payload);
          const end = builder.length;
          try {
            const ack = readAck(builder.bytes, builder.view, message, end);
            expect(ack.errno).toBeGreaterThanOrEqual(0);
          } catch (error) {
            expect(error).toBeInstanceOf(NetlinkDecodeError);
            expect(payload.length).toBeLessThan(4);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
