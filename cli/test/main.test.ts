import type { Address, Link, Route } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { nlkit, Sandbox } from "./support.ts";

const sandbox = new Sandbox();
const NOBODY = 65534;

/** Why nobody's rights cannot be taken here; undefined where they can. */
async function whyNobodyCannotRun(): Promise<string | undefined> {
  try {
    const { status } = await nlkit(["--version"], { uid: NOBODY });
    return status === 0 ? undefined : "the command cannot be read by another user here";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("nlkit without a kernel", () => {
  it("prints its version and its help", async () => {
    expect((await nlkit(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = await nlkit(["link", "set", "--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}mtu NUMBER +largest packet, in bytes$/m);
  });

  it("prints the options of a kind in its help", async () => {
    const { stdout } = await nlkit(["link", "add", "type", "vxlan", "--help"]);
    expect(stdout).toMatch(/^ {2}port\|dstport NUMBER$/m);
    expect(stdout).toMatch(/^ {2}label_policy fixed\|inherit$/m);
  });

  it("says on standard error how it is used when it is given nothing", async () => {
    const { status, stdout, stderr } = await nlkit([]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage: nlkit");
  });

  it.each([
    [["lnk", "list"], "nlkit: unknown command 'lnk'\n  hint: did you mean \"link\"?\n"],
    [["--jsn", "link"], "nlkit: unknown option '--jsn'\n  hint: did you mean \"--json\"?\n"],
    [["--timeout", "soon", "link"], 'nlkit: --timeout: "soon" is no number of seconds\n'],
    [
      ["overview", "all"],
      "nlkit: too many arguments for 'overview'. Expected 0 arguments but got 1.\n",
    ],
  ])("refuses %j", async (args, message) => {
    const { status, stdout, stderr } = await nlkit(args);
    expect([status, stdout, stderr]).toEqual([2, "", message]);
  });

  it.each([
    ["nlkit-none", "no namespace of this name"],
    ["2147483647", "no such namespace, or no such process"],
    ["/nonexistent/ns", "no such namespace, or no such process"],
  ])("refuses the namespace %s", async (netns, hint) => {
    const { status, stderr } = await nlkit(["--netns", netns, "link", "list"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nlkit: (open|setns) .*ENOENT.*\n {2}hint: /);
    expect(stderr).toContain(hint);
  });

  it("says what is missing to someone without privilege", async (context) => {
    const why = await whyNobodyCannotRun();
    if (why !== undefined) return context.skip(`skipped: no rights to give up: ${why}`);
    // The kernel refuses before it looks for the link, which does not exist.
    const { status, stderr } = await nlkit(["link", "del", "nlkit-none"], { uid: NOBODY });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nlkit: RTM_DELLINK: EPERM .*\n {2}hint: .*CAP_NET_ADMIN/);
  });
});

describe.skipIf(sandbox.whyNot !== "")(`nlkit overview, output${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 type veth peer name v1");
    await sandbox.text("link add br0 type bridge");
    await sandbox.text("link set v0 master br0 up");
    await sandbox.text("link set br0 up");
    await sandbox.text("addr add 10.0.0.1/24 dev br0");
    await sandbox.text("route add 10.9.0.0/16 via 10.0.0.2 table 77");
  });

  it("draws ports under their bridge, and tables with main first", async () => {
    const text = await sandbox.text("overview", { env: { LANG: "C.UTF-8" } });
    expect(text).toMatch(/^br0 +bridge +\S+ +1500 +10\.0\.0\.1\/24.*$\n^└─ v0 ⇄ v1 +veth /m);
    expect(text).toContain("routes of table main: ");
    expect(text.indexOf("routes of table main: ")).toBeLessThan(
      text.indexOf("routes of table 77: 1"),
    );
    expect(text).not.toContain("table local");
    expect(await sandbox.text("overview -a")).toContain("routes of table local: ");
  });

  it("draws with ASCII where the locale has no more", async () => {
    expect(await sandbox.text("overview")).toMatch(/^`- v0 <-> v1 /m);
  });

  it("gives all of it as one JSON object", async () => {
    const page = await sandbox.json<{ links: Link[]; addresses: Address[]; routes: Route[] }>(
      "overview",
    );
    expect(page.links.find(({ name }) => name === "v0")?.masterName).toBe("br0");
    expect(page.addresses.map(({ address }) => address)).toContain("10.0.0.1");
    expect(page.routes.map(({ table }) => table)).toContain(77);
  });

  it("shows links when the object stands alone", async () => {
    const names = (text: string): string[] => text.match(/^\d+: [^:]+/gm) ?? [];
    expect(names(await sandbox.text("link"))).toHaveLength(4);
    expect(names(await sandbox.text("link"))).toEqual(names(await sandbox.text("link list")));
  });

  it("takes options before and after the words", async () => {
    expect(await sandbox.text("link get lo --json")).toBe(await sandbox.text("--json link get lo"));
  });

  it("is plain in a pipe, and coloured on request", async () => {
    const plain = await sandbox.text("link list lo", { env: { TERM: "xterm", CI: "1" } });
    expect(plain).not.toContain("\u001b");
    const coloured = await sandbox.text("link list lo", { env: { FORCE_COLOR: "1" } });
    expect(coloured).toContain("\u001b[36mlo\u001b[39m");
    expect(await sandbox.text("link list lo", { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).toBe(
      plain,
    );
  });

  it("ends quietly when its reader has gone", async () => {
    const setUp = "i=0; while [ $i -lt 8 ]; do nlkit link list; i=$((i+1)); done | head -1";
    const { stdout, stderr } = await sandbox.shell(
      `${setUp}; nlkit --json link list | true; nlkit link list >&-`,
    );
    expect(stdout).toMatch(/^1: lo: .*\n$/);
    expect(stderr).toBe("");
  });

  it("traces what it sends and receives", async () => {
    const { stderr } = await sandbox.run("link get lo", { env: { NLKIT_TRACE: "1" } });
    expect(stderr).toMatch(/^send RTM_GETLINK seq \d+ flags request\S* \{.*"ifname":"lo"/m);
    expect(stderr).toMatch(/^receive RTM_NEWLINK seq \d+ \{.*"ifname":"lo"/m);
    const refused = await sandbox.run("link set v0 mtu 5", { env: { NLKIT_TRACE: "bytes" } });
    expect(refused.stderr).toMatch(/^receive NLMSG_ERROR .* EINVAL \(invalid argument\) /m);
    expect(refused.stderr).toMatch(/^ {4}0000 {2}([0-9a-f]{2} ){16} /m);
  });
});
