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
  HSR: async (): Promise<typeof import("./hsr.ts").hsr> => (await import("./hsr.ts")).hsr,
  IOAM6: async (): Promise<typeof import("./ioam6.ts").ioam6> => (await import("./ioam6.ts")).ioam6,
  IPVS: async (): Promise<typeof import("./ipvs.ts").ipvs> => (await import("./ipvs.ts")).ipvs,
  MAC80211_HWSIM: async (): Promise<typeof import("./mac80211-hwsim.ts").mac80211Hwsim> =>
    (await import("./mac80211-hwsim.ts")).mac80211Hwsim,
  NET_DM: async (): Promise<typeof import("./drop-monitor.ts").netDm> =>
    (await import("./drop-monitor.ts")).netDm,
  NLBL_CALIPSO: async (): Promise<typeof import("./netlabel.ts").netlabelCalipso> =>
    (await import("./netlabel.ts")).netlabelCalipso,
  NLBL_CIPSOv4: async (): Promise<typeof import("./netlabel.ts").netlabelCipsoV4> =>
    (await import("./netlabel.ts")).netlabelCipsoV4,
  NLBL_MGMT: async (): Promise<typeof import("./netlabel.ts").netlabelManagement> =>
    (await import("./netlabel.ts")).netlabelManagement,
  NLBL_UNLBL: async (): Promise<typeof import("./netlabel.ts").netlabelUnlabeled> =>
    (await import("./netlabel.ts")).netlabelUnlabeled,
  SEG6: async (): Promise<typeof import("./seg6.ts").seg6> => (await import("./seg6.ts")).seg6,
  SMC_GEN_NETLINK: async (): Promise<typeof import("./smc.ts").smcGen> =>
    (await import("./smc.ts")).smcGen,
  SMC_PNETID: async (): Promise<typeof import("./smc.ts").smcPnetid> =>
    (await import("./smc.ts")).smcPnetid,
  TASKSTATS: async (): Promise<typeof import("./taskstats.ts").taskstatsFamily> =>
    (await import("./taskstats.ts")).taskstatsFamily,
  "TCM-USER": async (): Promise<typeof import("./tcm-user.ts").tcmUser> =>
    (await import("./tcm-user.ts")).tcmUser,
  TIPCv2: async (): Promise<typeof import("./tipc.ts").tipc> => (await import("./tipc.ts")).tipc,
  VFS_DQUOT: async (): Promise<typeof import("./events.ts").vfsDquot> =>
    (await import("./events.ts")).vfsDquot,
  acpi_event: async (): Promise<typeof import("./events.ts").acpiEvent> =>
    (await import("./events.ts")).acpiEvent,
  batadv: async (): Promise<typeof import("./batadv.ts").batadv> =>
    (await import("./batadv.ts")).batadv,
  binder: async (): Promise<typeof import("../generated/binder.ts").binder> =>
    (await import("../generated/binder.ts")).binder,
  "dev-energymodel": async (): Promise<
    typeof import("../generated/dev-energymodel.ts").devEnergymodel
  > => (await import("../generated/dev-energymodel.ts")).devEnergymodel,
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
  gtp: async (): Promise<typeof import("./gtp.ts").gtp> => (await import("./gtp.ts")).gtp,
  handshake: async (): Promise<typeof import("../generated/handshake.ts").handshake> =>
    (await import("../generated/handshake.ts")).handshake,
  ila: async (): Promise<typeof import("./ila.ts").ila> => (await import("./ila.ts")).ila,
  l2tp: async (): Promise<typeof import("./l2tp.ts").l2tp> => (await import("./l2tp.ts")).l2tp,
  lockd: async (): Promise<typeof import("../generated/lockd.ts").lockd> =>
    (await import("../generated/lockd.ts")).lockd,
  macsec: async (): Promise<typeof import("./macsec.ts").macsec> =>
    (await import("./macsec.ts")).macsec,
  mptcp_pm: async (): Promise<typeof import("../generated/mptcp_pm.ts").mptcpPm> =>
    (await import("../generated/mptcp_pm.ts")).mptcpPm,
  nbd: async (): Promise<typeof import("./nbd.ts").nbd> => (await import("./nbd.ts")).nbd,
  "net-shaper": async (): Promise<typeof import("../generated/net_shaper.ts").netShaper> =>
    (await import("../generated/net_shaper.ts")).netShaper,
  netdev: async (): Promise<typeof import("../generated/netdev.ts").netdev> =>
    (await import("../generated/netdev.ts")).netdev,
  nfc: async (): Promise<typeof import("./nfc.ts").nfc> => (await import("./nfc.ts")).nfc,
  nfsd: async (): Promise<typeof import("../generated/nfsd.ts").nfsd> =>
    (await import("../generated/nfsd.ts")).nfsd,
  nl80211: async (): Promise<typeof import("../generated/nl80211.ts").nl80211> =>
    (await import("../generated/nl80211.ts")).nl80211,
  nlctrl: async (): Promise<typeof import("../generated/nlctrl.ts").nlctrl> =>
    (await import("../generated/nlctrl.ts")).nlctrl,
  ovpn: async (): Promise<typeof import("../generated/ovpn.ts").ovpn> =>
    (await import("../generated/ovpn.ts")).ovpn,
  ovs_ct_limit: async (): Promise<typeof import("./openvswitch.ts").ovsCtLimit> =>
    (await import("./openvswitch.ts")).ovsCtLimit,
  ovs_datapath: async (): Promise<typeof import("../generated/ovs_datapath.ts").ovsDatapath> =>
    (await import("../generated/ovs_datapath.ts")).ovsDatapath,
  ovs_flow: async (): Promise<typeof import("../generated/ovs_flow.ts").ovsFlow> =>
    (await import("../generated/ovs_flow.ts")).ovsFlow,
  ovs_meter: async (): Promise<typeof import("./openvswitch.ts").ovsMeter> =>
    (await import("./openvswitch.ts")).ovsMeter,
  ovs_packet: async (): Promise<typeof import("./openvswitch.ts").ovsPacket> =>
    (await import("./openvswitch.ts")).ovsPacket,
  ovs_vport: async (): Promise<typeof import("../generated/ovs_vport.ts").ovsVport> =>
    (await import("../generated/ovs_vport.ts")).ovsVport,
  psample: async (): Promise<typeof import("./psample.ts").psample> =>
    (await import("./psample.ts")).psample,
  psp: async (): Promise<typeof import("../generated/psp.ts").psp> =>
    (await import("../generated/psp.ts")).psp,
  sunrpc: async (): Promise<typeof import("../generated/sunrpc_cache.ts").sunrpc> =>
    (await import("../generated/sunrpc_cache.ts")).sunrpc,
  tcp_metrics: async (): Promise<typeof import("../generated/tcp_metrics.ts").tcpMetrics> =>
    (await import("../generated/tcp_metrics.ts")).tcpMetrics,
  team: async (): Promise<typeof import("../generated/team.ts").team> =>
    (await import("../generated/team.ts")).team,
  thermal: async (): Promise<typeof import("./thermal.ts").thermal> =>
    (await import("./thermal.ts")).thermal,
  vdpa: async (): Promise<typeof import("./vdpa.ts").vdpa> => (await import("./vdpa.ts")).vdpa,
  wireguard: async (): Promise<typeof import("../generated/wireguard.ts").wireguard> =>
    (await import("../generated/wireguard.ts")).wireguard,
} as const;

/** Names of the families whose tables come with nlkit. */
export type GenericFamilyName = keyof typeof GENERIC_FAMILIES;
/** The table of a family by its name. */
export type GenericFamilyByName<Name extends GenericFamilyName> = Awaited<
  ReturnType<(typeof GENERIC_FAMILIES)[Name]>
>;
