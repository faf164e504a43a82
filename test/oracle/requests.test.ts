/**
 * The request for each kind of link, byte by byte what `ip link add` sends: so that kinds which this kernel
 * lacks are proven too. Attributes are compared as a tree, and what `ip` adds of its own is listed.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRouteOn } from "../../src/families/route/index.ts";
import type { NewLink } from "../../src/route.ts";
import { ack } from "../support/fake-messages.ts";
import { FakeTransport } from "../support/fake-transport.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { sentByIp, treeOf, whyNoStrace } from "./request-tree.ts";

const skipped = whyNoOracle() ?? whyNoStrace();

/** The link that others rest on. */
const LOWER = 50;

interface Row {
  /** After `ip link add`. */
  readonly words: string;
  readonly link: NewLink;
  /** What `ip` sends that nobody asked it for, and why nlkit does not. */
  readonly more?: Readonly<Record<string, string>>;
}

const REQUESTS: readonly Row[] = [
  { words: "name d0 type dummy", link: { name: "d0", kind: "dummy" } },
  {
    words:
      "name d1 address 02:00:00:00:00:01 mtu 1280 txqueuelen 7 numtxqueues 2 numrxqueues 3 index 77 type dummy",
    link: {
      name: "d1",
      kind: "dummy",
      address: "02:00:00:00:00:01",
      mtu: 1280,
      txQueueLength: 7,
      numTxQueues: 2,
      numRxQueues: 3,
      index: 77,
    },
  },
  { words: "name w0 type wireguard", link: { name: "w0", kind: "wireguard" } },
  { words: "name i0 type ifb", link: { name: "i0", kind: "ifb" } },
  { words: "name f0 type vrf table 77", link: { name: "f0", kind: "vrf", options: { table: 77 } } },
  {
    words: "link v0 name l0 type vlan id 5",
    link: { name: "l0", kind: "vlan", link: LOWER, options: { id: 5 } },
  },
  {
    words:
      "link v0 name l1 type vlan id 4094 protocol 802.1ad gvrp on reorder_hdr off egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
    link: {
      name: "l1",
      kind: "vlan",
      link: LOWER,
      options: {
        id: 4094,
        protocol: "8021ad",
        flags: { flags: ["gvrp"], mask: 0x3 },
        egressQos: {
          mapping: [
            { from: 1, to: 2 },
            { from: 3, to: 4 },
          ],
        },
        ingressQos: { mapping: [{ from: 5, to: 6 }] },
      },
    },
  },
  {
    words:
      "name b0 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 lacp_rate fast xmit_hash_policy layer3+4 ad_select bandwidth min_links 2",
    link: {
      name: "b0",
      kind: "bond",
      options: {
        mode: "802.3ad",
        miimon: 100,
        updelay: 200,
        downdelay: 300,
        adLacpRate: "fast",
        xmitHashPolicy: "layer3+4",
        adSelect: "bandwidth",
        minLinks: 2,
      },
    },
  },
  {
    words:
      "name b1 type bond mode active-backup arp_interval 500 arp_ip_target 192.0.2.1,192.0.2.2 arp_validate all arp_all_targets all primary_reselect better fail_over_mac follow",
    link: {
      name: "b1",
      kind: "bond",
      options: {
        mode: "active-backup",
        arpInterval: 500,
        arpIpTarget: ["192.0.2.1", "192.0.2.2"],
        arpValidate: "all",
        arpAllTargets: "all",
        primaryReselect: "better",
        failOverMac: "follow",
      },
    },
  },
  {
    words: "link v0 name m0 type macvlan mode private",
    link: { name: "m0", kind: "macvlan", link: LOWER, options: { mode: "private" } },
  },
  {
    words: "link v0 name m1 type macvtap mode passthru nopromisc",
    link: {
      name: "m1",
      kind: "macvtap",
      link: LOWER,
      options: { mode: "passthru", flags: ["nopromisc"] },
    },
  },
  {
    words: "link v0 name n0 type ipvlan mode l3s private",
    link: { name: "n0", kind: "ipvlan", link: LOWER, options: { mode: "l3s", flags: ["private"] } },
  },
  {
    words: "name e0 mtu 1400 type veth peer name e1 mtu 1300 address 02:00:00:00:00:02",
    link: {
      name: "e0",
      kind: "veth",
      mtu: 1400,
      peer: { name: "e1", mtu: 1300, address: "02:00:00:00:00:02" },
    },
  },
  {
    words:
      "name r0 type bridge stp_state 1 priority 4096 vlan_filtering 1 vlan_protocol 802.1ad mcast_query_interval 100 group_address 01:80:c2:00:00:05",
    link: {
      name: "r0",
      kind: "bridge",
      options: {
        stpState: 1,
        priority: 4096,
        vlanFiltering: 1,
        vlanProtocol: "8021ad",
        mcastQueryIntvl: 100n,
        groupAddr: "01:80:c2:00:00:05",
      },
    },
  },
  {
    words:
      "name x0 type vxlan id 42 remote 192.0.2.1 local 192.0.2.2 dev v0 dstport 4789 ttl 64 nolearning srcport 10000 20000 df set",
    link: {
      name: "x0",
      kind: "vxlan",
      options: {
        id: 42,
        group: "192.0.2.1",
        local: "192.0.2.2",
        link: LOWER,
        port: 4789,
        ttl: 64,
        learning: 0,
        portRange: { low: 10000, high: 20000 },
        df: "set",
      },
    },
  },
  {
    words:
      "name x1 type vxlan id 43 group ff05::100 dev v0 dstport 8472 ttl inherit flowlabel 0x12345 gbp",
    link: {
      name: "x1",
      kind: "vxlan",
      options: {
        id: 43,
        group6: "ff05::100",
        link: LOWER,
        port: 8472,
        ttlInherit: true,
        label: 0x12345,
        gbp: true,
      },
    },
    more: { "18/2/7=01": "learning: the kernel's default for a new device" },
  },
  {
    words: "name g0 type gretap local 192.0.2.1 remote 192.0.2.2 ttl 9 key 5",
    link: {
      name: "g0",
      kind: "gretap",
      options: {
        local: "192.0.2.1",
        remote: "192.0.2.2",
        ttl: 9,
        ikey: 5,
        okey: 5,
        iflags: 0x2000,
        oflags: 0x2000,
      },
    },
    more: {
      "18/2/9=00": "tos: the kernel's default",
      "18/2/10=01": "pmtudisc: the kernel's default",
      "18/2/14=0000": "no encapsulation in UDP: the kernel's default",
      "18/2/15=0000": "flags of that",
      "18/2/16=0000": "source port of that",
      "18/2/17=0000": "destination port of that",
      "18/2/20=00000000": "no mark: the kernel's default",
    },
  },
];

