import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../errors/index.ts";
import { cmsgLength, cmsgSpace } from "./align.ts";
import {
  controlMessages,
  NETLINK_LISTEN_ALL_NSID,
  NETLINK_PKTINFO,
  readCredentials,
  readNsid,
  readPacketInfo,
  SCM_CREDENTIALS,
  SOL_NETLINK,
  SOL_SOCKET,
} from "./cmsg.ts";

const IPPROTO_IP = 0;
const IP_TOS = 1;

/** A control buffer; the last message ends it without its padding where `padded` is false. */
function control(
  rows: readonly [level: number, type: number, data: Uint8Array][],
  padded = true,
): Uint8Array {
  const size = rows.reduce((sum, [, , data]) => sum + cmsgSpace(data.length), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let end = 0;
  for (const [level, type, data] of rows) {
    view.setBigUint64(at, BigInt(cmsgLength(data.length)), true);
    view.setInt32(at + 8, level, true);
    view.setInt32(at + 12, type, true);
    bytes.set(data, at + 16);
    end = at + cmsgLength(data.length);
    at += cmsgSpace(data.length);
  }
  return padded ? bytes : bytes.subarray(0, end);
}

const words = (...values: number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer);

const PKTINFO = [SOL_NETLINK, NETLINK_PKTINFO, words(5)] as const;
const NSID = [SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, words(-1)] as const;
const CREDENTIALS = [SOL_SOCKET, SCM_CREDENTIALS, words(4321, -2, 100)] as const;
const TOS = [IPPROTO_IP, IP_TOS, Uint8Array.of(0x10)] as const;

describe("controlMessages", () => {
  it.each([true, false])("walks messages of every length (last one padded: %s)", (padded) => {
    const bytes = control([[...TOS], [...PKTINFO], [...CREDENTIALS], [...TOS]], padded);
    expect([...controlMessages(bytes)]).toEqual([
      { level: IPPROTO_IP, type: IP_TOS, start: 16, end: 17 },
      { level: SOL_NETLINK, type: NETLINK_PKTINFO, start: 40, end: 44 },
      { level: SOL_SOCKET, type: SCM_CREDENTIALS, start: 64, end: 76 },
      { level: IPPROTO_IP, type: IP_TOS, start: 96, end: 97 },
    ]);
  });

  it("finds nothing in nothing, nor in less than a header", () => {
    expect([...controlMessages(new Uint8Array(0))]).toEqual([]);
    expect([...controlMessages(new Uint8Array(15))]).toEqual([]);
  });

  it.each([0n, 15n, 25n, 0xffff_ffff_ffff_ffffn])(
    "refuses a length of %s among 24 bytes",
    (length) => {
      const bytes = control([[...TOS], [...TOS]]);
      new DataView(bytes.buffer).setBigUint64(24, length, true);
      const seen: number[] = [];
      const walk = () => {
        for (const message of controlMessages(bytes)) seen.push(message.end);
      };
      expect(walk).toThrow(NetlinkDecodeError);
      expect(seen).toEqual([17]);
      expect(walk).toThrow("cmsg_len at byte 24: expected a length from 16 to 24");
    },
  );

  it("ends on any bytes, inside them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        try {
          for (const { start, end } of controlMessages(bytes)) {
            expect(start).toBeLessThanOrEqual(end);
            expect(end).toBeLessThanOrEqual(bytes.length);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(NetlinkDecodeError);
        }
      }),
    );
  });
});

describe("what netlink sends", () => {
  const bytes = control([[...TOS], [...NSID], [...CREDENTIALS], [...PKTINFO]]);

  it("is found among other messages", () => {
    expect(readPacketInfo(bytes)).toBe(5);
    expect(readNsid(bytes)).toBe(-1);
    expect(readCredentials(bytes)).toEqual({ processId: 4321, userId: 0xffff_fffe, groupId: 100 });
  });

  it("is found in a range of an arena", () => {
    const arena = new Uint8Array(bytes.length + 16).fill(0xff);
    arena.set(bytes, 8);
    expect(readPacketInfo(arena, 8, 8 + bytes.length)).toBe(5);
  });

  it("is undefined where it is absent, of another level, or too short", () => {
    const other = control([
      [SOL_SOCKET, NETLINK_PKTINFO, words(5)],
      [SOL_NETLINK, NETLINK_LISTEN_ALL_NSID, Uint8Array.of(1)],
      [SOL_SOCKET, SCM_CREDENTIALS, words(1, 2)],
    ]);
    expect(readPacketInfo(other)).toBeUndefined();
    expect(readNsid(other)).toBeUndefined();
    expect(readCredentials(other)).toBeUndefined();
    expect(readCredentials(new Uint8Array(0))).toBeUndefined();
  });
});
