/**
 * Links: made, changed, deleted, listed and told of.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  CREATE,
  type Dialog,
  DUMP,
  down,
  ECHO,
  EXCL,
  encode,
  ends,
  inDialog,
  LINKS,
  link,
  NEW,
  type Request,
  set,
  up,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const bridge = { kind: "bridge" };
const br0 = link({ ifname: "br0", linkinfo: bridge });
const newBridge = (value: object): Request => link({ linkinfo: bridge, ...value });
const del = (value: object): Request => ["RTM_DELLINK", 0, value];

const names = (dialog: Dialog, value: object = {}): string[] =>
  dialog.dump("RTM_GETLINK", value).map(({ ifname }) => ifname);
const one = (dialog: Dialog, ifname: string) => dialog.get("RTM_GETLINK", { ifname });

/** What is told of a link, and not by its bridge. */
const toldOf = (dialog: Dialog, ifname: string) =>
  dialog.told().filter(({ value }) => value?.ifname === ifname && value.ifiFamily === 0);

/** Attributes of which the values are not the machine's. */
const STEADY = {
  txqlen: 1000,
  linkmode: "default",
  group: 0,
  promiscuity: 0,
  allmulti: 0,
  gsoMaxSegs: 65_535,
  gsoMaxSize: 65_536,
  groMaxSize: 65_536,
  tsoMaxSegs: 65_535,
  protoDown: 0,
  xdp: { attached: 0 },
  qdisc: "noop",
};

const VLAN_ON_DUMMY: readonly Request[] = [
  link({ ifname: "d0", linkinfo: { kind: "dummy" } }),
  up("d0"),
];
const vlan = (data: object, more: object = {}): Request =>
  link({ ifname: "d0.5", link: 2, linkinfo: { kind: "vlan", data }, ...more });

/** Cases of kinds that not every kernel has; see the skips. */
export const kindCases: readonly ConformanceCase[] = [
  inDialog("links: a dummy is up and has a carrier, without ARP", VLAN_ON_DUMMY, (dialog) => {
    expect(one(dialog, "d0")).toMatchObject({
      ifiFlags: 0x1_00c3,
      operstate: "unknown",
      minMtu: 0,
      maxMtu: 0,
      linkinfo: { kind: "dummy" },
    });
  }),
  inDialog("links: a VLAN has address, MTU and carrier of its link", VLAN_ON_DUMMY, (dialog) => {
    dialog.do(vlan({ id: 5 }), up("d0.5"));
    const { address, mtu } = one(dialog, "d0");
    expect(one(dialog, "d0.5")).toMatchObject({
      address,
      mtu,
      link: 2,
      carrier: 1,
      linkinfo: { kind: "vlan", data: { id: 5, protocol: "8021q", flags: { flags: 1 } } },
    });
  }),
  inDialog("links: a VLAN goes down and away with its link", VLAN_ON_DUMMY, (dialog) => {
    dialog.do(vlan({ id: 5 }), up("d0.5"), down("d0"));
    expect(one(dialog, "d0.5").ifiFlags & 1).toBe(0);
    dialog.do(up("d0"));
    expect(one(dialog, "d0.5").ifiFlags & 1).toBe(1);
    dialog.do(del({ ifname: "d0" }));
    expect(names(dialog)).toEqual(["lo"]);
  }),
  ends("links: a VLAN without an id", VLAN_ON_DUMMY, vlan({ protocol: "8021q" }), {
    errno: 22,
    message: "VLAN id not specified",
  }),
  ends("links: a VLAN with an id too large", VLAN_ON_DUMMY, vlan({ id: 4095 }), {
    errno: 34,
    message: "Invalid VLAN id",
  }),
  ends(
    "links: a VLAN that is there",
    [...VLAN_ON_DUMMY, vlan({ id: 5 })],
    vlan({ id: 5 }, { ifname: "again" }),
    { errno: 17, message: "VLAN device already exists" },
  ),
];

