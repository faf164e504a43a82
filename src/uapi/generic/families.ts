/**
 * The generic families that there are tables of, by the name that they go by on the wire. Each is
 * loaded when it is asked for: most programs talk to one.
 *
 * @module
 */

/**
 * Loads a family's tables, by name: `"ethtool"`, `"drm-ras"`, `"sunrpc"`.
 *
 * The types are said, not inferred: declarations then name the modules instead of writing them out.
 *
 * @see Documentation/netlink/specs of the kernel
 */
export const GENERIC_FAMILIES = {
  binder: async (): Promise<typeof import("../generated/binder.ts").binder> =>
    (await import("../generated/binder.ts")).binder,
  "dev-energymodel": async (): Promise<
    typeof import("../generated/dev-energymodel.ts").devEnergymodel
  > => (await import("../generated/dev-energymodel.ts")).devEnergymodel,
  NET_DM: async (): Promise<typeof import("./drop-monitor.ts").netDm> =>
    (await import("./drop-monitor.ts")).netDm,
  TASKSTATS: async (): Promise<typeof import("./taskstats.ts").taskstatsFamily> =>
    (await import("./taskstats.ts")).taskstatsFamily,
  devlink: async (): Promise<typeof import("../generated/devlink.ts").devlink> =>
    (await import("../generated/devlink.ts")).devlink,
  dpll: async (): Promise<typeof import("../generated/dpll.ts").dpll> =>
    (await import("../generated/dpll.ts")).dpll,
  "drm-ras": async (): Promise<typeof import("../generated/drm_ras.ts").drmRas> =>
    (await import("../generated/drm_ras.ts")).drmRas,
  ethtool: async (): Promise<typeof import("../generated/ethtool.ts").ethtool> =>
    (await import("../generated/ethtool.ts")).ethtool,
  fou: async (): Promise<typeof import("../generated/fou.ts").fou> =>
    (await import("../generated/fou.ts")).fou,
  handshake: async (): Promise<typeof import("../generated/handshake.ts").handshake> =>
    (await import("../generated/handshake.ts")).handshake,
  lockd: async (): Promise<typeof import("../generated/lockd.ts").lockd> =>
    (await import("../generated/lockd.ts")).lockd,
  mptcp_pm: async (): Promise<typeof import("../generated/mptcp_pm.ts").mptcpPm> =>
    (await import("../generated/mptcp_pm.ts")).mptcpPm,
  "net-shaper": async (): Promise<typeof import("../generated/net_shaper.ts").netShaper> =>
    (await import("../generated/net_shaper.ts")).netShaper,
  netdev: async (): Promise<typeof import("../generated/netdev.ts").netdev> =>
    (await import("../generated/netdev.ts")).netdev,
  nfsd: async (): Promise<typeof import("../generated/nfsd.ts").nfsd> =>
    (await import("../generated/nfsd.ts")).nfsd,
  nl80211: async (): Promise<typeof import("../generated/nl80211.ts").nl80211> =>
    (await import("../generated/nl80211.ts")).nl80211,
  nlctrl: async (): Promise<typeof import("../generated/nlctrl.ts").nlctrl> =>
    (await import("../generated/nlctrl.ts")).nlctrl,
  ovpn: async (): Promise<typeof import("../generated/ovpn.ts").ovpn> =>
    (await import("../generated/ovpn.ts")).ovpn,
  ovs_datapath: async (): Promise<typeof import("../generated/ovs_datapath.ts").ovsDatapath> =>
    (await import("../generated/ovs_datapath.ts")).ovsDatapath,
  ovs_flow: async (): Promise<typeof import("../generated/ovs_flow.ts").ovsFlow> =>
    (await import("../generated/ovs_flow.ts")).ovsFlow,
  ovs_packet: async (): Promise<typeof import("../generated/ovs_packet.ts").ovsPacket> =>
    (await import("../generated/ovs_packet.ts")).ovsPacket,
  ovs_vport: async (): Promise<typeof import("../generated/ovs_vport.ts").ovsVport> =>
    (await import("../generated/ovs_vport.ts")).ovsVport,
  psp: async (): Promise<typeof import("../generated/psp.ts").psp> =>
    (await import("../generated/psp.ts")).psp,
  sunrpc: async (): Promise<typeof import("../generated/sunrpc_cache.ts").sunrpc> =>
    (await import("../generated/sunrpc_cache.ts")).sunrpc,
  tcp_metrics: async (): Promise<typeof import("../generated/tcp_metrics.ts").tcpMetrics> =>
    (await import("../generated/tcp_metrics.ts")).tcpMetrics,
  team: async (): Promise<typeof import("../generated/team.ts").team> =>
    (await import("../generated/team.ts")).team,
  wireguard: async (): Promise<typeof import("../generated/wireguard.ts").wireguard> =>
    (await import("../generated/wireguard.ts")).wireguard,
} as const;

/** Names of the families whose tables come with nlkit. */
export type GenericFamilyName = keyof typeof GENERIC_FAMILIES;
/** The table of a family by its name. */
export type GenericFamilyByName<Name extends GenericFamilyName> = Awaited<
  ReturnType<(typeof GENERIC_FAMILIES)[Name]>
>;
