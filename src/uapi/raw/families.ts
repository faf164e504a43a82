/**
 * The families of raw protocols that there are tables of, by name: that of their spec, where they have one. Each is loaded
 * when it is asked for: most programs talk to one.
 *
 * @module
 */

/**
 * Loads a family's tables, by name: `"rt-link"`, `"tc"`, `"nftables"`.
 *
 * The types are said, not inferred: declarations then name the modules instead of writing them out.
 *
 * @see Documentation/netlink/specs of the kernel
 */
export const RAW_FAMILIES = {
  audit: async (): Promise<typeof import("../audit/messages.ts").audit> =>
    (await import("../audit/messages.ts")).audit,
  conntrack: async (): Promise<typeof import("../generated/conntrack.ts").conntrack> =>
    (await import("../generated/conntrack.ts")).conntrack,
  cthelper: async (): Promise<typeof import("../netfilter/cthelper.ts").cthelper> =>
    (await import("../netfilter/cthelper.ts")).cthelper,
  cttimeout: async (): Promise<typeof import("../netfilter/cttimeout.ts").cttimeout> =>
    (await import("../netfilter/cttimeout.ts")).cttimeout,
  "inet-diag": async (): Promise<typeof import("../sock-diag/inet-diag.ts").inetDiag> =>
    (await import("../sock-diag/inet-diag.ts")).inetDiag,
  ipset: async (): Promise<typeof import("../netfilter/ipset.ts").ipset> =>
    (await import("../netfilter/ipset.ts")).ipset,
  "mptcp-diag": async (): Promise<typeof import("../sock-diag/inet-diag.ts").mptcpDiag> =>
    (await import("../sock-diag/inet-diag.ts")).mptcpDiag,
  "netlink-diag": async (): Promise<typeof import("../sock-diag/netlink-diag.ts").netlinkDiag> =>
    (await import("../sock-diag/netlink-diag.ts")).netlinkDiag,
  nfacct: async (): Promise<typeof import("../netfilter/acct.ts").acct> =>
    (await import("../netfilter/acct.ts")).acct,
  nflog: async (): Promise<typeof import("../netfilter/nflog.ts").nflog> =>
    (await import("../netfilter/nflog.ts")).nflog,
  "nfnetlink-hook": async (): Promise<typeof import("../netfilter/hook.ts").hook> =>
    (await import("../netfilter/hook.ts")).hook,
  "nfnetlink-osf": async (): Promise<typeof import("../netfilter/osf.ts").osf> =>
    (await import("../netfilter/osf.ts")).osf,
  nfqueue: async (): Promise<typeof import("../netfilter/nfqueue.ts").nfqueue> =>
    (await import("../netfilter/nfqueue.ts")).nfqueue,
  "nft-compat": async (): Promise<typeof import("../netfilter/compat.ts").compat> =>
    (await import("../netfilter/compat.ts")).compat,
  nftables: async (): Promise<typeof import("../generated/nftables.ts").nftables> =>
    (await import("../generated/nftables.ts")).nftables,
  "packet-diag": async (): Promise<typeof import("../sock-diag/packet-diag.ts").packetDiag> =>
    (await import("../sock-diag/packet-diag.ts")).packetDiag,
  "rt-addr": async (): Promise<typeof import("../generated/rt-addr.ts").rtAddr> =>
    (await import("../generated/rt-addr.ts")).rtAddr,
  "rt-addrlabel": async (): Promise<typeof import("../route/addrlabel.ts").rtAddrlabel> =>
    (await import("../route/addrlabel.ts")).rtAddrlabel,
  "rt-bridge-vlan": async (): Promise<typeof import("../route/bridge-vlan.ts").rtBridgeVlan> =>
    (await import("../route/bridge-vlan.ts")).rtBridgeVlan,
  "rt-dcb": async (): Promise<typeof import("../route/dcb.ts").rtDcb> =>
    (await import("../route/dcb.ts")).rtDcb,
  "rt-link": async (): Promise<typeof import("../generated/rt-link.ts").rtLink> =>
    (await import("../generated/rt-link.ts")).rtLink,
  "rt-mdb": async (): Promise<typeof import("../route/mdb.ts").rtMdb> =>
    (await import("../route/mdb.ts")).rtMdb,
  "rt-mroute": async (): Promise<typeof import("../route/mroute.ts").rtMroute> =>
    (await import("../route/mroute.ts")).rtMroute,
  "rt-nduseropt": async (): Promise<typeof import("../route/nduseropt.ts").rtNduseropt> =>
    (await import("../route/nduseropt.ts")).rtNduseropt,
  "rt-neigh": async (): Promise<typeof import("../generated/rt-neigh.ts").rtNeigh> =>
    (await import("../generated/rt-neigh.ts")).rtNeigh,
  "rt-netconf": async (): Promise<typeof import("../route/netconf.ts").rtNetconf> =>
    (await import("../route/netconf.ts")).rtNetconf,
  "rt-nexthop": async (): Promise<typeof import("../route/nexthop.ts").rtNexthop> =>
    (await import("../route/nexthop.ts")).rtNexthop,
  "rt-nsid": async (): Promise<typeof import("../route/nsid.ts").rtNsid> =>
    (await import("../route/nsid.ts")).rtNsid,
  "rt-prefix": async (): Promise<typeof import("../route/prefix.ts").rtPrefix> =>
    (await import("../route/prefix.ts")).rtPrefix,
  "rt-route": async (): Promise<typeof import("../generated/rt-route.ts").rtRoute> =>
    (await import("../generated/rt-route.ts")).rtRoute,
  "rt-rule": async (): Promise<typeof import("../generated/rt-rule.ts").rtRule> =>
    (await import("../generated/rt-rule.ts")).rtRule,
  "rt-tunnel": async (): Promise<typeof import("../route/tunnel.ts").rtTunnel> =>
    (await import("../route/tunnel.ts")).rtTunnel,
  "smc-diag": async (): Promise<typeof import("../sock-diag/smc-diag.ts").smcDiag> =>
    (await import("../sock-diag/smc-diag.ts")).smcDiag,
  tc: async (): Promise<typeof import("../generated/tc.ts").tc> =>
    (await import("../generated/tc.ts")).tc,
  "tipc-diag": async (): Promise<typeof import("../sock-diag/tipc-diag.ts").tipcDiag> =>
    (await import("../sock-diag/tipc-diag.ts")).tipcDiag,
  "unix-diag": async (): Promise<typeof import("../sock-diag/unix-diag.ts").unixDiag> =>
    (await import("../sock-diag/unix-diag.ts")).unixDiag,
  "vsock-diag": async (): Promise<typeof import("../sock-diag/vsock-diag.ts").vsockDiag> =>
    (await import("../sock-diag/vsock-diag.ts")).vsockDiag,
  "xdp-diag": async (): Promise<typeof import("../sock-diag/xdp-diag.ts").xdpDiag> =>
    (await import("../sock-diag/xdp-diag.ts")).xdpDiag,
  xfrm: async (): Promise<typeof import("../xfrm/messages.ts").xfrm> =>
    (await import("../xfrm/messages.ts")).xfrm,
} as const;

/** Names of the families of raw protocols whose tables come with nlkit. */
export type RawFamilyName = keyof typeof RAW_FAMILIES;
/** The table of a family by its name. */
export type RawFamilyByName<Name extends RawFamilyName> = Awaited<
  ReturnType<(typeof RAW_FAMILIES)[Name]>
>;