/** Links. */
export const linkCases: readonly ConformanceCase[] = [
  inDialog("links: a namespace begins with lo, down, at index 1", [], (dialog) => {
    const links = dialog.dump("RTM_GETLINK");
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({
      ...STEADY,
      ifiIndex: 1,
      ifname: "lo",
      ifiType: 772,
      ifiFlags: 8,
      mtu: 65_536,
      minMtu: 0,
      maxMtu: 0,
      tsoMaxSize: 524_280,
      operstate: "down",
      carrier: 1,
      carrierChanges: 0,
      address: "00:00:00:00:00:00",
      broadcast: "00:00:00:00:00:00",
    });
    expect(links[0].linkinfo).toBeUndefined();
  }),
  inDialog("links: a bridge as it is told", [br0], (dialog) => {
    expect(one(dialog, "br0")).toMatchObject({
      ...STEADY,
      ifiIndex: 2,
      ifiType: 1,
      ifiFlags: 0x1002,
      mtu: 1500,
      minMtu: 68,
      maxMtu: 65_535,
      tsoMaxSize: 65_536,
      operstate: "down",
      broadcast: "ff:ff:ff:ff:ff:ff",
      linkinfo: { kind: "bridge", data: { forwardDelay: 1500, priority: 32_768, stpState: 0 } },
    });
  }),
  inDialog("links: lo has every attribute of the kernel's, in its order", [], (dialog) => {
    const keys = Object.keys(dialog.dump("RTM_GETLINK")[0]);
    const wanted =
      "ifname txqlen operstate linkmode mtu minMtu maxMtu group promiscuity allmulti numTxQueues " +
      "gsoMaxSegs gsoMaxSize groMaxSize tsoMaxSize tsoMaxSegs numRxQueues carrier carrierChanges " +
      "carrierUpCount carrierDownCount protoDown address broadcast stats64 stats xdp qdisc afSpec map";
    const common = wanted.split(" ");
    expect(keys.filter((key) => common.includes(key))).toEqual(common);
  }),
  inDialog("links: SKIP_STATS leaves out counters of IPv6, not those of the link", [], (dialog) => {
    const link8 = dialog.get("RTM_GETLINK", { ifiIndex: 1, extMask: 8 });
    expect(link8.stats64).toBeDefined();
    expect(link8.afSpec.inet6.stats).toBeUndefined();
    expect(dialog.get("RTM_GETLINK", { ifiIndex: 1 }).afSpec.inet6.stats).toBeDefined();
  }),
  inDialog("links: the settings of IPv4 and IPv6", [br0], (dialog) => {
    const { inet, inet6 } = one(dialog, "br0").afSpec;
    expect(inet.conf.slice(0, 9)).toEqual([0, 0, 0, 1, 1, 1, 1, 0, 1]);
    expect(inet6.conf.slice(1, 10)).toEqual([64, 1500, 1, 1, 1, 1, -1, 4000, 1000]);
    expect(inet6).toMatchObject({ addrGenMode: "eui64", token: "::", flags: 0 });
  }),
  inDialog("links: a pair is two links, each the other's", LINKS, (dialog) => {
    expect(one(dialog, "v0")).toMatchObject({ ifiIndex: 3, link: 2, carrier: 0 });
    expect(one(dialog, "v1")).toMatchObject({ ifiIndex: 2, link: 3, linkinfo: { kind: "veth" } });
  }),
  inDialog("links: names by pattern, and by kind where there is none", [], (dialog) => {
    dialog.do(newBridge({ ifname: "b%d" }), newBridge({ ifname: "b%dx" }), newBridge({}));
    dialog.do(link({ linkinfo: { kind: "veth" } }));
    expect(names(dialog)).toEqual(["lo", "b0", "b0x", "bridge0", "veth0", "veth1"]);
  }),
  inDialog("links: an index that is asked for", [], (dialog) => {
    dialog.do(newBridge({ ifiIndex: 50, ifname: "x" }));
    expect(one(dialog, "x").ifiIndex).toBe(50);
    dialog.do(newBridge({ ifname: "y" }));
    expect(one(dialog, "y").ifiIndex).toBe(2);
  }),
  inDialog("links: an index is not given twice", [br0], (dialog) => {
    dialog.do(del({ ifname: "br0" }), br0);
    expect(one(dialog, "br0").ifiIndex).toBe(3);
  }),
  inDialog("links: what a new link is given", [], (dialog) => {
    const address = "02:00:00:00:00:01";
    dialog.do(newBridge({ ifname: "x", mtu: 1400, address, txqlen: 7, group: 9, ifalias: "hi" }));
    const made = one(dialog, "x");
    expect(made).toMatchObject({ mtu: 1400, address, txqlen: 7, group: 9 });
    // An alias is set by a request of its own.
    expect(made.ifalias).toBeUndefined();
  }),
  inDialog("links: settings of one request", LINKS, (dialog) => {
    const address = "02:00:00:00:00:77";
    dialog.do(set({ ifiIndex: 2, ifname: "new", mtu: 1000, address, group: 5, ifalias: "hello" }));
    const changed = one(dialog, "new");
    expect(changed).toMatchObject({ ifiIndex: 2, mtu: 1000, address, group: 5, ifalias: "hello" });
    dialog.do(set({ ifiIndex: 2, ifalias: "" }));
    expect(one(dialog, "new").ifalias).toBeUndefined();
  }),
  inDialog("links: what comes before a refusal stays done", LINKS, (dialog) => {
    const [reply] = dialog.send("RTM_SETLINK", ACK, { ifiIndex: 2, mtu: 1000, ifname: "br0" });
    expect(reply?.errno).toBe(17);
    expect(one(dialog, "v1").mtu).toBe(1000);
  }),
  inDialog("links: one end of a pair that is up has no carrier", [...LINKS, up("v1")], (dialog) => {
    expect(one(dialog, "v1")).toMatchObject({ ifiFlags: 0x1003, carrier: 0 });
    dialog.until(() => one(dialog, "v1").operstate === "lower-layer-down");
  }),
  inDialog("links: both ends of a pair that are up", [...LINKS, up("v1"), up("v0")], (dialog) => {
    dialog.until(
      () => one(dialog, "v0").operstate === "up" && one(dialog, "v1").operstate === "up",
    );
    for (const name of ["v0", "v1"]) {
      expect(one(dialog, name)).toMatchObject({
        ifiFlags: 0x1_1043,
        carrier: 1,
        carrierChanges: 2,
        carrierUpCount: 1,
        carrierDownCount: 1,
        qdisc: "noqueue",
      });
    }
    dialog.do(down("v0"));
    dialog.until(() => one(dialog, "v1").operstate === "lower-layer-down");
    expect(one(dialog, "v1")).toMatchObject({ ifiFlags: 0x1003, carrierChanges: 3 });
  }),
  inDialog("links: lo that is up", [up("lo")], (dialog) => {
    expect(one(dialog, "lo")).toMatchObject({ ifiFlags: 0x1_0049, operstate: "unknown" });
  }),
  inDialog(
    "links: a bridge without ports, its address asked for, has no carrier",
    LINKS,
    (dialog) => {
      dialog.do(up("br0"));
      dialog.until(() => one(dialog, "br0").ifiFlags === 0x1003);
      expect(one(dialog, "br0")).toMatchObject({ operstate: "down", carrier: 0 });
    },
  ),
  inDialog("links: a bridge takes address and MTU of its port", [LINKS[0]!, br0], (dialog) => {
    dialog.do(set({ ifname: "v0", mtu: 1300 }), set({ ifname: "v0", master: 4 }));
    expect(one(dialog, "br0")).toMatchObject({ address: "02:00:00:00:00:03", mtu: 1300 });
    expect(one(dialog, "v0")).toMatchObject({
      master: 4,
      promiscuity: 1,
      allmulti: 1,
      linkinfo: { kind: "veth", slaveKind: "bridge", slaveData: { priority: 32, no: 1 } },
    });
    dialog.do(set({ ifname: "v0", master: 0 }));
    expect(one(dialog, "br0")).toMatchObject({ address: "00:00:00:00:00:00", mtu: 1500 });
    expect(one(dialog, "v0").master).toBeUndefined();
  }),
  inDialog("links: a bridge with a live port is up", LINKS, (dialog) => {
    dialog.do(set({ ifname: "v0", master: 4 }), up("v0"), up("v1"), up("br0"));
    dialog.until(() => one(dialog, "br0").operstate === "up");
    expect(one(dialog, "br0").ifiFlags).toBe(0x1_1043);
    dialog.until(() => one(dialog, "v0").linkinfo.slaveData.state === "forwarding");
    dialog.do(down("v1"));
    dialog.until(() => one(dialog, "br0").operstate === "down");
  }),
  inDialog("links: a bridge's options", [br0], (dialog) => {
    const data = { forwardDelay: 300, ageingTime: 100 };
    dialog.do(["RTM_NEWLINK", 0, { ifname: "br0", linkinfo: { kind: "bridge", data } }]);
    expect(one(dialog, "br0").linkinfo.data).toMatchObject(data);
  }),
  inDialog("links: promiscuity is counted and shown", LINKS, (dialog) => {
    dialog.do(set({ ifiIndex: 2, ifiFlags: 0x300, ifiChange: 0x300 }));
    expect(one(dialog, "v1")).toMatchObject({ ifiFlags: 0x1302, promiscuity: 1, allmulti: 1 });
    dialog.do(set({ ifiIndex: 2, ifiFlags: 0, ifiChange: 0x300 }));
    expect(one(dialog, "v1")).toMatchObject({ ifiFlags: 0x1002, promiscuity: 0, allmulti: 0 });
  }),
  inDialog("links: a dump by kind and by master, marked as filtered", LINKS, (dialog) => {
    dialog.do(set({ ifname: "v0", master: 4 }));
    expect(names(dialog, { linkinfo: { kind: "veth" } })).toEqual(["v1", "v0"]);
    expect(names(dialog, { master: 4 })).toEqual(["v0"]);
    const replies = dialog.send("RTM_GETLINK", DUMP, { linkinfo: bridge });
    expect(replies.map(({ flags }) => flags)).toEqual([0x22, 2]);
    expect(names(dialog, { linkinfo: { kind: "nosuch" } })).toHaveLength(4);
  }),
  inDialog("links: the dump of IPv6 tells of IPv6 alone", [], (dialog) => {
    const [lo] = dialog.dump("RTM_GETLINK", { ifiFamily: 10 });
    expect(lo).toMatchObject({ ifiFamily: 10, ifname: "lo", mtu: 65_536, protinfo: { flags: 0 } });
    expect(lo.qdisc).toBeUndefined();
  }),
  inDialog(
    "links: liberal: filters of a dump that are nonsense are passed over",
    LINKS,
    (dialog) => {
      expect(names(dialog, { ifiFlags: 1, ifiIndex: 3, mtu: 5 })).toHaveLength(4);
    },
    { strict: false },
  ),
  inDialog(
    "links: both ends of a pair are told, the other end first",
    [],
    (dialog) => {
      dialog.do(LINKS[0]!);
      const told = dialog.told();
      const seen = told.map(({ name, value }) => [name, value.ifname, value.link, value.ifiChange]);
      expect(seen).toEqual([
        ["RTM_NEWLINK", "v1", 0, 0xffff_ffff],
        ["RTM_NEWLINK", "v0", 2, 0xffff_ffff],
      ]);
      expect(told.every(({ seq, portId }) => seq === 0 && portId === 0)).toBe(true);
    },
    { groups: [1] },
  ),
  inDialog(
    "links: an echo, and whose request it was",
    [],
    (dialog) => {
      const replies = dialog.send("RTM_NEWLINK", NEW | ACK | ECHO, {
        ifname: "x",
        linkinfo: bridge,
      });
      expect(replies.map(({ name }) => name)).toEqual(["RTM_NEWLINK", "ERROR"]);
      const [told] = dialog.told();
      expect(told).toMatchObject({ seq: replies[0]?.seq, portId: dialog.asks.portId });
    },
    { groups: [1] },
  ),
  ...[false, true].map((isMember) =>
    inDialog(
      `links: an echo has the group on it, ${isMember ? "in" : "out"} of that group`,
      [],
      ({ asks }) => {
        if (isMember) asks.join(1);
        asks.send(encode(["RTM_NEWLINK", NEW | ACK | ECHO, { ifname: "x", linkinfo: bridge }], 1));
        const [told, ack, more] = [asks.receive(), asks.receive(), asks.receive()];
        expect(told).toMatchObject({ portId: 0, groups: 1 });
        expect(ack).toMatchObject({ portId: 0, groups: 0 });
        expect(more).toBeUndefined();
      },
    ),
  ),
  inDialog(
    "links: what is told of a deletion",
    LINKS,
    (dialog) => {
      dialog.told();
      dialog.do(del({ ifname: "v0" }));
      const told = dialog.told();
      expect(told.map(({ name, value }) => [name, value.ifname])).toEqual([
        ["RTM_DELLINK", "v0"],
        ["RTM_DELLINK", "v1"],
      ]);
    },
    { groups: [1] },
  ),
  inDialog(
    "links: a setting that changes nothing is not told of",
    LINKS,
    (dialog) => {
      dialog.do(set({ ifiIndex: 2, mtu: 1000 }));
      dialog.until(() => toldOf(dialog, "v1").some(({ value }) => value.mtu === 1000));
      dialog.do(set({ ifiIndex: 2, mtu: 1000, ifname: "v1" }));
      expect(toldOf(dialog, "v1")).toEqual([]);
    },
    { groups: [1] },
  ),
  inDialog(
    "links: the flags that have changed are told",
    [br0],
    (dialog) => {
      dialog.told();
      dialog.do(up("br0"));
      expect(toldOf(dialog, "br0")[0]?.value).toMatchObject({ ifiChange: 1 });
    },
    { groups: [1] },
  ),
  inDialog(
    "links: a port is told of by its bridge too, as it comes and as it goes",
    LINKS,
    (dialog) => {
      dialog.told();
      dialog.do(set({ ifname: "v0", master: 4 }), set({ ifname: "v0", master: 0 }));
      const told = dialog.told().filter(({ value }) => value.ifiFamily === 7);
      expect(told[0]).toMatchObject({ name: "RTM_NEWLINK", value: { ifname: "v0", master: 4 } });
      expect(told.at(-1)).toMatchObject({ name: "RTM_DELLINK", value: { ifname: "v0" } });
    },
    { groups: [1] },
  ),
  inDialog("links: making one that is there changes it", [br0], (dialog) => {
    dialog.do(["RTM_NEWLINK", CREATE, { ifname: "br0", mtu: 1300, linkinfo: bridge }]);
    expect(one(dialog, "br0").mtu).toBe(1300);
    const [reply] = dialog.send("RTM_NEWLINK", EXCL | ACK, { ifname: "br0" });
    expect(reply?.errno).toBe(17);
  }),
  inDialog("links: a group is deleted at once", [], (dialog) => {
    dialog.do(newBridge({ ifname: "a", group: 7 }), newBridge({ ifname: "b", group: 7 }), br0);
    dialog.do(del({ group: 7 }));
    expect(names(dialog)).toEqual(["lo", "br0"]);
  }),
  ...kindCases,
];
