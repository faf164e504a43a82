import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, describe, expect, it } from "vitest";
import { COMMAND, collect, nlkit, type Result } from "./support.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "nlkit-decode-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const GETLINK = "20000000 12000103 01000000 00000000 00000000 00000000 00000000 00000000";

function file(name: string, content: string | Uint8Array): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

/** Runs the command with something on its standard input. */
async function piped(args: readonly string[], input: string): Promise<Result> {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: "pipe" });
  const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
  child.stdin.end(input);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout: stdout(), stderr: stderr() };
}

const rows = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("nlkit decode", () => {
  it("takes ids of generic families that the capture does not tell of, and refuses what is none", async () => {
    // A request of the controller's, under an id that no kernel gives it.
    const request = "20000000 63000100 01000000 00000000 03020000 0b000200 6e6c6374 726c0000";
    const decode = (...more: string[]) =>
      piped(["--json", "decode", "--protocol", "generic", ...more], `${request}\n`);
    expect(rows((await decode()).stdout)[0]).toMatchObject({ name: 99 });
    expect(rows((await decode("--family", "0x63=nlctrl")).stdout)[0]).toMatchObject({
      name: "CTRL_CMD_GETFAMILY",
      body: { familyName: "nlctrl" },
    });
    expect((await decode("--family", "live")).status).toBe(0);
    expect(await decode("--family", "ethtool")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("neither ID=NAME nor live"),
    });
  });

  it.each([[["--json", "decode", "-"]], [["decode", "--json"]]])(
    "prints a line of JSON a message of standard input: %j",
    async (args) => {
      const { status, stdout, stderr } = await piped(args, `# ip link\n${GETLINK}\n${GETLINK}\n`);
      expect([status, stderr]).toEqual([0, ""]);
      expect(rows(stdout)).toHaveLength(2);
      expect(rows(stdout)[0]).toEqual({
        protocol: "NETLINK_ROUTE",
        name: "RTM_GETLINK",
        header: { len: 32, type: 18, flags: ["request", "dump"], seq: 1, portId: 0 },
        body: { ifiFamily: 0, ifiType: 0, ifiIndex: 0, ifiFlags: 0, ifiChange: 0 },
      });
    },
  );

  it("prints a tree of a file, with offsets and bytes", async () => {
    const { status, stdout } = await nlkit(["decode", file("a.hex", GETLINK)]);
    expect(status).toBe(0);
    expect(stdout).toBe(
      "line 1: NETLINK_ROUTE request RTM_GETLINK len 32 seq 1 port 0 flags request,dump\n" +
        "  0000  20 00 00 00 12 00 01 03 01 00 00 00 00 00 00 00  nlmsghdr\n" +
        "  0010  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ifinfomsg " +
        "ifiFamily 0 ifiType 0 ifiIndex 0 ifiFlags 0 ifiChange 0\n",
    );
  });

  it.each(["generic", "NETLINK_GENERIC", "16", "0x10"])("takes %s for a protocol", async (word) => {
    const line = "14000000 10000500 01000000 00000000 03020000";
    const { stdout } = await piped(["--json", "decode", "--protocol", word], line);
    expect(rows(stdout)).toMatchObject([
      { protocol: "NETLINK_GENERIC", name: "CTRL_CMD_GETFAMILY", header: { cmd: 3, version: 2 } },
    ]);
  });

  it("is told which way the lines went", async () => {
    const { stdout } = await piped(["--json", "decode", "--reply"], GETLINK);
    expect(rows(stdout)).toMatchObject([{ direction: "reply" }]);
  });

  it("goes on after a line that does not parse", async () => {
    const { status, stdout } = await piped(["--json", "decode"], `${GETLINK}\nxyz\n${GETLINK}\n`);
    expect(status).toBe(0);
    expect(rows(stdout)[1]).toMatchObject({
      name: null,
      header: null,
      path: ["line 2"],
      error: 'line 2 at byte 0: expected hexadecimal digits in pairs, got "xyz"',
    });
    expect(rows(stdout)).toHaveLength(3);
  });

  it("ends with 1 for what is no capture, and says what it expects", async () => {
    const path = file("prose.txt", "nothing of the sort\n");
    const { status, stdout, stderr } = await nlkit(["decode", path]);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      `nlkit: ${path}: line 1 at byte 0: expected a pcap or pcapng file, hexadecimal lines, or text of ` +
        'strace -xx, got "nothing of the sort"\n',
    );
    expect(await nlkit(["decode", join(FOLDER, "absent")])).toMatchObject({ status: 1 });
    const short = await piped(["--json", "decode"], "0102\n");
    expect(short.status).toBe(1);
    expect(short.stderr).toContain("standard input: it has no message that can be read");
    expect(rows(short.stdout)).toHaveLength(1);
  });

  it.each([
    [["decode", "--protocol", "rout"], 'unknown protocol "rout"\n  hint: did you mean "route"?'],
    [["decode", "--protocol", "70000"], '--protocol: "70000" is no number of a netlink protocol'],
    [["decode", "--request", "--reply"], "--request and --reply exclude each other"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await piped(args, GETLINK);
    expect([status, stderr]).toEqual([2, `nlkit: ${message}\n`]);
  });
});

