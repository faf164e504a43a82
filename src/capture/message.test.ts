import { describe, expect, it } from "vitest";
import { hex } from "../../test/support/rows.ts";
import { encodePayload, familyTable, type MessageTable, operation } from "../schema/index.ts";
import { ctrlMessage } from "../uapi/generic/index.ts";
import { linkMessage } from "../uapi/route/index.ts";
import { formatHex, MessageBuilder } from "../wire/index.ts";
import {
  CaptureDecoder,
  type CapturedDatagram,
  type CapturedMessage,
  type DecodeOptions,
  type Direction,
  decodeCapture,
} from "./index.ts";

const REQUEST = 1;
const ROUTE = 0;
const GENERIC = 16;

interface Init {
  readonly type: number;
  readonly flags?: number;
  readonly seq?: number;
  readonly portId?: number;
}

/** A message of parts that are bytes or values with a table. */
function message(
  { type, flags = 0, seq = 1, portId = 0 }: Init,
  ...parts: readonly (Uint8Array | readonly [MessageTable, unknown])[]
): Uint8Array {
  const builder = new MessageBuilder();
  const at = builder.beginMessage(type, flags, seq, portId);
  for (const part of parts) {
    if (part instanceof Uint8Array) builder.bytes.set(part, builder.zeros(part.length));
    else encodePayload(part[0], builder, part[1]);
  }
  builder.endMessage(at);
  return builder.written().slice();
}

const datagram = (
  bytes: Uint8Array,
  protocol = ROUTE,
  direction?: Direction,
): CapturedDatagram => ({
  protocol,
  bytes,
  place: "line 1",
  ...(direction !== undefined && { direction }),
});

/** `NLMSGERR_ATTR_*` after the errno and the request's header. */
const error = (errno: number, request: Uint8Array, extack: string): Uint8Array =>
  Uint8Array.of(
    ...new Uint8Array(Int32Array.of(-errno).buffer),
    ...request.subarray(0, 16),
    ...hex(extack),
  );
const CAPPED_WITH_TLVS = 0x300;

const setLink = message({ type: 16, flags: REQUEST | 4, seq: 7 }, [
  linkMessage,
  { ifiIndex: 2, linkinfo: { kind: "vlan", data: { id: 4095 } } },
]);

describe("messages of a datagram", () => {
  it("are decoded by protocol and type", () => {
    const [first, second, ...more] = new CaptureDecoder().decode(
      datagram(
        Uint8Array.of(
          ...message({ type: 16, flags: 2 }, [linkMessage, { ifiIndex: 1, ifname: "lo" }]),
          ...message({ type: 3, flags: 2 }, hex("00000000")),
        ),
      ),
    );
    expect(first).toMatchObject({
      name: "RTM_NEWLINK",
      direction: "reply",
      body: { ifiIndex: 1, ifname: "lo" },
    });
    expect(second).toMatchObject({ name: "NLMSG_DONE", ack: { errno: 0 } });
    expect(more).toEqual([]);
  });

  it("keep what no table knows as bytes", () => {
    const decoder = new CaptureDecoder();
    const [unknown] = decoder.decode(datagram(message({ type: 1000 }, hex("01020304")), 9));
    expect(unknown).toMatchObject({ header: { type: 1000 }, payload: 16, end: 20 });
    expect(unknown).not.toHaveProperty("name");
    expect(unknown).not.toHaveProperty("error");
  });

  it("say where they do not parse, and the next one does", () => {
    const broken = message({ type: 16 }, new Uint8Array(16), hex("ff000300 6c6f0000"));
    const after = message({ type: 16 }, [linkMessage, { ifname: "lo" }]);
    const [first, second] = new CaptureDecoder().decode(
      datagram(Uint8Array.of(...broken, ...after)),
    );
    expect(first?.error).toMatchObject({ path: ["RTM_NEWLINK", "nla_len"], offset: 32 });
    expect(second).toMatchObject({ body: { ifname: "lo" } });
    expect(second).not.toHaveProperty("error");
  });

  it("end at a length that lies", () => {
    const bytes = message({ type: 18, flags: REQUEST }, new Uint8Array(16));
    bytes[0] = 200;
    const [only, ...more] = new CaptureDecoder().decode(datagram(bytes));
    expect(only?.error?.message).toBe(
      "RTM_GETLINK.nlmsg_len at byte 0: expected a length from 16 to 32, got 200",
    );
    expect(more).toEqual([]);
    bytes[0] = 3;
    expect(new CaptureDecoder().decode(datagram(bytes))).toMatchObject([{ end: 32 }]);
  });

  it("are told of even where there is no header", () => {
    const decoder = new CaptureDecoder();
    expect(decoder.decode(datagram(hex("0102")))).toMatchObject([
      { start: 0, end: 2, error: { actual: "2 bytes" } },
    ]);
    expect(decoder.decode(datagram(new Uint8Array(0)))).toHaveLength(1);
    const trailing = Uint8Array.of(...message({ type: 18 }), 1, 2, 3, 4);
    expect(decoder.decode(datagram(trailing))[1]).toMatchObject({
      start: 16,
      error: { offset: 16 },
    });
    for (const zeros of [4, 256]) {
      const padded = Uint8Array.of(...message({ type: 18 }), ...new Uint8Array(zeros));
      expect(decoder.decode(datagram(padded))).toMatchObject([{ name: "RTM_GETLINK", end: 16 }]);
    }
  });

  it("of kernel events are text without a header", () => {
    const [event] = new CaptureDecoder().decode(datagram(hex("6164644061"), 15));
    expect(event).toEqual(expect.objectContaining({ start: 0, end: 5, payload: 0 }));
    expect(event).not.toHaveProperty("error");
  });
});

