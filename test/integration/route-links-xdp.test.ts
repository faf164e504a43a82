/**
 * XDP programs on the real kernel: attached by descriptor, read by nlkit and `ip`, and taken away. A program is loaded by
 * Python, which can call bpf(2), and inherited by a child that attaches it.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { patiently } from "../support/patience.ts";

const CHILD = fileURLToPath(new URL("children/xdp.mjs", import.meta.url));

/** Loads a program that passes everything on, and becomes the command behind it, with the program as descriptor 3. */
const LOADER = `
import ctypes, os, platform, struct, sys
numbers = {"x86_64": 321, "aarch64": 280, "riscv64": 280}
code = ctypes.create_string_buffer(struct.pack("=BBhiBBhi", 0xb7, 0, 0, 2, 0x95, 0, 0, 0))
name = ctypes.create_string_buffer(b"GPL")
attr = struct.pack("=IIQQ", 6, 2, ctypes.addressof(code), ctypes.addressof(name)).ljust(128, bytes(1))
fd = ctypes.CDLL(None, use_errno=True).syscall(numbers[platform.machine()], 5, attr, len(attr))
if fd < 0: sys.exit(os.strerror(ctypes.get_errno()))
if fd == 3: os.set_inheritable(3, True)
else: os.dup2(fd, 3)
os.execv(sys.argv[1], sys.argv[1:])
`;

function withProgram(...command: readonly string[]): ReturnType<typeof spawnSync> {
  return spawnSync("python3", ["-c", LOADER, ...command], {
    encoding: "utf8",
    timeout: patiently(15_000),
  });
}

function whyNot(): string | undefined {
  const none = whyNoOracle();
  if (none !== undefined) return none;
  const { status, stderr, error } = withProgram("/bin/true");
  if (status === 0) return undefined;
  return ` (skipped: no program can be loaded: ${error?.message ?? String(stderr).trim()})`;
}

const skipped = whyNot();

describe.skipIf(skipped !== undefined)(`XDP${skipped ?? ""}`, () => {
  let box: Sandbox;
  const seen = new Map<string, unknown>();
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(box.build(["link add v0 type veth peer name p0"])).toEqual([]);
    const { status, stdout, stderr } = withProgram(process.execPath, CHILD, box.namespace.path);
    for (const line of String(stdout).split("\n").filter(Boolean)) {
      const [what, value] = JSON.parse(line) as [string, unknown];
      seen.set(what, value);
    }
    expect([status, stderr]).toEqual([0, ""]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  it.each([
    ["none", null],
    ["attach", "done"],
    ["where there is none", "EBUSY"],
    ["in place of itself", "done"],
    ["in place of none", "EEXIST"],
    ["in another mode", "EEXIST"],
  ])("attaches one: %s", (what, value) => {
    expect(seen.get(what)).toBe(value);
  });

  it("is read as ip reads it, and taken away", async () => {
    const { xdp } = await box.route.links.get("v0");
    expect(xdp).toEqual(seen.get("attached"));
    expect(xdp).toMatchObject({ mode: "skb", id: xdp?.skbId });
    expect(box.json("-d link show dev v0")[0]).toMatchObject({
      xdp: { mode: 2, prog: { id: xdp?.id } },
    });
    await box.route.links.setXdp("v0", null);
    expect(await box.route.links.get("v0")).not.toHaveProperty("xdp");
    expect(box.json("link show dev v0")[0]).not.toHaveProperty("xdp");
    await box.route.links.setXdp("v0", null);
  });
});
