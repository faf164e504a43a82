/**
 * Every number, size and offset of the tables against what a C compiler made of the kernel's headers.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  type AttributeSet,
  constantName,
  type EnumTable,
  type FamilyTable,
  type FlagTable,
  type StructType,
  sizeOf,
} from "../../src/schema/index.ts";
import * as rtAddr from "../../src/uapi/generated/rt-addr.ts";
import * as rtLink from "../../src/uapi/generated/rt-link.ts";
import * as rtRoute from "../../src/uapi/generated/rt-route.ts";
import * as uapi from "../../src/uapi/index.ts";
import * as hooks from "../../src/uapi/netfilter/netfilter.ts";
import * as route from "../../src/uapi/route/index.ts";
import {
  GENERIC_BITS,
  GENERIC_ELSEWHERE,
  GENERIC_MODULES,
  GENERIC_NOWHERE,
  GENERIC_PREFIXES,
  GENERIC_SPELLED,
  GENERIC_STRUCTS,
} from "./facts-generic.ts";
import { RAW_MEMBERS, RAW_MODULES, RAW_PREFIXES, RAW_SPELLED, RAW_STRUCTS } from "./facts-raw.ts";
import { absent, bare, installed, layouts, type Member, upper, values, why } from "./headers.ts";

const { NETLINK_GENERIC } = uapi;

type Table = { readonly kind?: unknown; readonly name?: unknown } & Record<string, unknown>;
const modules = { rtAddr, rtLink, rtRoute, ...RAW_MODULES, ...GENERIC_MODULES };
const exported = Object.entries(modules).flatMap(([module, tables]) =>
  Object.entries(tables).map(
    ([name, table]) => [`${module}.${name}`, table as unknown as Table] as const,
  ),
);
const ofKind = <Kind>(test: (table: Table) => boolean): [string, Kind][] =>
  exported.flatMap(([name, table]) =>
    typeof table === "object" && test(table) ? [[name, table as Kind]] : [],
  );
const sets = ofKind<AttributeSet>((it) => it.kind === "set");
const structs = ofKind<StructType>((it) => it.kind === "struct");
const names = ofKind<EnumTable | FlagTable>((it) => "values" in it || "masks" in it);
const families = ofKind<FamilyTable>((it) => "operations" in it);

/** Attributes whose C names are in headers that are not part of the UAPI. */
const OUTSIDE: Readonly<Record<string, number>> = {
  AF_INET: 2,
  AF_INET6: 10,
  AF_MPLS: 28,
  AF_MCTP: 45,
};

