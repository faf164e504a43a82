/**
 * `--spec`: a family from its YAML alone.
 *
 * @module
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { nlkit, Sandbox } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "nlkit-spec-"));
afterAll(() => rmSync(folder, { recursive: true }));

function specFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Words of a family that every kernel has, under names that no table here has. */
const CONTROLLER = `
name: nlctrl
protocol: genetlink-legacy
attribute-sets:
  - name: own
    name-prefix: own-
    attributes:
      - { name: nummer, value: 1, type: u16 }
      - { name: titel, value: 2, type: string }
operations:
  enum-model: directional
  name-prefix: own-
  list:
    - name: frage
      attribute-set: own
      do:
        request: { value: 3, attributes: [titel] }
        reply: { value: 1, attributes: [nummer, titel] }
      dump:
        reply: { value: 1, attributes: [nummer, titel] }
`;

describe("a family from a spec", () => {
  const file = specFile("own.yaml", CONTROLLER);

  it("is asked, dumped and shown by the spec's names", async () => {
    const { stdout } = await nlkit([
      "do",
      "nlctrl",
      "frage",
      '{"titel":"nlctrl"}',
      "--spec",
      file,
      "--json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ nummer: 16, titel: "nlctrl" });
    const rows = await nlkit(["--spec", file, "--json", "dump", "nlctrl", "frage"]);
    expect(JSON.parse(rows.stdout)).toContainEqual(expect.objectContaining({ titel: "nlctrl" }));
    const shown = await nlkit(["--spec", file, "family", "show", "nlctrl"]);
    expect(shown.stdout).toMatch(/^operation 3 OWN_FRAGE: takes own, answers own$/m);
    expect(shown.stdout).toMatch(/^ {4}2 titel nul-string length \.\.15$/m);
  });

  it("gives the path of the attribute that the kernel refuses", async () => {
    const { status, stderr } = await nlkit([
      "do",
      "nlctrl",
      "frage",
      '{"titel":"longer than a name may be"}',
      "--spec",
      file,
    ]);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^nlkit: OWN_FRAGE: (ERANGE|EINVAL).* at titel/),
    ]);
  });

  it("is refused where the file is wrong: at its line and column, or for what it is not", async () => {
    const wrong = specFile("wrong.yaml", CONTROLLER.replace("type: u16", "type: u17"));
    const fault = await nlkit(["do", "nlctrl", "frage", "--spec", wrong]);
    const line = CONTROLLER.split("\n").findIndex((each) => each.includes("type: u16")) + 1;
    expect([fault.status, fault.stderr]).toEqual([1, expect.stringContaining(`${wrong}:${line}:`)]);
    const other = await nlkit(["do", "ethtool", "frage", "--spec", file]);
    expect([other.status, other.stderr]).toEqual([
      2,
      expect.stringContaining('describes "nlctrl"'),
    ]);
    const none = await nlkit(["do", "nlctrl", "frage", "--spec", join(folder, "none.yaml")]);
    expect([none.status, none.stderr]).toEqual([1, expect.stringContaining("ENOENT")]);
    const near = await nlkit(["do", "nlctrl", "frage", '{"titl":"x"}', "--spec", file]);
    expect([near.status, near.stderr]).toEqual([
      2,
      expect.stringContaining('did you mean "titel"'),
    ]);
  });
});

const SPECS = fileURLToPath(new URL("../../../shared/specs/", import.meta.url));
const noSpecs = existsSync(SPECS)
  ? ""
  : " (skipped: the kernel's specs are not beside this checkout)";
const box = new Sandbox();
const why = noSpecs || box.whyNot;

describe.skipIf(why !== "")(`a spec of the kernel under another file${why}`, () => {
  const copyOf = (name: string) =>
    specFile(`copy-of-${name}.yaml`, readFileSync(`${SPECS}${name}.yaml`, "utf8"));
  const run = (words: readonly string[]) => nlkit([...box.words(""), ...words]);

  it("works for a generic family, with the path of a refused attribute", async () => {
    const listed = await run(["--json", "family", "list"]);
    const names = (JSON.parse(listed.stdout) as { name: string }[]).map(({ name }) => name);
    if (names.includes("mptcp_pm")) {
      const spec = copyOf("mptcp_pm");
      const addr = '{"addr":{"family":2,"addr4":167772161,"flags":1}}';
      expect(await run(["do", "mptcp_pm", "add-addr", addr, "--spec", spec])).toMatchObject({
        status: 0,
        stderr: "",
      });
      const { stdout } = await run(["--json", "dump", "mptcp_pm", "get-addr", "--spec", spec]);
      expect(JSON.parse(stdout)).toMatchObject([{ addr: { family: 2, addr4: 0x0a000001 } }]);
    }
    const spec = copyOf("ethtool");
    const none = await run([
      "do",
      "ethtool",
      "rings-get",
      '{"header":{"devName":"nope"}}',
      "--spec",
      spec,
    ]);
    expect([none.status, none.stderr]).toEqual([
      1,
      expect.stringMatching(/^nlkit: ETHTOOL_MSG_RINGS_GET: ENODEV .* at header/),
    ]);
  });

  it("works for a raw family", async () => {
    const spec = copyOf("rt-link");
    const { stdout } = await run([
      "--json",
      "do",
      "rt-link",
      "getlink",
      '{"ifname":"lo"}',
      "--spec",
      spec,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ ifname: "lo" });
    const wrong = await run(["do", "rt-link", "newlink", '{"ifiIndex":1,"mtu":1}', "--spec", spec]);
    expect([wrong.status, wrong.stderr]).toEqual([
      expect.any(Number),
      expect.not.stringContaining("at byte"),
    ]);
  });
});
