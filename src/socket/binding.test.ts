import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NetlinkUnsupportedError } from "../errors/index.ts";
import { findBinding } from "./binding.ts";

describe("findBinding", () => {
  let root: string;
  let url: URL;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "nlkit-"));
    url = pathToFileURL(`${root}/`);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("says on another platform that AF_NETLINK is Linux's, and what works there", () => {
    expect(() => findBinding(url, "darwin")).toThrow(
      /Linux only, and this is darwin; an embedded kernel/,
    );
  });

  it("says how to build what is missing", () => {
    expect(() => findBinding(url, "linux")).toThrow(NetlinkUnsupportedError);
    expect(() => findBinding(url, "linux")).toThrow(`run: node ${root}/native/build.mjs`);
  });

  it("repeats why the build failed", () => {
    mkdirSync(join(root, "build"));
    writeFileSync(join(root, "build/failure.txt"), "cc could not be run: install it\n");
    expect(() => findBinding(url, "linux")).toThrow(/: cc could not be run: install it$/);
  });

  it("says why a binary does not load, with the cause", () => {
    mkdirSync(join(root, "build"));
    writeFileSync(
      join(root, "build/nlkit.node"),
      "not ELF, and long enough to be looked at by the loader",
    );
    let thrown: unknown;
    try {
      findBinding(url, "linux");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NetlinkUnsupportedError);
    expect((thrown as Error).message).toMatch(/nlkit\.node/);
    expect((thrown as Error).cause).toBeInstanceOf(Error);
  });
});
