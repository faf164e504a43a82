import type { Address } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "./support.ts";

const sandbox = new Sandbox();

describe.skipIf(sandbox.whyNot !== "")(`nlkit addr${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add br0 type bridge");
    await sandbox.text("link set br0 up");
    await sandbox.text("addr add 10.0.0.1/24 dev br0 brd +");
    await sandbox.text("addr add fd00:1::1/64 dev br0 valid_lft 1000s preferred_lft 500 nodad");
  });

  it("lists addresses as JSON: one array, all links", async () => {
    const addresses = await sandbox.json<Address[]>("addr list");
    expect(
      addresses.map(({ dev, address, prefixLength }) => [dev, `${address}/${prefixLength}`]),
    ).toEqual(
      expect.arrayContaining([
        ["br0", "10.0.0.1/24"],
        ["br0", "fd00:1::1/64"],
      ]),
    );
  });

  it("lists them under their links as text", async () => {
    const lines = (await sandbox.text("addr show br0")).split("\n");
    expect(lines[0]).toMatch(/^\d+: br0: </);
    expect(lines).toContain("    inet 10.0.0.1/24 brd 10.0.0.255 scope global dev br0");
    expect(lines.join("\n")).toMatch(
      /^ {4}inet6 fd00:1::1\/64 scope global nodad dynamic dev br0 valid_lft \d+s preferred_lft \d+s$/m,
    );
  });

  it("keeps to a family", async () => {
    const families = (await sandbox.json<Address[]>("-6 addr list")).map(({ family }) => family);
    expect(new Set(families)).toEqual(new Set(["ipv6"]));
    expect(await sandbox.text("-4 addr list")).not.toContain("inet6");
  });

  it("finds one address, however it is written", async () => {
    expect(await sandbox.json<Address>("addr get fd00:1:0:0::1")).toMatchObject({
      dev: "br0",
      prefixLength: 64,
    });
    const { status, stderr } = await sandbox.run("addr get 10.0.0.9 dev br0");
    expect([status, stderr]).toEqual([1, "nlkit: br0 does not have the address 10.0.0.9\n"]);
  });

  it("changes what is given, and leaves the rest", async () => {
    await sandbox.text("addr set fd00:1::1 dev br0 preferred_lft 100");
    const { validLifetime, preferredLifetime } = await sandbox.json<Address>("addr get fd00:1::1");
    expect(preferredLifetime).toBeGreaterThan(50);
    expect(preferredLifetime).toBeLessThanOrEqual(100);
    expect(validLifetime).toBeGreaterThan(900);
    expect((await sandbox.run("addr set 10.9.9.9 dev br0 valid_lft 5")).status).toBe(1);
  });

  it("replaces and removes", async () => {
    await sandbox.text("addr replace 10.5.0.1/16 dev br0 label br0:x metric 7");
    await sandbox.text("addr replace 10.5.0.1/16 dev br0 label br0:x metric 8");
    expect(await sandbox.json<Address>("addr get 10.5.0.1")).toMatchObject({
      label: "br0:x",
      metric: 8,
    });
    await sandbox.text("addr del 10.5.0.1/16 dev br0");
    const { status, stderr } = await sandbox.run("addr del 10.5.0.1/16 dev br0");
    expect(status).toBe(1);
    expect(stderr).toContain("EADDRNOTAVAIL");
  });

  it.each([
    ["addr add 10.0.0.300/24 dev br0", "expected an IPv4 or IPv6 address"],
    ["addr add 10.0.0.1/33 dev br0", "expected a prefix length from 0 to 32"],
    ["addr add 10.0.0.2/24", "addr add: dev LINK is missing"],
    [
      "addr add 10.0.0.2/24 dev br0 vaild_lft 5",
      'unknown word "vaild_lft"\n  hint: did you mean "valid_lft"?',
    ],
    ["addr add", "addr add: an address is missing after it"],
    ["-4 -6 addr list", "-4 and -6 exclude each other"],
  ])("refuses %s", async (line, message) => {
    const { status, stderr } = await sandbox.run(line);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it("says that an address is there already", async () => {
    const { status, stderr } = await sandbox.run("addr add 10.0.0.1/24 dev br0");
    expect(status).toBe(1);
    expect(stderr).toContain("EEXIST");
  });
});
