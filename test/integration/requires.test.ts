/**
 * What the tables say that an operation requires, asked of the running kernel: it refuses a request without any one of
 * these members, and not for that reason the whole one.
 *
 * @module
 */
import { afterAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import { openFamily } from "../../src/family.ts";
import { createNamespace } from "../../src/socket/index.ts";
import { nftables } from "../../src/uapi/netfilter/index.ts";
import { rtLink } from "../../src/uapi/route/index.ts";
import { NLM_F_CREATE } from "../../src/wire/index.ts";

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

const NFPROTO_INET = 1;
/** A request for each operation that requires something, with all that it requires and no more than it needs. */
const WHOLE: Readonly<Record<string, object>> = {
  NFT_MSG_NEWTABLE: { name: "t2" },
  NFT_MSG_NEWCHAIN: { table: "t", name: "c2" },
  NFT_MSG_DELCHAIN: { table: "t", name: "none" },
  NFT_MSG_DESTROYCHAIN: { table: "t", name: "none" },
  NFT_MSG_NEWRULE: { table: "t", chain: "c" },
  NFT_MSG_DELRULE: { table: "t", chain: "c" },
  NFT_MSG_DESTROYRULE: { table: "t", chain: "c" },
  NFT_MSG_NEWSET: { table: "t", name: "s2", keyLen: 4, id: 7 },
  NFT_MSG_DELSET: { table: "t", name: "none" },
  NFT_MSG_DESTROYSET: { table: "t", name: "none" },
  NFT_MSG_NEWSETELEM: { table: "t", set: "s", elements: [] },
  NFT_MSG_GETSETELEM: { table: "t", set: "s", elements: [] },
  NFT_MSG_GETSETELEM_RESET: { table: "t", set: "s", elements: [] },
  NFT_MSG_DELSETELEM: { table: "t", set: "s", elements: [] },
  NFT_MSG_DESTROYSETELEM: { table: "t", set: "s", elements: [] },
  NFT_MSG_NEWOBJ: { table: "t", name: "o", type: "counter", data: new Uint8Array() },
  NFT_MSG_DELOBJ: { table: "t", type: "counter", name: "none" },
  NFT_MSG_DESTROYOBJ: { table: "t", type: "counter", name: "none" },
  NFT_MSG_NEWFLOWTABLE: { table: "t", name: "f", hook: { num: 0, priority: 0 } },
  NFT_MSG_DELFLOWTABLE: { table: "t", name: "none" },
  NFT_MSG_DESTROYFLOWTABLE: { table: "t", name: "none" },
};

async function openNftables() {
  if (whyNot !== "") return { whyNot };
  const family = await openFamily("nftables", { netns });
  try {
    const flags = NLM_F_CREATE;
    await family.batch([
      { operation: "NFT_MSG_NEWTABLE", value: { nfgenFamily: NFPROTO_INET, name: "t" }, flags },
      {
        operation: "NFT_MSG_NEWCHAIN",
        value: { nfgenFamily: NFPROTO_INET, table: "t", name: "c" },
        flags,
      },
      {
        operation: "NFT_MSG_NEWSET",
        value: { nfgenFamily: NFPROTO_INET, table: "t", name: "s", keyLen: 4, keyType: 7, id: 1 },
        flags,
      },
    ]);
    return { whyNot: "", family };
  } catch (error) {
    family.close();
    return { whyNot: ` (skipped: no nftables here: ${(error as Error).message})` };
  }
}
const nft = await openNftables();
afterAll(() => nft.family?.close());

/** The errno of a change, or 0. */
async function errnoOf(name: string, value: object): Promise<string> {
  try {
    await nft.family?.do(name as never, { nfgenFamily: NFPROTO_INET, ...value } as never, {
      flags: name.startsWith("NFT_MSG_NEW") ? NLM_F_CREATE : 0,
    });
    return "";
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    return error.errnoName;
  }
}

const requiring = Object.values(nftables.operations).filter(({ requires }) => requires);

describe.skipIf(nft.whyNot !== "")(`what nftables requires${nft.whyNot}`, () => {
  it("has a whole request for each such operation", () => {
    expect(requiring.map(({ name }) => name).toSorted()).toEqual(Object.keys(WHOLE).toSorted());
  });

  it.each(requiring)("$name", async ({ name, requires = [] }) => {
    const whole = WHOLE[name] as Record<string, unknown>;
    const errnos: Record<string, string> = { "": await errnoOf(name, whole) };
    for (const left of requires) {
      const { [left]: member, ...rest } = whole;
      expect(member, left).toBeDefined();
      errnos[left] = await errnoOf(name, rest);
    }
    expect(errnos).toEqual({
      "": expect.not.stringMatching(/EINVAL/),
      ...Object.fromEntries(requires.map((left) => [left, "EINVAL"])),
    });
  });
});

describe.skipIf(whyNot !== "")(`what rt-link requires${whyNot}`, () => {
  it("RTM_GETSTATS: a filter", async () => {
    expect(rtLink.operations.RTM_GETSTATS.requires).toEqual(["filterMask"]);
    await using family = await openFamily("rt-link", { netns });
    await expect(family.do("RTM_GETSTATS", { ifindex: 1, filterMask: 0 })).rejects.toMatchObject({
      errnoName: "EINVAL",
    });
    await expect(family.do("RTM_GETSTATS", { ifindex: 1, filterMask: 1 })).resolves.toMatchObject({
      ifindex: 1,
    });
  });
});
