/**
 * Families of raw protocols by name on the real kernel: rt-link, tc, and batches of nftables.
 *
 * @module
 */
import { afterAll, describe, expect, expectTypeOf, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import type { FamilyName } from "../../src/families/any/index.ts";
import { openFamily } from "../../src/family.ts";
import { createNamespace } from "../../src/socket/index.ts";
import {
  NLM_F_ACK,
  NLM_F_CREATE,
  NLM_F_ECHO,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../../src/wire/index.ts";

function newNamespace() {
  try {
    return createNamespace();
  } catch (error) {
    return { whyNot: ` (skipped: ${(error as Error).message})` };
  }
}
const namespace = newNamespace();
const whyNot = "whyNot" in namespace ? namespace.whyNot : "";
const netns = "whyNot" in namespace ? "" : namespace.path;
afterAll(() => {
  if (!("whyNot" in namespace)) namespace.close();
});

async function nftablesWhyNot(): Promise<string> {
  if (whyNot !== "") return whyNot;
  try {
    await using nft = await openFamily("nftables", { netns });
    await nft.do("NFT_MSG_GETGEN", {});
    return "";
  } catch (error) {
    return ` (skipped: no nftables here: ${(error as Error).message})`;
  }
}
const noNftables = await nftablesWhyNot();

describe.skipIf(whyNot !== "")(`a raw family by its name${whyNot}`, () => {
  it("is asked and listened to by the names of its table", async () => {
    await using links = await openFamily("rt-link", { netns });
    const [events, lo] = [
      links.subscribe("RTNLGRP_LINK"),
      await links.do("RTM_GETLINK", { ifname: "lo" }),
    ];
    expectTypeOf(lo?.ifname).toEqualTypeOf<string | undefined>();
    expect(lo).toMatchObject({ ifiIndex: 1, ifname: "lo" });
    const made = await links.do(
      "RTM_NEWLINK",
      { ifname: "raw0", linkinfo: { kind: "bridge" } },
      { flags: NLM_F_CREATE | NLM_F_EXCL | NLM_F_ECHO },
    );
    expect(made).toMatchObject({ ifname: "raw0", linkinfo: { kind: "bridge" } });
    expect((await events.next()).value).toMatchObject({
      kind: "message",
      name: "RTM_NEWLINK",
      body: { ifname: "raw0" },
    });
    const names = (await links.dump("RTM_GETLINK", {})).map(({ ifname }) => ifname);
    expect(names).toEqual(expect.arrayContaining(["lo", "raw0"]));
    await expect(
      links.do(
        "RTM_NEWLINK",
        { ifname: "raw0", linkinfo: { kind: "bridge" } },
        { flags: NLM_F_CREATE | NLM_F_EXCL },
      ),
    ).rejects.toMatchObject({ errnoName: "EEXIST" });
  });

  it("makes and replaces a qdisc", async () => {
    await using tc = await openFamily("tc", { netns });
    const qdisc = { ifindex: 1, parent: 0xffffffff, handle: 0x10000, kind: "tbf" } as const;
    const rate = (value: number) => ({
      ...qdisc,
      options: { parms: { rate: { rate: value, linklayer: 1 }, limit: 10_000 }, burst: 5000 },
    });
    await tc.do("RTM_NEWQDISC", rate(125_000), { flags: NLM_F_CREATE | NLM_F_EXCL });
    await tc.do("RTM_NEWQDISC", rate(250_000), { flags: NLM_F_CREATE | NLM_F_REPLACE });
    const [row] = (await tc.dump("RTM_GETQDISC", { ifindex: 1 })).filter(
      ({ kind }) => kind === "tbf",
    );
    expect(row).toMatchObject({ handle: 0x10000, options: { parms: { rate: { rate: 250_000 } } } });
    await tc.do("RTM_DELQDISC", qdisc);
  });

  it("sends many at once, each for itself, and tells which failed", async () => {
    await using links = await openFamily("rt-link", { netns });
    const flags = NLM_F_CREATE | NLM_F_EXCL;
    const bridge = (ifname: string) =>
      ({
        operation: "RTM_NEWLINK",
        value: { ifname, linkinfo: { kind: "bridge" } },
        flags,
      }) as const;
    const { carriedOut, failures } = await links.batch([bridge("m0"), bridge("lo"), bridge("m1")]);
    expect(carriedOut).toBe(2);
    expect(failures).toMatchObject([{ index: 1, error: { errnoName: "EEXIST" } }]);
    await expect(links.batch([bridge("m2")], { generation: 1 })).rejects.toMatchObject({
      field: "generation",
    });
  });

  it("refuses names that there are none of, with the nearest", async () => {
    await expect(openFamily("rt-lnk" as FamilyName)).rejects.toThrow('did you mean "rt-link"?');
    await using links = await openFamily("rt-link", { netns });
    await expect(links.do("RTM_GETLINC" as "RTM_GETLINK", {})).rejects.toThrow('"RTM_GETLINK"');
    expect(() => links.subscribe("RTNLGRP_LINC" as "RTNLGRP_LINK")).toThrow('"RTNLGRP_LINK"');
  });
});

describe.skipIf(noNftables !== "")(`batches of nftables${noNftables}`, () => {
  const table = { nfgenFamily: 2, name: "t" };
  const newTable = { operation: "NFT_MSG_NEWTABLE", value: table, flags: NLM_F_CREATE } as const;
  const newChain = (name: string, more: object = {}) =>
    ({
      operation: "NFT_MSG_NEWCHAIN",
      value: { nfgenFamily: 2, table: "t", name, ...more },
      flags: NLM_F_CREATE,
    }) as const;

  it("carry out all, and echo what the kernel made of it", async () => {
    await using nft = await openFamily("nftables", { netns });
    const chain = newChain("c");
    const { sent, carriedOut, failures, echoes } = await nft.batch([
      newTable,
      { ...chain, flags: chain.flags | NLM_F_ECHO },
    ]);
    expect({ sent, carriedOut, failures }).toEqual({ sent: 2, carriedOut: 2, failures: [] });
    expect(echoes).toMatchObject([
      { index: 1, name: "NFT_MSG_NEWCHAIN", body: { table: "t", name: "c", handle: 1n } },
    ]);
    expect(await nft.do("NFT_MSG_GETTABLE", table)).toMatchObject({ name: "t", use: 1 });
    await nft.do("NFT_MSG_DELTABLE", table);
  });

  it("carry out nothing where one fails, and tell each that failed with its attribute", async () => {
    await using nft = await openFamily("nftables", { netns });
    const { carriedOut, failures } = await nft.batch([
      newTable,
      newChain("good"),
      newChain("bad", { hook: { num: 77, priority: 0 } }),
      { operation: "NFT_MSG_DELCHAIN", value: { nfgenFamily: 2, table: "t", name: "none" } },
      newChain("good2"),
    ]);
    expect(carriedOut).toBe(0);
    expect(failures.map(({ index }) => index)).toEqual([2, 3]);
    expect(failures[1]?.error).toBeInstanceOf(NetlinkErrnoError);
    expect(failures[1]?.error).toMatchObject({
      errnoName: "ENOENT",
      operation: "NFT_MSG_DELCHAIN",
      extack: { attributePath: ["name"] },
    });
    expect(await nft.dump("NFT_MSG_GETTABLE", { nfgenFamily: 2 })).toEqual([]);
  });

  it("are refused as a whole for a generation that is past", async () => {
    await using nft = await openFamily("nftables", { netns });
    const { id: generation = 0 } = (await nft.do("NFT_MSG_GETGEN", {})) ?? {};
    await expect(nft.batch([newTable], { generation: generation + 1 })).rejects.toMatchObject({
      operation: "NFNL_MSG_BATCH_BEGIN",
      errnoName: "ERESTART",
    });
    expect(await nft.dump("NFT_MSG_GETTABLE", { nfgenFamily: 2 })).toEqual([]);
    const { carriedOut } = await nft.batch([newTable], { generation });
    expect(carriedOut).toBe(1);
    await nft.do("NFT_MSG_DELTABLE", table);
  });

  it("hold changes only, are sent for a single one, and are nothing where they are empty", async () => {
    await using nft = await openFamily("nftables", { netns });
    await expect(
      nft.batch([newTable, { operation: "NFT_MSG_GETTABLE", value: table }]),
    ).rejects.toMatchObject({ field: "1.operation" });
    const made = await nft.do("NFT_MSG_NEWTABLE", table, {
      flags: NLM_F_CREATE | NLM_F_ECHO | NLM_F_ACK,
    });
    expect(made).toMatchObject({ name: "t", handle: expect.any(BigInt) });
    await expect(nft.do("NFT_MSG_NEWTABLE", table, { flags: NLM_F_EXCL })).rejects.toMatchObject({
      errnoName: "EEXIST",
      extack: { attributePath: ["name"] },
    });
    const wrong = { ...newTable, value: { ...table, nam: "x" } as typeof table };
    const { sent, failures } = await nft.batch([newTable, wrong]);
    expect({ sent, first: failures[0]?.index }).toEqual({ sent: 0, first: 1 });
    expect(failures[0]?.error).toMatchObject({ code: "ERR_NETLINK_ENCODE", path: ["nam"] });
    expect(await nft.batch([])).toEqual({ sent: 0, carriedOut: 0, failures: [], echoes: [] });
    await nft.do("NFT_MSG_DELTABLE", table);
  });
});