/** Why no program can be traced here; undefined where one can. */
function whyNoTrace(): string | undefined {
  for (const [program, arg] of [
    ["strace", "-V"],
    ["ip", "-V"],
    ["unshare", "-V"],
  ] as const) {
    if (spawnSync(program, [arg]).error !== undefined) return `${program} is not installed`;
  }
  const { status } = spawnSync("unshare", ["-Urn", "strace", "-o", "/dev/null", "ip", "link"]);
  return status === 0 ? undefined : "no program can be traced in a namespace of its own here";
}

const reason = whyNoTrace();

describe.skipIf(reason !== undefined)(
  `nlkit decode of what strace prints${reason ? ` (skipped: ${reason})` : ""}`,
  () => {
    const CALLS = "trace=socket,sendmsg,recvmsg,sendto,recvfrom";

    /** What strace prints of a shell script in a namespace. */
    function trace(script: string, ...options: string[]): string {
      const path = join(FOLDER, "trace");
      const words = ["strace", "-f", "-xx", "-s", "65536", "-e", CALLS, ...options, "-o", path];
      spawnSync("unshare", ["-Urn", ...words, "sh", "-c", script]);
      return path;
    }

    it("shows the links that ip got, and what it was refused", async () => {
      const path = trace(
        "ip link add v0 type veth peer name v1; ip link set v0 mtu 10; ip -d link",
        ...["-e", "read=all", "-e", "write=all"],
      );
      const { status, stdout, stderr } = await nlkit(["--json", "decode", path]);
      expect([status, stderr]).toEqual([0, ""]);
      const found = rows(stdout) as { name: string; body: Record<string, unknown> }[];
      expect(found.filter((row) => "error" in row)).toEqual([]);
      const links = found.filter(
        ({ name, body }) => name === "RTM_NEWLINK" && body["mtu"] === 1500,
      );
      expect(new Set(links.map(({ body }) => body["ifname"]))).toEqual(new Set(["v0", "v1"]));
      expect(found.find(({ body }) => body["errno"] === "EINVAL")?.body).toMatchObject({
        operation: "RTM_NEWLINK",
        extack: { attributePath: ["mtu"] },
      });
      const text = await nlkit(["decode", path]);
      expect(text.stdout).toMatch(/^ {2}RTM_NEWLINK: EINVAL \(invalid argument\) at mtu: "/m);
    });

    it("reads the strings of calls that strace does not decode", async () => {
      const path = trace("ip link", "-e", "verbose=none");
      const { status, stdout } = await nlkit(["--json", "decode", path]);
      expect(status).toBe(0);
      expect(rows(stdout)).toContainEqual(
        expect.objectContaining({ name: "RTM_GETLINK", direction: "request" }),
      );
    });
  },
);
