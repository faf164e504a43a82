import { describe, expect, it } from "vitest";
import { decodeAll } from "../../test/support/capture.ts";
import { toJson } from "./json.ts";
import { messageRecord } from "./message-json.ts";
import { formatCaptured } from "./message-tree.ts";

// RTM_NEWLINK of a VLAN: ifname "v1", mtu 1500, linkinfo { kind "vlan", data { id 5 } }, and one attribute of
// number 999.
const VLAN =
  "54000000 10000506 07000000 00000000  00000000 00000000 00000000 00000000" +
  "07000300 76310000 08000400 dc050000  1c001200 09000100 766c616e 00000000 0c000200 06000100 05000000" +
  "0800e703 01020304";
// Its refusal, capped: EINVAL at byte 68, "no".
const REFUSED =
  "34000000 02000003 07000000 67120000  eaffffff 54000000 10000506 07000000 00000000" +
  "07000100 6e6f0000 08000200 44000000";

const lines = (...texts: string[]) => decodeAll(texts.join("\n"));

describe("formatCaptured", () => {
  it("is a tree with each byte in its place", async () => {
    const [vlan] = await lines(VLAN);
    expect(vlan && formatCaptured(vlan)).toEqual([
      "line 1: NETLINK_ROUTE request RTM_NEWLINK len 84 seq 7 port 0 flags request,ack,excl,create",
      "  0000  54 00 00 00 10 00 05 06 07 00 00 00 00 00 00 00  nlmsghdr",
      "  0010  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ifinfomsg ifiFamily 0 ifiType 0 ifiIndex 0 ifiFlags 0 ifiChange 0",
      "  0020  07 00 03 00 76 31 00 00                          ifname v1",
      "  0028  08 00 04 00 dc 05 00 00                          mtu 1500",
      "  0030  1c 00 12 00                                      linkinfo",
      "  0034  09 00 01 00 76 6c 61 6e 00 00 00 00                kind vlan",
      "  0040  0c 00 02 00                                        data",
      "  0044  06 00 01 00 05 00 00 00                              id 5",
      "  004c  08 00 e7 03 01 02 03 04                          999",
    ]);
  });

  it("says what was refused, and where", async () => {
    const [, refused] = await lines(VLAN, REFUSED);
    expect(refused && formatCaptured(refused).at(-1)).toBe(
      '  RTM_NEWLINK: EINVAL (invalid argument) at linkinfo.data.id: "no"',
    );
  });

  it("shows what does not parse as bytes, with the reason", async () => {
    const [broken] = await lines("18000000 10000000 01000000 00000000 0000 0000 0000 0000", "00");
    expect(broken && formatCaptured(broken)).toEqual([
      "line 1: NETLINK_ROUTE reply RTM_NEWLINK len 24 seq 1 port 0",
      "  0000  18 00 00 00 10 00 00 00 01 00 00 00 00 00 00 00  nlmsghdr",
      "  0010  00 00 00 00 00 00 00 00                          ifinfomsg",
      expect.stringMatching(/^ {2}error: RTM_NEWLINK.* at byte \d+: expected/),
    ]);
  });

  it("shortens long attributes unless details are wanted, and marks what it is told to", async () => {
    const [long] = await lines(`64000000 e8030000 01000000 00000000${"61".repeat(84)}`);
    if (long === undefined) throw new Error("nothing decoded");
    expect(formatCaptured(long).at(-1)).toBe("        … 20 bytes more");
    expect(formatCaptured(long, { details: true })).toHaveLength(8);
    const paint = (style: string, text: string): string => `<${style}>${text}</>`;
    expect(formatCaptured(long, { paint })[0]).toContain("<name>message 1000</>");
  });

  it("lets no name control the terminal", async () => {
    const [odd] = await lines(
      `28000000 10000000 01000000 00000000 ${"00000000".repeat(4)} 07000300 1b5b0000`,
    );
    expect(odd && formatCaptured(odd).at(-1)).toContain("ifname \\x1b[");
  });
});

describe("messageRecord", () => {
  const json = async (...texts: string[]): Promise<string[]> =>
    (await lines(...texts)).map((message) => toJson(messageRecord(message)));

  it("is the contract of nlkit decode --json", async () => {
    const [request, refused] = await json(VLAN, REFUSED);
    expect(request).toBe(
      '{"protocol":"NETLINK_ROUTE","name":"RTM_NEWLINK",' +
        '"header":{"len":84,"type":16,"flags":["request","ack","excl","create"],"seq":7,"portId":0},' +
        '"body":{"ifiFamily":0,"ifiType":0,"ifiIndex":0,"ifiFlags":0,"ifiChange":0,"ifname":"v1","mtu":1500,' +
        '"linkinfo":{"kind":"vlan","data":{"id":5}},' +
        '"unknown":[{"type":999,"payload":"01020304","position":3}]}}',
    );
    expect(JSON.parse(refused ?? "")).toEqual({
      protocol: "NETLINK_ROUTE",
      name: "NLMSG_ERROR",
      header: { len: 52, type: 2, flags: ["capped", "ack-tlvs"], seq: 7, portId: 4711 },
      body: {
        error: -22,
        errno: "EINVAL",
        operation: "RTM_NEWLINK",
        msg: { len: 84, type: 16, flags: ["request", "ack", "excl", "create"], seq: 7, portId: 0 },
        extack: { message: "no", offset: 68, attributePath: ["linkinfo", "data", "id"] },
      },
    });
  });

  it("has the raw bytes of what is not decoded, and the path of what does not parse", async () => {
    const [unknown, broken, none] = await json(
      "14000000 e8030000 01000000 00000000 01020304",
      `28000000 10000000 01000000 00000000 ${"00000000".repeat(4)} 60000300 61000000`,
      "0102",
    );
    expect(JSON.parse(unknown ?? "")).toMatchObject({ name: 1000, body: { raw: "01020304" } });
    expect(JSON.parse(broken ?? "")).toMatchObject({
      name: "RTM_NEWLINK",
      path: ["RTM_NEWLINK", "nla_len"],
      error: expect.stringContaining("at byte 32"),
      body: { raw: `${"00000000".repeat(4)}6000030061000000` },
    });
    expect(JSON.parse(none ?? "")).toMatchObject({
      name: null,
      header: null,
      body: { raw: "0102" },
    });
  });
});
