import { describe, expect, it } from "vitest";
import { formatHex, MessageBuilder } from "../wire/index.ts";
import { encodePayload } from "./codec.ts";
import {
  attributeSet,
  indexedArray,
  message,
  multi,
  nest,
  pad,
  payload,
  records,
  sequence,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u32,
} from "./define.ts";
import { attributePathAt, missingPathAt } from "./path.ts";

const vlan = message({
  attributes: attributeSet("vlan", "V_", {
    id: [1, u16],
    qos: [2, nest(attributeSet("qos", "Q_", { map: [1, u8] }))],
  }),
});
const info = attributeSet("info", "I_", {
  kind: [1, string],
  data: [2, subMessage("kind", { vlan })],
});
const port = attributeSet("port", "P_", { id: [1, u32], name: [2, string] });
const hop = message({
  header: struct("hop", { length: pad(2), hops: u8, weight: u8 }),
  attributes: port,
});
const table = message({
  header: struct("hdr", { index: u32, family: u8 }),
  attributes: attributeSet("link", "L_", {
    mtu: [4, u32],
    linkinfo: [18, nest(info)],
    ports: [1, multi(nest(port))],
    list: [2, indexedArray(nest(port))],
    numbers: [3, indexedArray(u32)],
    hops: [5, records(hop)],
    steps: [7, sequence(port)],
    peer: [6, payload(message({ header: struct("peer", { index: u32 }), attributes: port }))],
  }),
});

/** A request after its nlmsghdr, and where each of its attributes starts, found by the payload's marker. */
const builder = new MessageBuilder();
builder.zeros(16);
encodePayload(table, builder, {
  index: 5,
  mtu: 0xa1a1_a1a1,
  linkinfo: { kind: "vlan", data: { id: 0xb1b1, qos: { map: 0xb2 } } },
  ports: [{ id: 0xc1c1_c1c1 }, { id: 0xc2c2_c2c2, name: "p1" }],
  list: [{ id: 0xd1d1_d1d1 }, { id: 0xd2d2_d2d2 }],
  numbers: [0xe1e1_e1e1, 0xe2e2_e2e2],
  hops: [{ id: 0xf1f1_f1f1 }, { weight: 1, id: 0xf2f2_f2f2 }],
  peer: { index: 9, id: 0x9191_9191 },
  steps: [{ id: 0x8181_8181 }, { name: "step" }, { id: 0x8282_8282 }],
  unknown: [{ type: 99, payload: Uint8Array.of(0x92, 0x92, 0x92, 0x92) }],
});
const { bytes, view, length } = builder;
/** Offset of the header of the attribute whose payload begins with these bytes. */
const headerAt = (marker: string) => formatHex(bytes, 0, length).indexOf(marker) / 2 - 4;
const pathAt = (offset: number) =>
  attributePathAt(table, bytes, view, 16, length, offset).join(".");

describe("attributePathAt", () => {
  it.each([
    ["a1a1a1a1", "mtu"],
    ["81818181", "steps.0.id"],
    ["82828282", "steps.2.id"],
    ["b1b1", "linkinfo.data.id"],
    ["b2000000", "linkinfo.data.qos.map"],
    ["766c616e", "linkinfo.kind"],
    ["c1c1c1c1", "ports.0.id"],
    ["c2c2c2c2", "ports.1.id"],
    ["703100", "ports.1.name"],
    ["d1d1d1d1", "list.0.id"],
    ["d2d2d2d2", "list.1.id"],
    ["e2e2e2e2", "numbers.1"],
    ["f1f1f1f1", "hops.0.id"],
    ["f2f2f2f2", "hops.1.id"],
    ["91919191", "peer.id"],
    ["92929292", "99"],
  ])("%s is in %s", (marker, path) => {
    expect(pathAt(headerAt(marker))).toBe(path);
    // The kernel may point into a payload, too.
    expect(pathAt(headerAt(marker) + 4)).toBe(path);
  });

  it("ends at the attribute whose own header is meant", () => {
    expect(pathAt(headerAt("b1b1") - 4)).toBe("linkinfo.data");
    expect(pathAt(headerAt("766c616e") - 4)).toBe("linkinfo");
    expect(pathAt(headerAt("c1c1c1c1") - 4)).toBe("ports.0");
    expect(pathAt(headerAt("d1d1d1d1") - 8)).toBe("list");
    expect(pathAt(headerAt("d2d2d2d2") - 4)).toBe("list.1");
  });

  it("is empty for the fixed header, for padding, and beyond the end", () => {
    for (const offset of [0, 16, 20, 23, length, length + 100, -1]) expect(pathAt(offset)).toBe("");
  });

  it("goes as far as a request parses that does not", () => {
    const broken = new MessageBuilder();
    broken.zeros(8);
    const nested = broken.beginNest(18);
    broken.putText(1, "vlan");
    broken.raw(Uint8Array.of(99, 0, 2, 0));
    broken.endAttribute(nested);
    expect(attributePathAt(table, broken.bytes, broken.view, 0, broken.length, 12)).toEqual([
      "linkinfo",
      "kind",
    ]);
    expect(
      attributePathAt(table, broken.bytes, broken.view, 0, broken.length, broken.length - 4),
    ).toEqual(["linkinfo"]);
  });
});

describe("missingPathAt", () => {
  const missing = (nestOffset: number | undefined, type: number) =>
    missingPathAt(table, bytes, view, 16, length, nestOffset, type).join(".");

  it("names what is missing, within the nest it is missing from", () => {
    expect(missing(undefined, 4)).toBe("mtu");
    expect(missing(undefined, 77)).toBe("77");
    expect(missing(headerAt("766c616e") - 4, 2)).toBe("linkinfo.data");
    expect(missing(headerAt("b1b1") - 4, 2)).toBe("linkinfo.data.qos");
    expect(missing(headerAt("c1c1c1c1") - 4, 2)).toBe("ports.0.name");
    expect(missing(headerAt("d2d2d2d2") - 4, 2)).toBe("list.1.name");
    expect(missing(headerAt("91919191") - 8, 2)).toBe("peer.name");
  });

  it("gives the number where the place is no nest", () => {
    expect(missing(headerAt("a1a1a1a1"), 5)).toBe("mtu.5");
    expect(missing(0, 5)).toBe("5");
  });
});