/** What nlkit sends for a new link. */
async function sentByNlkit(link: NewLink): Promise<Uint8Array> {
  const fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    const seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, true);
    fake.push([ack(seq)]);
  };
  const route = openRouteOn({ openTransport: () => fake });
  try {
    await route.links.add(link);
  } finally {
    route.close();
  }
  expect(fake.requests).toHaveLength(1);
  const [{ bytes, start, end }] = fake.requests as [(typeof fake.requests)[number]];
  return bytes.slice(start, end);
}

describe.skipIf(skipped !== undefined)(`requests for links${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    await box.route.links.add({ name: "v0", index: LOWER, kind: "veth", peer: { name: "p0" } });
  });
  afterAll(() => box[Symbol.asyncDispose]());

  it.each(REQUESTS)("ip link add $words", async ({ words, link, more = {} }) => {
    const theirs = treeOf(sentByIp(box, `link add ${words}`), link.kind);
    const ours = treeOf(await sentByNlkit(link), link.kind);
    const added = theirs.attributes.filter((attribute) => Object.hasOwn(more, attribute));
    expect(added).toEqual(Object.keys(more));
    expect(ours).toEqual({
      ...theirs,
      attributes: theirs.attributes.filter((attribute) => !added.includes(attribute)),
    });
  });
});