describe("a refusal", () => {
  it("has the path of the attribute of the request that was seen", () => {
    const decoder = new CaptureDecoder();
    decoder.decode(datagram(setLink));
    const offset = formatHex(setLink).indexOf("ff0f") / 2 - 4;
    const answer = message(
      { type: 2, flags: CAPPED_WITH_TLVS, seq: 7, portId: 4711 },
      error(22, setLink, `0800010062616400 08000200 ${offset.toString(16)}000000`),
    );
    const [refused] = decoder.decode(datagram(answer));
    expect(refused?.ack).toMatchObject({
      errno: 22,
      operation: "RTM_NEWLINK",
      request: { type: 16, seq: 7 },
      extack: { message: "bad", attributePath: ["linkinfo", "data", "id"] },
    });
    expect(refused?.ack?.refusal?.message).toBe(
      'RTM_NEWLINK: EINVAL (invalid argument) at linkinfo.data.id: "bad"',
    );
  });

  it("has the path from the request that it repeats where none was seen", () => {
    const answer = message(
      { type: 2, flags: 0x200, seq: 7 },
      Uint8Array.of(
        ...new Uint8Array(Int32Array.of(-22).buffer),
        ...setLink,
        ...hex("08000200 20000000"),
      ),
    );
    const [refused] = new CaptureDecoder().decode(datagram(answer));
    expect(refused?.ack?.extack?.attributePath).toEqual(["linkinfo"]);
  });

  it("belongs to the request of its own port id", () => {
    const decoder = new CaptureDecoder();
    const get = message({ type: 18, flags: REQUEST, seq: 5, portId: 100 }, new Uint8Array(16));
    const add = message({ type: 20, flags: REQUEST, seq: 5, portId: 200 }, new Uint8Array(8));
    decoder.decode(datagram(get));
    decoder.decode(datagram(add));
    const done = (portId: number) =>
      decoder.decode(datagram(message({ type: 3, seq: 5, portId }, hex("00000000"))))[0]?.ack;
    expect([done(100)?.operation, done(200)?.operation, done(300)?.operation]).toEqual([
      "RTM_GETLINK",
      "RTM_NEWADDR",
      undefined,
    ]);
  });

  it("names the attribute that is missing, and the one that the sentence speaks of", () => {
    const decoder = new CaptureDecoder();
    const mtu = message({ type: 16, flags: REQUEST, seq: 9 }, [linkMessage, { mtu: 10 }]);
    decoder.decode(datagram(mtu));
    const answer = (attributes: string) =>
      decoder.decode(
        datagram(message({ type: 2, flags: CAPPED_WITH_TLVS, seq: 9 }, error(22, mtu, attributes))),
      )[0]?.ack?.extack;
    // "mtu low"
    expect(answer("0c000100 6d7475206c6f7700")).toMatchObject({ attributePath: ["mtu"] });
    // NLMSGERR_ATTR_MISS_TYPE: IFLA_IFNAME
    expect(answer("08000500 03000000")).toMatchObject({ missingPath: ["ifname"] });
  });

  it("of what no table knows is told by its number", () => {
    const request = message({ type: 900, flags: REQUEST, seq: 3 });
    const answer = message({ type: 2, seq: 3 }, error(95, request, ""));
    const [refused] = new CaptureDecoder().decode(datagram(answer, 6));
    expect(refused?.ack?.refusal?.message).toBe(
      "NETLINK_XFRM message 900: EOPNOTSUPP (operation not supported)",
    );
  });
});

