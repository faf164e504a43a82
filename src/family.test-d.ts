/**
 * The types of clients that are opened by a name, a table, or a spec.
 *
 * @module
 */
import { expectTypeOf, test } from "vitest";
import {
  type AnyFamily,
  type FamilyClientOf,
  type FamilyName,
  type FamilyTableByName,
  openFamily,
  type RawFamily,
} from "./family.ts";
import { defineFamily, type FamilyClient, u32 } from "./generic.ts";
import type { FamilyTable } from "./schema/index.ts";

const demo = defineFamily({
  name: "DEMO",
  attributes: { id: [1, u32] },
  operations: { get: { command: 1 } },
  groups: ["events"],
});

test("a family is generic or raw by its table, and either where only the program knows", () => {
  type Client<Name extends FamilyName> = FamilyClientOf<FamilyTableByName<Name>>;
  expectTypeOf<Client<"nftables">>().toEqualTypeOf<RawFamily<FamilyTableByName<"nftables">>>();
  expectTypeOf<Client<"ethtool">>().toEqualTypeOf<FamilyClient<FamilyTableByName<"ethtool">>>();
  expectTypeOf<FamilyClientOf<typeof demo>>().toEqualTypeOf<FamilyClient<typeof demo>>();
  expectTypeOf<FamilyClientOf<FamilyTable>>().toEqualTypeOf<AnyFamily>();
});

test("requests, answers, batches and groups are those of the table", async () => {
  const links = {} as FamilyClientOf<FamilyTableByName<"rt-link">>;
  const lo = await links.do("RTM_GETLINK", { ifname: "lo" });
  expectTypeOf(lo?.ifiIndex).toEqualTypeOf<number | undefined>();
  // @ts-expect-error -- no such attribute
  void links.do("RTM_GETLINK", { ifnam: "lo" });
  // @ts-expect-error -- no such operation
  void links.dump("RTM_GETLINC", {});
  // @ts-expect-error -- a group of another family
  links.subscribe("NFNLGRP_NFTABLES");
  // @ts-expect-error -- the value is that of another operation
  void links.batch([{ operation: "RTM_GETLINK", value: { family: "x" } }]);
  const tunnels = {} as FamilyClient<FamilyTableByName<"l2tp">>;
  const tunnel = await tunnels.do("L2TP_CMD_TUNNEL_GET", { connId: 1 });
  expectTypeOf(tunnel?.stats?.txPackets).toEqualTypeOf<bigint | undefined>();
  // @ts-expect-error -- a tunnel needs more than its number
  void tunnels.do("L2TP_CMD_TUNNEL_CREATE", { connId: 1 });
  const nft = {} as FamilyClientOf<FamilyTableByName<"nftables">>;
  void nft.batch([{ operation: "NFT_MSG_NEWTABLE", value: { name: "t" } }], { generation: 1 });
  // @ts-expect-error -- no family of that name
  void openFamily("rt-lnk");
  // @ts-expect-error -- a generic family's batch has no generation
  void ({} as FamilyClient<typeof demo>).batch([], { generation: 1 });
});