/** C prefixes of enumerations and flags, which tables do not carry. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  ...RAW_PREFIXES,
  ...GENERIC_PREFIXES,
  "rtAddr.ifaFlags": ["IFA_F_"],
  "rtLink.amtMode": ["AMT_MODE_"],
  "rtLink.bondLinkState": ["BOND_LINK_"],
  "rtLink.bondMode": ["BOND_MODE_"],
  "rtLink.bondPortState": ["BOND_STATE_"],
  "rtLink.bondXmitHashPolicy": ["BOND_XMIT_POLICY_"],
  "rtLink.brBoolopt": ["BR_BOOLOPT_"],
  "rtLink.bridgePortState": ["BR_STATE_"],
  "rtLink.bridgeVlanFlags": ["BRIDGE_VLAN_INFO_"],
  "rtLink.brStpMode": ["BR_STP_MODE_"],
  "rtLink.canCtrlmodeFlags": ["CAN_CTRLMODE_"],
  "rtLink.canState": ["CAN_STATE_"],
  "rtLink.geneveDf": ["GENEVE_DF_"],
  "rtLink.gtpRole": ["GTP_ROLE_"],
  "rtLink.hsrProtocol": ["HSR_PROTOCOL_"],
  "rtLink.ifinfoFlags": ["IFF_"],
  "rtLink.iflaIcmp6Stats": ["ICMP6_MIB_"],
  "rtLink.iflaInet6Stats": ["IPSTATS_MIB_"],
  "rtLink.iflaVfLinkStateEnum": ["IFLA_VF_LINK_STATE_"],
  "rtLink.in6AddrGenMode": ["IN6_ADDR_GEN_MODE_"],
  "rtLink.ipoibMode": ["IPOIB_MODE_"],
  "rtLink.ipv4Devconf": ["IPV4_DEVCONF_"],
  "rtLink.ipv6Devconf": ["DEVCONF_"],
  "rtLink.ipvlanFlags": ["IPVLAN_F_"],
  "rtLink.ipvlanMode": ["IPVLAN_MODE_"],
  "rtLink.linkmode": ["IF_LINK_MODE_"],
  "rtLink.macsecOffload": ["MACSEC_OFFLOAD_"],
  "rtLink.macsecValidationType": ["MACSEC_VALIDATE_"],
  "rtLink.macvlanFlags": ["MACVLAN_FLAG_"],
  "rtLink.macvlanMacaddrMode": ["MACVLAN_MACADDR_"],
  "rtLink.macvlanMode": ["MACVLAN_MODE_"],
  "rtLink.netkitMode": ["NETKIT_"],
  "rtLink.netkitPairing": ["NETKIT_DEVICE_"],
  "rtLink.netkitPolicy": ["NETKIT_"],
  "rtLink.netkitScrub": ["NETKIT_SCRUB_"],
  "rtLink.operstate": ["IF_OPER_"],
  "rtLink.ovpnMode": ["OVPN_MODE_"],
  "rtLink.rtextFilter": ["RTEXT_FILTER_"],
  "rtLink.rmnetFlags": ["RMNET_FLAGS_"],
  "rtLink.tunType": ["IFF_"],
  "rtLink.tunnelEncapFlags": ["TUNNEL_ENCAP_FLAG_"],
  "rtLink.tunnelEncapTypes": ["TUNNEL_ENCAP_"],
  "rtLink.vlanFlags": ["VLAN_FLAG_"],
  "rtLink.vlanProtocols": ["ETH_P_"],
  "rtLink.vxlanDf": ["VXLAN_DF_"],
  "rtLink.vxlanLabelPolicy": ["VXLAN_LABEL_"],
  "rtRoute.delReason": ["RT_DEL_REASON_"],
  "rtRoute.rtmFlags": ["RTNH_F_", "RTM_F_", "R"],
  "rtRoute.rtmType": ["RTN_"],
  "rtRoute.rtaxFeatures": ["RTAX_FEATURE_"],
  "rtRoute.rtaxLock": ["RTAX_"],
  "rtRoute.rtnhFlags": ["RTNH_F_"],
};

/** Flags that a header gives as bit numbers: `RTAX_LOCK` has a bit for each metric. */
const BITS: readonly string[] = ["rtLink.brBoolopt", "rtRoute.rtaxLock", ...GENERIC_BITS];

/** What nftables.yaml has as u32, and the header as signed numbers. */
const VERDICTS = "nftables.verdictCode";

/**
 * Numbers that no header of the UAPI has, or not as such: of the bonding driver, of tunnels, of the wires of VXLAN and ERSPAN.
 * The overlay says where they are.
 */
const ELSEWHERE: readonly string[] = [
  ...GENERIC_ELSEWHERE,
  "rtLink.bondAdSelect",
  "rtLink.bondArpAllTargets",
  "rtLink.bondArpValidate",
  "rtLink.bondFailOverMac",
  "rtLink.bondLacpRate",
  "rtLink.bondPrimaryReselect",
  "rtLink.brMcastCounts",
  "rtLink.erspanDir",
  "rtLink.greFlags",
  "rtLink.ip6TnlFlags",
  "rtLink.vxlanHeader",
];

