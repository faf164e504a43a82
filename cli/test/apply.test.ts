/**
 * `nlkit apply`: files that declare a network, as a user would run them.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { nlkit, Sandbox } from "./support.ts";

const box = new Sandbox();
const folder = mkdtempSync(join(tmpdir(), "nlkit-apply-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const NETWORK = `# A bridge with a port
links:
  - { name: br0, kind: bridge, up: true, addresses: [192.0.2.1/24] }
  - name: v0
    kind: veth
    peer: { name: v1 }
    master: br0
    up: true
routes:
  - table: 100
    exact: true
    list:
      - dst: default
        via: 192.0.2.254
`;

describe.skipIf(box.whyNot !== "")(`nlkit apply${box.whyNot}`, () => {
  it("tells what it would do, does it, and has nothing to do then", async () => {
    const path = file("net.yaml", NETWORK);
    const words = [
      "add link br0 kind bridge up",
      "add link v0 kind veth peer { name v1 } up master br0",
      "add address 192.0.2.1/24 dev br0",
      "add route default table 100 via 192.0.2.254",
    ].join("\n");
    expect(await box.text(`apply --dry-run ${path}`)).toBe(`${words}\n`);
    expect(await box.json(`apply --dry-run ${path}`)).toMatchObject([
      { object: "link", action: "add", settings: { name: "br0" }, path: "links[0]" },
      { object: "link", action: "add", settings: { name: "v0" }, path: "links[1]" },
      { object: "address", action: "add", path: "links[0].addresses[0]" },
      { object: "route", action: "add", settings: { table: 100 }, path: "routes[0].list[0]" },
    ]);
    expect((await box.json<{ name: string }[]>("link list")).map(({ name }) => name)).toEqual([
      "lo",
    ]);
    expect(await box.text(`apply ${path}`)).toBe(`${words}\n`);
    expect(await box.text(`apply ${path}`)).toBe("");
    expect(await box.json(`apply ${path}`)).toEqual([]);
    expect(await box.json("route list table 100")).toMatchObject([{ dst: "default", dev: "br0" }]);
  });

  it("says in which line of the file the kernel's refusal has its cause, and undoes the rest", async () => {
    const path = file(
      "refused.yaml",
      "links:\n  - { name: w0, kind: veth, up: true }\nroutes:\n  - list:\n      - { dst: 10.0.0.0/8,\n          via: 100.64.0.1 }\n",
    );
    const { status, stdout, stderr } = await box.run(`apply ${path}`);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(
      /refused\.yaml:5:9: routes\[0\]\.list\[0\]: add route 10\.0\.0\.0\/8.*ENETUNREACH.*all is as before/,
    );
    expect(JSON.stringify(await box.json("link list"))).not.toContain("w0");
  });
});

describe("what cannot be is refused with its place in the file", () => {
  it.each([
    ["links:\n  - name: a\n    kind: dummy\n    mtuu: 1400\n", ":4:5: links[0].mtuu: expected"],
    ["links:\n  - name: a\n   kind: dummy\n", ":3:"],
    [
      "routes:\n  - list:\n    - dst: 10.0.0.0/8\n      via: nowhere\n",
      ":4:7: routes[0].list[0].via: expected",
    ],
    ["links: 7\n", ":1:1: links: expected a list"],
    ["links:\n  - name: a\n  - name: a\n", ":3:5: links[1].name"],
  ])("%j", async (text, message) => {
    const path = file("wrong.yaml", text);
    const { status, stderr } = await nlkit(["--embedded", "apply", "--dry-run", path]);
    expect(status).toBe(2);
    expect(stderr).toContain(`${path}${message}`);
  });

  it("names the file that is not there", async () => {
    const { status, stderr } = await nlkit(["--embedded", "apply", join(folder, "none.yaml")]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("none.yaml: ENOENT")]);
  });
});
