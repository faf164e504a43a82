import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodePayload } from "../schema/index.ts";
import { NETLINK_KOBJECT_UEVENT, NETLINK_ROUTE, NETLINK_USERSOCK } from "../uapi/index.ts";
import { rtLink } from "../uapi/route/index.ts";
import { MessageBuilder, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, parseHex } from "../wire/index.ts";
import { formatTrace, type MessageTables } from "./message.ts";
import { messageFlagNames } from "./message-flags.ts";

const TABLES: MessageTables = new Map([[NETLINK_ROUTE, rtLink.messages]]);
const { RTM_GETLINK, RTM_NEWLINK } = rtLink.operations;

function datagram(
  type: number,
  flags: number,
  seq: number,
  fill: (builder: MessageBuilder) => void,
): Uint8Array {
  const builder = new MessageBuilder();
  const start = builder.beginMessage(type, flags, seq, 0);
  fill(builder);
  builder.endMessage(start);
  return builder.written().slice();
}

function trace(
  bytes: Uint8Array,
  more: { protocol?: number; withBytes?: boolean; groups?: number } = {},
): string[] {
  const { protocol = NETLINK_ROUTE, withBytes, groups = 0 } = more;
  return formatTrace({ direction: "send", protocol, bytes, groups }, TABLES, withBytes);
}

describe("formatTrace", () => {
  it("prints a message with its flags and its decoded payload", () => {
    const bytes = datagram(RTM_GETLINK.type, NLM_F_REQUEST | NLM_F_DUMP, 7, (builder) =>
      encodePayload(RTM_GETLINK.request, builder, { extMask: 8 }),
    );
    expect(trace(bytes)).toEqual([
      'send RTM_GETLINK seq 7 flags request,dump {"ifiFamily":0,"ifiType":0,"ifiIndex":0,"ifiFlags":0,"ifiChange":0,"extMask":8}',
    ]);
  });

  it("prints each message of a datagram, and the groups it was sent to", () => {
    const one = datagram(RTM_NEWLINK.type, 0, 0, (builder) =>
      encodePayload(RTM_NEWLINK.request, builder, { ifname: "a" }),
    );
    const lines = trace(Uint8Array.of(...one, ...one), { groups: 1 });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^send groups 0x1 RTM_NEWLINK seq 0 \{.*"ifname":"a"\}$/);
  });

  it("prints acknowledgements and errors with what the kernel says", () => {
    const ok = parseHex(
      "24000000 02000001 01000000 00000000 00000000 20000000 12000503 01000000 00000000",
    ) as Uint8Array;
    expect(trace(ok)).toEqual(["send NLMSG_ERROR seq 1 flags capped ok"]);
    const refused = parseHex(
      "34000000 02000003 05000000 00000000 eaffffff 20000000 13000500 05000000 00000000 0a000100 7370656c 6c000000 00000000",
    ) as Uint8Array;
    expect(trace(refused)).toEqual([
      'send NLMSG_ERROR seq 5 flags capped,ack-tlvs EINVAL (invalid argument) {"message":"spell"}',
    ]);
  });

  it("prints bytes in rows of sixteen", () => {
    const bytes = datagram(16, NLM_F_REQUEST | NLM_F_ACK, 1, (builder) =>
      encodePayload(RTM_NEWLINK.request, builder, { ifiIndex: 3, mtu: 1000 }),
    );
    expect(trace(bytes, { withBytes: true }).slice(1)).toEqual([
      "    0000  28 00 00 00 10 00 05 00 01 00 00 00 00 00 00 00  (...............",
      "    0010  00 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00  ................",
      "    0020  08 00 04 00 e8 03 00 00                          ........",
    ]);
  });

  it("keeps what no table knows, in hexadecimal", () => {
    const bytes = datagram(99, 0x500, 3, (builder) =>
      builder.raw(Uint8Array.of(0xab, 0xab, 0xab, 0xab)),
    );
    expect(trace(bytes, { protocol: NETLINK_USERSOCK })).toEqual([
      "send NETLINK_USERSOCK message 99 seq 3 flags 0x500 abababab",
    ]);
  });

  it("keeps what does not decode, and says why", () => {
    const bytes = datagram(RTM_NEWLINK.type, 0, 0, (builder) =>
      builder.raw(Uint8Array.of(1, 1, 1, 1)),
    );
    const [line = ""] = trace(bytes);
    expect(line).toMatch(/^send RTM_NEWLINK seq 0 \(.*expected.*\) 01010101$/);
  });

  it("prints what is no message at all", () => {
    const text = new TextEncoder().encode("add@/devices/virtual/net/x\u0000");
    const lines = trace(text, { protocol: NETLINK_KOBJECT_UEVENT });
    expect(lines[0]).toMatch(/^send 27 bytes that are no message: /);
    expect(lines.join("\n")).toContain("add@/devices/vir");
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(0, 2, 3, 16, 18),
        (bytes, type) => {
          const view = new DataView(bytes.buffer);
          // A length and a type that get past the header more often than chance would.
          if (bytes.length >= 16) view.setUint32(0, bytes.length, true);
          if (bytes.length >= 16) view.setUint16(4, type, true);
          expect(trace(bytes, { withBytes: true }).every((line) => !line.includes("\n"))).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe("messageFlagNames", () => {
  it.each<[number, string | undefined, number, string[]]>([
    [18, "RTM_GETLINK", 0x301, ["request", "dump"]],
    [18, "RTM_GETLINK", 0x105, ["request", "ack", "root"]],
    [24, "RTM_NEWROUTE", 0x605, ["request", "ack", "excl", "create"]],
    [25, "RTM_DELROUTE", 0x205, ["request", "ack", "bulk"]],
    [2, "NLMSG_ERROR", 0x300, ["capped", "ack-tlvs"]],
    [3, "NLMSG_DONE", 0x12, ["multi", "dump-intr"]],
    [99, undefined, 0x301, ["request", "0x300"]],
    [16, "RTM_NEWLINK", 0, []],
  ])("of %i %s, 0x%s", (type, name, flags, names) => {
    expect(messageFlagNames(type, name, flags)).toEqual(names);
  });
});