/** Names that the spec spells otherwise than the header. */
const SPELLED: Readonly<Record<string, string>> = {
  ...RAW_SPELLED,
  ...GENERIC_SPELLED,
  "rtRoute.rtmFlags rtm-offload": "RTM_F_OFFLOAD",
  "rtRoute.rtmFlags rtm-offload-failed": "RTM_F_OFFLOAD_FAILED",
  "rtRoute.rtmFlags rtm-trap": "RTM_F_TRAP",
  "rtLink.ifinfoFlags point-to-point": "IFF_POINTOPOINT",
  "rtLink.bondMode balance-rr": "BOND_MODE_ROUNDROBIN",
  "rtLink.bondMode active-backup": "BOND_MODE_ACTIVEBACKUP",
  "rtLink.bondMode balance-xor": "BOND_MODE_XOR",
  "rtLink.bondMode 802.3ad": "BOND_MODE_8023AD",
  "rtLink.bondMode balance-tlb": "BOND_MODE_TLB",
  "rtLink.bondMode balance-alb": "BOND_MODE_ALB",
  "rtLink.bondXmitHashPolicy layer2+3": "BOND_XMIT_POLICY_LAYER23",
  "rtLink.bondXmitHashPolicy layer3+4": "BOND_XMIT_POLICY_LAYER34",
  "rtLink.bondXmitHashPolicy encap2+3": "BOND_XMIT_POLICY_ENCAP23",
  "rtLink.bondXmitHashPolicy encap3+4": "BOND_XMIT_POLICY_ENCAP34",
  "rtLink.bondXmitHashPolicy vlan+srcmac": "BOND_XMIT_POLICY_VLAN_SRCMAC",
  "rtLink.netkitPolicy forward": "NETKIT_PASS",
  "rtLink.netkitPolicy blackhole": "NETKIT_DROP",
};

const STRUCTS = { ...RAW_STRUCTS, ...GENERIC_STRUCTS };

/** The C struct of a table, or the several that it is made of. */
function layoutOf(
  name: string,
): { size: number; members: ReadonlyMap<string, Member> } | undefined {
  const members = new Map<string, Member>();
  let size = 0;
  for (const [part, start] of STRUCTS[name] ?? [[name.replaceAll("-", "_"), 0]]) {
    const layout = layouts.get(part);
    if (layout === undefined) return undefined;
    size = Math.max(size, start + layout.size);
    for (const [member, place] of layout.members)
      members.set(bare(member).toLowerCase(), { ...place, offset: start + place.offset });
  }
  return { size, members };
}

/** The number that the header gives to a message: nfnetlink's follow the number of a subsystem. */
const messageNumber = (name: string, type: number): number | undefined => {
  const value = values.get(name);
  return NETFILTER.test(name) && value !== undefined ? value | (type & 0xff00) : value;
};
const NETFILTER = /^(NFT_MSG|IPCTNL_MSG|NFNL_MSG)_/;
const bareValues = new Map([...values].map(([name, value]) => [bare(name), value]));

/** The header's value for a name of an enumeration: underscores aside, which spec and header set differently. */
function headerValue(table: string, name: string): number | undefined {
  const spelled = SPELLED[`${table} ${name}`];
  if (spelled !== undefined) return values.get(spelled);
  for (const prefix of PREFIXES[table] ?? []) {
    const value = bareValues.get(bare(prefix + upper(name)));
    if (value !== undefined) return value;
  }
  return undefined;
}

