/**
 * What the type checker makes of the tables of links, nl80211 and nftables: a name that does not exist, a
 * member that is missing, a value of another type or a nest of another shape does not compile.
 *
 * @module
 */
import { describe, expectTypeOf, it } from "vitest";
import type { NetlinkClient } from "../client/index.ts";
import type { FamilyClient } from "../families/generic/index.ts";
import type { Decoded, Encodable } from "../schema/index.ts";
import type { nl80211 } from "./generated/nl80211.ts";
import { nftables } from "./netfilter/index.ts";
import { rtLink } from "./route/index.ts";

declare const client: NetlinkClient;
declare const wireless: FamilyClient<typeof nl80211>;

describe("rt-link", () => {
  const { RTM_NEWLINK, RTM_GETLINK, RTM_GETSTATS } = rtLink.operations;
  type Link = Decoded<typeof RTM_GETLINK.reply>;
  type Request = Encodable<typeof RTM_NEWLINK.request>;
  const take = (request: Request): Request => request;

  it("takes what `ip link add` sends", () => {
    take({
      ifiIndex: 0,
      ifname: "vx0",
      mtu: 1450,
      linkinfo: { kind: "vxlan", data: { id: 42, port: 4789, learning: 0 } },
      afSpec: { inet6: { addrGenMode: "none" } },
    });
    expectTypeOf(client.dump(RTM_GETLINK, {})).toEqualTypeOf<Promise<Link[]>>();
  });

  it("refuses names that the kernel does not have", () => {
    // @ts-expect-error: it is ifname
    take({ ifName: "eth0" });
    // @ts-expect-error: no such member of the header
    take({ ifiFlag: 1 });
    // @ts-expect-error: no such attribute of the nest
    take({ linkinfo: { kinds: "vlan" } });
    // @ts-expect-error: no such mode
    take({ afSpec: { inet6: { addrGenMode: "random-ish" } } });
    // @ts-expect-error: no such attribute, asked of the client
    void client.dump(RTM_GETLINK, { extmask: 1 });
  });

  it("refuses values of other types and nests of other shapes", () => {
    // @ts-expect-error: a number
    take({ mtu: "1500" });
    // @ts-expect-error: a nest, not its kind alone
    take({ linkinfo: "vlan" });
    // @ts-expect-error: a nest, not a list of them
    take({ linkinfo: [{ kind: "vlan" }] });
    // @ts-expect-error: a list of names is within the nest
    take({ propList: "name" });
    // @ts-expect-error: attributes of a link do not stand in its linkinfo
    take({ linkinfo: { ifname: "eth0" } });
  });

  it("refuses a request without what the kernel requires", () => {
    // @ts-expect-error: which statistics
    void client.do(RTM_GETSTATS, { ifindex: 1 });
    void client.do(RTM_GETSTATS, { ifindex: 1, filterMask: 1 });
  });

  it("gives header members always and attributes perhaps", () => {
    expectTypeOf<Link["ifiIndex"]>().toEqualTypeOf<number>();
    expectTypeOf<Link["ifname"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<NonNullable<Link["stats64"]>["rxBytes"]>().toEqualTypeOf<bigint>();
    const link = (decoded: Link): Link => decoded;
    // @ts-expect-error: a decoded link has the members of its header
    link({ ifname: "eth0" });
    // @ts-expect-error: an attribute may be absent
    expectTypeOf<Link>().toHaveProperty("mtu").toEqualTypeOf<number>();
  });
});

describe("nl80211", () => {
  it("takes requests of its commands", () => {
    void wireless.dump("NL80211_CMD_GET_INTERFACE", { ifindex: 3 });
    void wireless.do("NL80211_CMD_SET_INTERFACE", { ifindex: 3, iftype: "monitor" });
    void wireless.do("NL80211_CMD_TRIGGER_SCAN", { ifindex: 3, scanSsids: [new Uint8Array()] });
    void wireless.subscribe("mlme");
  });

  it("refuses commands, groups and attributes that it does not have", () => {
    // @ts-expect-error: no such command
    void wireless.do("NL80211_CMD_GET_INTERFACES", {});
    // @ts-expect-error: no such group
    void wireless.subscribe("mlm");
    // @ts-expect-error: it is ifindex
    void wireless.dump("NL80211_CMD_GET_INTERFACE", { ifIndex: 3 });
    // @ts-expect-error: no such type of interface
    void wireless.do("NL80211_CMD_SET_INTERFACE", { iftype: "managed" });
    // @ts-expect-error: a request has to be given, though it be empty
    void wireless.do("NL80211_CMD_GET_WIPHY");
  });

  it("refuses a request without what the kernel requires", () => {
    // @ts-expect-error: which network
    void wireless.do("NL80211_CMD_CONNECT", { ifindex: 3 });
    // @ts-expect-error: for how long
    void wireless.do("NL80211_CMD_REMAIN_ON_CHANNEL", { ifindex: 3, wiphyFreq: 2412 });
    void wireless.do("NL80211_CMD_CONNECT", { ifindex: 3, ssid: new Uint8Array(4) });
  });

  it("refuses nests of other shapes", () => {
    // @ts-expect-error: a list of names of networks
    void wireless.do("NL80211_CMD_TRIGGER_SCAN", { scanSsids: "home" });
    // @ts-expect-error: no such attribute of connection quality
    void wireless.do("NL80211_CMD_SET_CQM", { cqm: { rssi: 1 } });
    // @ts-expect-error: a nest, not a list
    void wireless.do("NL80211_CMD_SET_CQM", { cqm: [{ rssiThold: [-70] }] });
  });

  it("gives typed answers", async () => {
    const [row] = await wireless.dump("NL80211_CMD_GET_SCAN", { ifindex: 3 });
    expectTypeOf(row?.bss?.bssid).toEqualTypeOf<string | Uint8Array | undefined>();
    // @ts-expect-error: no such attribute of an access point
    expectTypeOf(row?.bss?.essid);
  });
});

describe("nftables", () => {
  const { NFT_MSG_NEWRULE, NFT_MSG_NEWSET, NFT_MSG_GETRULE } = nftables.operations;
  type Rule = Encodable<typeof NFT_MSG_NEWRULE.request>;
  type NewSet = Encodable<typeof NFT_MSG_NEWSET.request>;
  const take = (rule: Rule): Rule => rule;
  const takeSet = (set: Partial<NewSet>): Partial<NewSet> => set;

  it("takes a rule with its expressions", () => {
    take({
      nfgenFamily: 2,
      table: "filter",
      chain: "input",
      expressions: {
        elem: [
          { name: "meta", data: { key: "l4-proto", dreg: "reg-1" } },
          { name: "cmp", data: { sreg: "reg-1", op: "eq", data: { value: Uint8Array.of(6) } } },
          { name: "immediate", data: { dreg: "reg-verdict", data: { verdict: { code: "drop" } } } },
        ],
      },
    });
    takeSet({ table: "filter", name: "s", timeout: 5000n, desc: { size: 10 } });
  });

  it("refuses names that the kernel does not have", () => {
    // @ts-expect-error: it is chain
    take({ table: "filter", chains: "input" });
    // @ts-expect-error: it is elem
    take({ table: "filter", expressions: { elems: [] } });
    // @ts-expect-error: it is name
    take({ table: "filter", expressions: { elem: [{ expr: "meta" }] } });
    // @ts-expect-error: no such attribute of a set's description
    takeSet({ desc: { length: 10 } });
  });

  it("refuses values of other types and nests of other shapes", () => {
    // @ts-expect-error: text
    take({ table: 1 });
    // @ts-expect-error: expressions are a nest of a list
    take({ table: "filter", expressions: [{ name: "meta" }] });
    // @ts-expect-error: a list, though it be of one
    take({ table: "filter", expressions: { elem: { name: "meta" } } });
    // @ts-expect-error: milliseconds are a number
    takeSet({ timeout: "5s" });
  });

  it("refuses a request without what the kernel requires", () => {
    // @ts-expect-error: a rule is in a table
    take({ chain: "input" });
    // @ts-expect-error: a required member is no undefined one
    take({ table: undefined, chain: "input" });
    // @ts-expect-error: an identifier, too
    void client.do(NFT_MSG_NEWSET, { table: "filter", name: "s", keyLen: 4 });
    void client.do(NFT_MSG_NEWSET, { table: "filter", name: "s", keyLen: 4, id: 1 });
  });

  it("gives typed answers", () => {
    type Reply = Decoded<typeof NFT_MSG_GETRULE.reply>;
    expectTypeOf<Reply["nfgenFamily"]>().toEqualTypeOf<number>();
    expectTypeOf<Reply["handle"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<
      NonNullable<NonNullable<Reply["expressions"]>["elem"]>[number]["name"]
    >().toEqualTypeOf<string | undefined>();
  });
});
