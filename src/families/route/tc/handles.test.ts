import { describe, expect, it } from "vitest";
import { NetlinkInputError } from "../../../errors/index.ts";
import { formatControl, parseControl } from "./control.ts";
import { formatEtherType, parseEtherType } from "./ether-type.ts";
import {
  formatClassId,
  formatHook,
  formatParent,
  parseClassId,
  parseHandle,
  parseHook,
  parseParent,
} from "./handles.ts";
import { formatU32Handle, parseU32Handle } from "./u32-handle.ts";

describe("handles are text in both directions", () => {
  it.each([
    ["1:10", 0x00010010],
    ["1:", 0x00010000],
    [":10", 0x10],
    ["ffff:fff2", 0xfffffff2],
  ])("class %s", (text, value) => {
    expect(parseClassId("classId", text)).toBe(value);
    expect(formatClassId(value)).toBe(text);
  });

  it.each([
    ["root", 0xffffffff],
    ["ingress", 0xfffffff1],
    ["1:a", 0x1000a],
  ])("parent %s", (text, value) => {
    expect(parseParent("parent", text)).toBe(value);
    expect(formatParent(value)).toBe(text);
  });

  it.each([
    ["root", 0],
    ["ingress", 0xfffffff2],
    ["egress", 0xfffffff3],
    ["1:", 0x10000],
  ])("hook %s", (text, value) => {
    expect(parseHook("parent", text)).toBe(value);
    expect(formatHook(value)).toBe(text);
  });

  it.each([
    ["800::800", 0x80000800],
    ["800:", 0x80000000],
    ["801:5:2", 0x80105002],
  ])("of u32 %s", (text, value) => {
    expect(parseU32Handle("handle", text)).toBe(value);
    expect(formatU32Handle(value)).toBe(text);
  });

  it.each([
    ["continue", -1],
    ["pass", 0],
    ["drop", 2],
    ["goto chain 5", 0x20000005],
    ["jump 2", 0x10000002],
  ] as const)("control %s", (text, value) => {
    expect(parseControl("control", text)).toBe(value);
    expect(formatControl(value)).toBe(text);
  });

  it.each(["all", "ip", "ipv6", "802.1q", 0x1234])("protocol %s", (name) => {
    expect(formatEtherType(parseEtherType("protocol", name))).toBe(name);
  });

  it.each([
    () => parseClassId("classId", "1"),
    () => parseClassId("classId", ":"),
    () => parseClassId("classId", "10000:1"),
    () => parseClassId("classId", 5),
    () => parseHandle("handle", "1:1"),
    () => parseHandle("handle", ":"),
    () => parseParent("parent", "egress"),
    () => parseHook("parent", "clsact"),
    () => parseU32Handle("handle", "800"),
    () => parseControl("control", "goto chain"),
    () => parseControl("control", "jump 268435456"),
    () => parseEtherType("protocol", "ipx"),
    () => parseEtherType("protocol", 65_536),
  ])("and nothing else is: %s", (call) => {
    expect(call).toThrow(NetlinkInputError);
  });
});