describe.skipIf(absent)(`the tables and the kernel's headers${why}`, () => {
  it("are all looked at", () => {
    expect(sets.length).toBeGreaterThan(60);
    expect(structs.length).toBeGreaterThan(30);
    const known = [
      ...Object.keys(PREFIXES),
      ...ELSEWHERE.filter((name) => !structs.some(([struct]) => struct === name)),
    ];
    expect(names.map(([name]) => name).toSorted()).toEqual(known.toSorted());
    expect(families).toHaveLength(Object.keys(modules).length);
    const rest = exported.filter(([, it]) => typeof it === "object" && it.kind !== "message");
    expect(sets.length + structs.length + names.length + families.length).toBe(rest.length);
  });

  it.each(sets)("%s: every attribute has its number", (_, set) => {
    for (const [name, [number]] of Object.entries(set.entries)) {
      const constant = constantName(set, name);
      expect(values.get(constant) ?? OUTSIDE[constant], constant).toBe(number);
    }
  });

  it.each(structs.filter(([name]) => !ELSEWHERE.includes(name)))(
    "%s: every member has its offset and size",
    (_, struct) => {
      const layout = layoutOf(struct.name);
      expect(layout, struct.name).toBeDefined();
      expect(struct.size).toBe(layout?.size);
      let offset = 0;
      for (const [name, member] of Object.entries(struct.members)) {
        const size = sizeOf(member);
        if (member.kind !== "pad") {
          // A member whose name an attribute has too is called `header…`.
          const plain = name.replace(/^header(?=[A-Z])/, "");
          const cMember = bare((RAW_MEMBERS[struct.name] ?? "") + plain).toLowerCase();
          expect({ name, ...layout?.members.get(cMember) }).toMatchObject({ name, offset, size });
        }
        offset += size;
      }
    },
  );

  it.for(names.filter(([name]) => !ELSEWHERE.includes(name)))(
    "%s: every name has its value",
    ([key, table], context) => {
      const numbers = "values" in table ? table.values : table.masks;
      if (key.endsWith("Devconf") && installed.length === 0)
        context.skip("linux/ip.h is not installed");
      for (const [name, number] of Object.entries(numbers)) {
        if (GENERIC_NOWHERE.includes(`${key} ${name}`)) continue;
        const value = headerValue(key, name);
        const known = value !== undefined && BITS.includes(key) ? 2 ** value : value;
        // C gives bit 31 as a negative int, and NFT_BREAK and the like as the kernel keeps them.
        const unsigned = "masks" in table || key === VERDICTS;
        expect(unsigned && known !== undefined ? known >>> 0 : known, name).toBe(number);
      }
    },
  );

  it.each(families)("%s: every message and group has its number", (_, family) => {
    for (const [number, { name }] of family.messages)
      expect(messageNumber(name, number), name).toBe(number);
    for (const [key, { name, type }] of Object.entries(family.operations)) {
      expect([key, messageNumber(name, type)]).toEqual([name, type]);
    }
    // The kernel numbers the groups of generic families when it registers them.
    for (const [name, number] of Object.entries(family.groups))
      expect(family.protocol === NETLINK_GENERIC ? 0 : values.get(name), name).toBe(number);
  });

  it.each(exported.filter(([, it]) => typeof it === "number"))("%s", (name, value) => {
    expect(messageNumber(name.replace(/.*\./, ""), Number(value))).toBe(value);
  });
});

