/**
 * Tables that are written by hand on the real kernel: what it tells of objects that `ip` and
 * `bridge` made has no
 * attribute that they do not know, and says what was made.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import type { AnyOperation } from "../../src/schema/index.ts";
import { createNamespace } from "../../src/socket/index.ts";
import {
  dumpMdb,
  rtAddrlabel,
  rtBridgeVlan,
  rtMdb,
  rtNetconf,
  rtNexthop,
  rtNsid,
} from "../../src/uapi/route/index.ts";
import { inetDiag, netlinkDiag, packetDiag, unixDiag } from "../../src/uapi/sock-diag/index.ts";
import { dumpPolicies, dumpStates, xfrm } from "../../src/uapi/xfrm/index.ts";
import { unknownIn } from "../support/unknown.ts";

function newNamespace() {
  try {
    const namespace = createNamespace();
    execFileSync("nsenter", [`--net=${namespace.path}`, "ip", "-V"]);
    return namespace;
  } catch (error) {
    return { whyNot: ` (skipped: ${(error as Error).message.split("\n")[0]})` };
  }
}
const namespace = newNamespace();
const whyNot = "whyNot" in namespace ? namespace.whyNot : "";
const netns = "whyNot" in namespace ? "" : namespace.path;
afterAll(() => {
  if (!("whyNot" in namespace)) namespace.close();
});

/** Whether the kernel took all of it; some are built without IPsec or the bridge's VLANs. */
function make(script: string): boolean {
  try {
    execFileSync("nsenter", [`--net=${netns}`, "sh", "-ec", script], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

type Row = Readonly<Record<string, unknown>>;
async function dump(
  table: Parameters<typeof openFamily>[0],
  operation: AnyOperation,
  request = {},
) {
  await using family = await openFamily(table, { netns });
  const found = (await family.client.dump(operation, request)) as readonly Row[];
  for (const row of found) expect(unknownIn(row)).toEqual([]);
  return found;
}

describe.skipIf(whyNot !== "")(`tables written by hand${whyNot}`, () => {
  const has = { mdb: false, vlans: false, xfrm: false };

  beforeAll(() => {
    make(
      "ip link set lo up; ip addr add 192.0.2.1/24 dev lo; ip -6 addr add 2001:db8::1/64 dev lo",
    );
    has.mdb = make(
      `ip link add br0 type bridge; ip link add p0 type veth peer name p1; ip link set p0 master br0
       ip link set br0 up; ip link set p0 up; bridge mdb add dev br0 port p0 grp 239.1.1.1 permanent`,
    );
    has.vlans = make(
      "ip link set br0 type bridge vlan_filtering 1; bridge vlan add dev p0 vid 10-12",
    );
    make(
      `ip nexthop add id 1 via 192.0.2.2 dev lo; ip nexthop add id 2 via 192.0.2.3 dev lo
       ip nexthop add id 9 group 1,3/2 type resilient buckets 8 idle_timer 30`,
    );
    has.xfrm = make(
      `ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out \\
         tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 7 mode tunnel
       ip xfrm state allocspi src 192.0.2.1 dst 192.0.2.2 proto esp reqid 7 mode tunnel min 256 max 256`,
    );
  });

  it("read next hops, groups and their buckets", async () => {
    const found = await dump(rtNexthop, rtNexthop.operations.RTM_GETNEXTHOP);
    expect(found).toContainEqual(expect.objectContaining({ id: 1, gateway: "192.0.2.2", oif: 1 }));
    const group = found.find(({ id }) => id === 9);
    expect(group).toMatchObject({
      group: [
        { id: 1, weight: 2 },
        { id: 2, weight: 0 },
      ].map((member) => expect.objectContaining({ id: member.id })),
      groupType: "res",
      resGroup: { buckets: 8, idleTimer: 3000 },
    });
    const buckets = await dump(rtNexthop, rtNexthop.operations.RTM_GETNEXTHOPBUCKET);
    expect(buckets).toHaveLength(8);
    expect(buckets[0]).toMatchObject({ resBucket: { index: 0, nhId: expect.any(Number) } });
  });

  it("read a bridge's multicast groups", async (context) => {
    if (!has.mdb) context.skip("no bridge with multicast here");
    const [mdb] = await dump(rtMdb, dumpMdb, { family: 7 });
    expect(mdb).toMatchObject({
      mdb: { entry: [{ info: [{ state: "permanent", vid: 0, addr: { proto: 0x0800 } }] }] },
    });
  });

  it("read a bridge's VLANs", async (context) => {
    if (!has.vlans) context.skip("no bridge with VLANs here");
    const vlans = await dump(rtBridgeVlan, rtBridgeVlan.operations.RTM_GETVLAN, { family: 7 });
    const vids = vlans.flatMap(({ entry }) =>
      (entry as { info: { vid: number } }[]).map(({ info }) => info.vid),
    );
    expect(vids).toContain(10);
    const stats = await dump(rtBridgeVlan, rtBridgeVlan.operations.RTM_GETVLAN, {
      family: 7,
      flags: ["stats", "global"],
    });
    expect(stats[0]).toHaveProperty("globalOptions");
  });

  it("read settings, labels and namespaces", async () => {
    const settings = await dump(rtNetconf, rtNetconf.operations.RTM_GETNETCONF, { ncmFamily: 2 });
    expect(settings).toContainEqual(expect.objectContaining({ ifindex: "all" }));
    const labels = await dump(rtAddrlabel, rtAddrlabel.operations.RTM_GETADDRLABEL, {
      ifalFamily: 10,
    });
    expect(labels).toContainEqual(
      expect.objectContaining({ address: "::1", ifalPrefixlen: 128, label: 0 }),
    );
    expect(await dump(rtNsid, rtNsid.operations.RTM_GETNSID)).toEqual([]);
  });

  it("read states and policies of IPsec", async (context) => {
    if (!has.xfrm) context.skip("no IPsec here");
    const [state] = await dump(xfrm, dumpStates);
    expect(state).toMatchObject({
      id: { spi: 0x100, proto: 50, daddr: Uint8Array.of(192, 0, 2, 2, ...new Uint8Array(12)) },
      mode: "tunnel",
      reqid: 7,
      family: 2,
    });
    const [policy] = await dump(xfrm, dumpPolicies);
    expect(policy).toMatchObject({
      sel: { prefixlenD: 24, prefixlenS: 24 },
      dir: "out",
      action: "allow",
      tmpl: [{ reqid: 7, mode: "tunnel" }],
    });
    await using family = await openFamily(xfrm, { netns });
    const [info] = await family.client.do(xfrm.operations.XFRM_MSG_GETSPDINFO, {});
    expect(info).toMatchObject({ info: { outcnt: 1 }, ipv4Hthresh: { lbits: 32, rbits: 32 } });
  });

  it("read sockets", async () => {
    const { operations } = inetDiag;
    const states = { idiagStates: 0xffff_ffff, idiagExt: 0xff };
    const request = { sdiagFamily: 2, sdiagProtocol: 6, ...states };
    await dump(inetDiag, operations.SOCK_DIAG_BY_FAMILY, request);
    const show = 0xffff_ffff;
    const links = await dump(netlinkDiag, netlinkDiag.operations.SOCK_DIAG_BY_FAMILY, {
      sdiagFamily: 16,
      sdiagProtocol: 255,
      ndiagShow: show,
    });
    expect(links).toContainEqual(expect.objectContaining({ ndiagProtocol: 4 }));
    await dump(packetDiag, packetDiag.operations.SOCK_DIAG_BY_FAMILY, {
      sdiagFamily: 17,
      pdiagShow: show,
    });
    await dump(unixDiag, unixDiag.operations.SOCK_DIAG_BY_FAMILY, {
      sdiagFamily: 1,
      udiagStates: show,
      udiagShow: 0x7f,
    });
  });
});
