import { describe, expect, it } from "vitest";
import { NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import { netnsHint, resolveNetns } from "./netns.ts";

describe("resolveNetns", () => {
  it("takes nothing, a process id and a path as they are", () => {
    expect(resolveNetns(undefined)).toBeUndefined();
    expect(resolveNetns(7)).toBe("/proc/7/ns/net");
    expect(resolveNetns("/proc/7/ns/net")).toBe("/proc/7/ns/net");
    expect(resolveNetns("./relative")).toBe("./relative");
  });

  it("refuses what names no namespace", () => {
    for (const value of ["", ".", "..", "a\0b", 0, -1, 1.5, Number.NaN, 2 ** 31]) {
      expect(() => resolveNetns(value)).toThrow(NetlinkInputError);
    }
    expect(() => resolveNetns({} as never)).toThrow(/^netns: expected a namespace's name/);
  });

  it("says which name does not exist, and where it was looked for", () => {
    let thrown: unknown;
    try {
      resolveNetns("no-such-namespace");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NetlinkSystemError);
    expect((thrown as NetlinkSystemError).errnoName).toBe("ENOENT");
    expect((thrown as Error).message).toMatch(
      /^setns "no-such-namespace": ENOENT .* under \/run\/netns/,
    );
  });
});

describe("netnsHint", () => {
  it("speaks where the errno alone misleads", () => {
    expect(netnsHint("setns", 22)).toBe("this is not a network namespace");
    expect(netnsHint("unshare", 1)).toMatch(/CAP_SYS_ADMIN/);
    expect(netnsHint("open", 2)).toMatch(/no such process/);
    expect(netnsHint("socket", 93)).toBe("");
  });
});