describe("generic netlink", () => {
  const getFamily = message({ type: 16, flags: REQUEST }, hex("03020000"), [
    ctrlMessage,
    { familyName: "demo" },
  ]);

  it("is decoded by command, behind its own header", () => {
    const [request] = new CaptureDecoder().decode(datagram(getFamily, GENERIC));
    expect(request).toMatchObject({
      name: "CTRL_CMD_GETFAMILY",
      generic: { cmd: 3, version: 2 },
      payload: 20,
      body: { familyName: "demo" },
    });
  });

  it("tells requests from answers under the same number", () => {
    const table = ctrlMessage;
    const asked = familyTable({
      name: "nlctrl",
      protocol: GENERIC,
      messages: { TOLD: [10, table] },
      operations: { ASK: operation("ASK", [10, table], [10, table]) },
      groups: {},
    });
    const decoder = new CaptureDecoder({ protocols: new Map(), families: [asked] });
    const bytes = message({ type: 16 }, hex("0a020000"), [ctrlMessage, { familyId: 16 }]);
    const names = (["request", "reply"] as const).map(
      (direction) => decoder.decode(datagram(bytes, GENERIC, direction))[0]?.name,
    );
    expect(names).toEqual(["ASK", "TOLD"]);
  });

  it("learns from the capture which family an id belongs to", () => {
    const decoder = new CaptureDecoder();
    const ask = message({ type: 42, flags: REQUEST }, hex("05010000"));
    expect(decoder.decode(datagram(ask, GENERIC))[0]).not.toHaveProperty("name");
    const told = message({ type: 16 }, hex("01020000"), [
      ctrlMessage,
      { familyId: 42, familyName: "demo" },
    ]);
    decoder.decode(datagram(told, GENERIC));
    expect(decoder.decode(datagram(ask, GENERIC))[0]).toMatchObject({
      name: "demo command 5",
      generic: { cmd: 5, version: 1 },
    });
  });
});

describe("tables that are loaded when they are met", () => {
  const text = (lines: readonly string[]) => [new TextEncoder().encode(lines.join("\n"))];
  /** Command 4 of a family, RINGS-like: ETHTOOL_MSG_LINKMODES_GET of ethtool with a nest of a name. */
  const asked = "24000000 15000100 01000000 00000000 04010000 10000180 09000200 65746830 00000000";
  /** The controller's answer that ethtool has the id 0x15. */
  const told =
    "28000000 10000000 01000000 00000000 01020000 0c000200 6574 6874 6f6f 6c00 06000100 15000000";

  const decoded = async (lines: readonly string[], options: DecodeOptions) => {
    const out: CapturedMessage[] = [];
    for await (const message of decodeCapture(text(lines), options)) out.push(message);
    return out;
  };

  it("are those of generic families whose id the capture tells, or the caller", async () => {
    const generic = { protocol: 16 };
    const [unknown] = await decoded([asked], generic);
    expect(unknown?.kind).toBeUndefined();
    const [, learnt] = await decoded([told, asked], generic);
    const familyIds = new Map([[0x15, "ethtool"]]);
    const [given] = await decoded([asked], { ...generic, familyIds });
    for (const message of [learnt, given]) {
      expect(message?.name).toBe("ETHTOOL_MSG_LINKMODES_GET");
      expect(message?.body).toEqual({ header: { devName: "eth0" } });
    }
  });

  it("are those of a protocol that few captures have", async () => {
    // inet_diag_req_v2 for TCP over IPv4.
    const request = `48000000 14000103 01000000 00000000 02060000 ffffffff ${"00000000 ".repeat(12)}`;
    const [message] = await decoded([request], { protocol: 4 });
    expect(message?.error).toBeUndefined();
    expect(message?.name).toBe("SOCK_DIAG_BY_FAMILY");
    expect(message?.body).toMatchObject({ sdiagFamily: 2, sdiagProtocol: 6 });
  });
});