describe.skipIf(absent)(`the tables written by hand${why}`, () => {
  const BY_HAND: readonly (readonly [string, Readonly<Record<string, number>>, prefix: string])[] =
    [
      ["PROTOCOLS", uapi.PROTOCOLS.values, ""],
      ["RTNLGRP", route.RTNLGRP.values, ""],
      ["ARPHRD", route.ARPHRD.values, "ARPHRD_"],
      ["RT_PROTOCOL", route.RT_PROTOCOL.values, "RTPROT_"],
      ["RT_SCOPE", route.RT_SCOPE.values, "RT_SCOPE_"],
      ["RT_TABLE", route.RT_TABLE.values, "RT_TABLE_"],
      ["LWTUNNEL_ENCAP", route.LWTUNNEL_ENCAP.values, "LWTUNNEL_ENCAP_"],
      ["SEG6_IPTUN_MODE", route.SEG6_IPTUN_MODE.values, "SEG6_IPTUN_MODE_"],
    ];

  it.each(BY_HAND)("%s", (_, numbers, prefix) => {
    for (const [name, number] of Object.entries(numbers)) {
      const constant = prefix === "" ? name : prefix + upper(name);
      // The word of every tool for RT_SCOPE_UNIVERSE.
      expect(
        values.get(constant === "RT_SCOPE_GLOBAL" ? "RT_SCOPE_UNIVERSE" : constant),
        constant,
      ).toBe(number);
    }
  });

  it("lack no group, protocol of routes or type of link", () => {
    const lacking = (
      prefix: string,
      known: Readonly<Record<string, number>>,
      left: readonly string[],
    ): string[] => {
      const numbers = new Set(Object.values(known));
      return [...values].flatMap(([name, number]) =>
        name.startsWith(prefix) && !numbers.has(number) && !left.includes(name) ? [name] : [],
      );
    };
    // Neither are groups that anything is sent on.
    const noGroups = ["RTNLGRP_NONE", "RTNLGRP_NOP2", "RTNLGRP_NOP4"];
    expect(lacking("RTNLGRP_", route.RTNLGRP.values, noGroups)).toEqual([]);
    expect(lacking("RTPROT_", route.RT_PROTOCOL.values, [])).toEqual([]);
    expect(lacking("ARPHRD_", route.ARPHRD.values, [])).toEqual([]);
  });

  it("have the kernel's address families", () => {
    // linux/socket.h of the UAPI has none of them; these are in every C library.
    const { inet, inet6, bridge, netlink, packet, mpls, mctp, ipmr, ip6mr } = uapi.AF.values;
    expect({ inet, inet6, bridge, netlink, packet, mpls, mctp }).toEqual({
      inet: 2,
      inet6: 10,
      bridge: 7,
      netlink: 16,
      packet: 17,
      mpls: 28,
      mctp: 45,
    });
    expect([ipmr, ip6mr]).toEqual([
      values.get("RTNL_FAMILY_IPMR"),
      values.get("RTNL_FAMILY_IP6MR"),
    ]);
  });

  const messages = Object.entries(route).flatMap(([name, table]) =>
    typeof table === "object" && "kind" in table && table.kind === "message"
      ? [[name, table] as const]
      : [],
  );

  it("have messages", () => {
    expect(messages.map(([name]) => name)).toContain("ipEncapMessage");
  });

  it.each(messages)("%s: every attribute has its number", (_, { attributes }) => {
    for (const [name, [number]] of Object.entries(
      (attributes as AttributeSet | undefined)?.entries ?? {},
    )) {
      const constant = constantName(attributes as AttributeSet, name);
      expect(values.get(constant), constant).toBe(number);
    }
  });

  const numbers = Object.entries(route).filter(([, it]) => typeof it === "number");

  it("have numbers that stand alone", () => {
    expect(numbers.map(([name]) => name)).toContain("RTM_F_CLONED");
  });

  it.each(numbers)("%s", (name, number) => {
    expect(values.get(name)).toBe(number);
  });

  const HOOKS: Readonly<Record<string, string>> = {
    NFPROTO: "NFPROTO_",
    NF_ARP_HOOK: "NF_ARP_",
    NF_BR_HOOK: "NF_BR_",
    NF_BR_PRI: "NF_BR_PRI_",
    NF_INET_HOOK: "NF_INET_",
    NF_IP6_HOOK: "NF_IP6_",
    NF_IP6_PRI: "NF_IP6_PRI_",
    NF_IP_HOOK: "NF_IP_",
    NF_IP_PRI: "NF_IP_PRI_",
    NF_NETDEV_HOOK: "NF_NETDEV_",
  };

  it.each(Object.entries(hooks))("netfilter's hooks: %s", (key, it) => {
    if (typeof it === "number") return expect(values.get(key)).toBe(it);
    const prefix = HOOKS[key];
    const bareOf = (name: string) => bare(`${prefix}${upper(name)}`);
    for (const [name, number] of Object.entries(it.values))
      expect(bareValues.get(bareOf(name)), name).toBe(number);
    // All that begin so and go on without another word of a table: NF_IP_PRI_RAW is no hook.
    const longer = Object.values(HOOKS).filter(
      (other) => other !== prefix && other.startsWith(prefix ?? ""),
    );
    const lacking = [...values.keys()].filter(
      (name) =>
        name.startsWith(prefix ?? "") &&
        !longer.some((other) => name.startsWith(other)) &&
        !/_(UNSPEC|DECNET|NUMPROTO|NUMHOOKS)$/.test(name) &&
        !Object.keys(it.values).some((known) => bareOf(known) === bare(name)),
    );
    expect(lacking).toEqual([]);
  });

  it("lack no attribute of the drop monitor", () => {
    const { dropMonitor } = GENERIC_MODULES;
    const named = Object.values(dropMonitor).flatMap((table) =>
      typeof table === "object" && "kind" in table && table.kind === "set"
        ? Object.keys(table.entries).map((name) => constantName(table, name))
        : [],
    );
    const all = [...values.keys()].filter((name) =>
      /^NET_DM_ATTR_(?!(PORT_|STATS_)?MAX$)/.test(name),
    );
    // Filler before 64-bit values, on machines that need it.
    expect(all.filter((name) => !named.includes(name))).toEqual(["NET_DM_ATTR_PAD"]);
  });
});
