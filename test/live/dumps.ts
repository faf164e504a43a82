/**
 * Every dump that the tables know, asked of the running kernel: what each has to be asked with, and how it ended.
 *
 * @module
 */
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import { GenericClient } from "../../src/families/generic/index.ts";
import type { AnyOperation, FamilyTable } from "../../src/schema/index.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/index.ts";
import { NETLINK_AUDIT, NETLINK_GENERIC } from "../../src/uapi/index.ts";
import * as netfilter from "../../src/uapi/netfilter/index.ts";
import { RAW_FAMILIES } from "../../src/uapi/raw/index.ts";
import * as route from "../../src/uapi/route/index.ts";
import * as sockDiag from "../../src/uapi/sock-diag/index.ts";
import * as xfrm from "../../src/uapi/xfrm/index.ts";
import type { Lab } from "./lab.ts";
import { ACTION_KINDS } from "./traffic.ts";
import { type Finding, findings } from "./walk.ts";

const AF_UNIX = 1;
const AF_INET = 2;
const AF_BRIDGE = 7;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const AF_PACKET = 17;
const AF_MPLS = 28;
const AF_TIPC = 30;
const AF_VSOCK = 40;
const AF_SMC = 43;
const AF_XDP = 44;
const IPPROTO_TCP = 6;
const IPPROTO_UDP = 17;
const IPPROTO_RAW = 255;
const IPPROTO_MPTCP = 262;
const IPSET_PROTOCOL = 7;
const ALL_BITS = 0xffffffff;
/** Multicast routers answer under families of their own (`RTNL_FAMILY_IPMR`, `RTNL_FAMILY_IP6MR`). */
const IPMR = 128;
const IP6MR = 129;
const TC_H_INGRESS = 0xfffffff2;
const TC_H_EGRESS = 0xfffffff3;
const NTF_PROXY = 8;
/** All of `RTEXT_FILTER_*` but the one that leaves statistics out. */
const EXT_MASK = 0x77;
/** A set of flags of ethtool: compact bit sets off, statistics on. */
const ETHTOOL_STATISTICS = 4;

/** What is in the namespace, for requests that name something. */
interface Present {
  readonly links: readonly { readonly index: number; readonly name: string }[];
  readonly sets: readonly {
    readonly table?: string;
    readonly name?: string;
    readonly nfgenFamily: number;
  }[];
}

type Request = Readonly<Record<string, unknown>>;
type Requests = readonly Request[] | ((present: Present) => readonly Request[]);

const ofEachLink =
  (request: Request): Requests =>
  ({ links }) =>
    links.map(({ index }) => ({ ...request, ifindex: index }));

/** Requests of dumps that want to be asked for something, by operation or family and operation; the others are asked with nothing. */
const REQUESTS: Readonly<Record<string, Requests>> = {
  RTM_GETLINK: [
    { extMask: EXT_MASK },
    { ifiFamily: AF_BRIDGE, extMask: EXT_MASK },
    { ifiFamily: AF_INET6 },
  ],
  RTM_GETADDR: [{}, { ifaFamily: AF_INET }, { ifaFamily: AF_INET6 }],
  RTM_GETMULTICAST: [{ ifaFamily: AF_INET6 }, { ifaFamily: AF_INET }],
  RTM_GETANYCAST: [{ ifaFamily: AF_INET6 }],
  RTM_GETROUTE: [AF_INET, AF_INET6, AF_MPLS].map((rtmFamily) => ({ rtmFamily })),
  "rt-mroute RTM_GETROUTE": [IPMR, IP6MR].map((rtmFamily) => ({ rtmFamily })),
  // Of family IP6MR the kernel has no such dump: it gives the links as they are.
  "rt-mroute RTM_GETLINK": [{ ifiFamily: IPMR }],
  RTM_GETRULE: [AF_INET, AF_INET6, IPMR, IP6MR].map((family) => ({ family })),
  RTM_GETNEIGH: [
    { ndmFamily: AF_INET },
    { ndmFamily: AF_INET6 },
    { ndmFamily: AF_BRIDGE },
    { ndmFamily: AF_INET, ndmFlags: NTF_PROXY },
    { ndmFamily: AF_INET6, ndmFlags: NTF_PROXY },
  ],
  RTM_GETSTATS: [1, 2, 4, 8, 16].map((filterMask) => ({ filterMask })),
  RTM_GETTCLASS: ofEachLink({}),
  RTM_GETCHAIN: ({ links }) =>
    links.flatMap(({ index }) => [
      { ifindex: index, parent: TC_H_INGRESS },
      { ifindex: index, parent: TC_H_EGRESS },
    ]),
  RTM_GETTFILTER: ({ links }) =>
    links.flatMap(({ index }) =>
      [0, TC_H_INGRESS, TC_H_EGRESS].map((parent) => ({ ifindex: index, parent })),
    ),
  RTM_GETACTION: ACTION_KINDS.map((kind) => ({
    tab: [{ kind }],
    flags: { value: 1, selector: 1 },
  })),
  RTM_GETADDRLABEL: [{ ifalFamily: AF_INET6 }],
  NFNL_MSG_HOOK_GET: [AF_INET, AF_INET6].flatMap((nfgenFamily) =>
    [0, 1, 2, 3, 4].map((hooknum) => ({ nfgenFamily, hooknum })),
  ),
  IPSET_CMD_LIST: [{ protocol: IPSET_PROTOCOL }],
  XFRM_MSG_GETSA: [{}],
  "inet-diag SOCK_DIAG_BY_FAMILY": [AF_INET, AF_INET6].flatMap((sdiagFamily) =>
    [IPPROTO_TCP, IPPROTO_UDP, IPPROTO_RAW].map((sdiagProtocol) => ({
      sdiagFamily,
      sdiagProtocol,
      idiagStates: ALL_BITS,
      idiagExt: 0xff,
    })),
  ),
  "mptcp-diag SOCK_DIAG_BY_FAMILY": [
    { sdiagFamily: AF_INET, idiagStates: ALL_BITS, idiagExt: 0xff, protocol: IPPROTO_MPTCP },
  ],
  "netlink-diag SOCK_DIAG_BY_FAMILY": [
    { sdiagFamily: AF_NETLINK, sdiagProtocol: 0xff, ndiagShow: 0xff },
  ],
  "packet-diag SOCK_DIAG_BY_FAMILY": [{ sdiagFamily: AF_PACKET, pdiagShow: 0xff }],
  "smc-diag SOCK_DIAG_BY_FAMILY": [{ diagFamily: AF_SMC, diagExt: 0xff }],
  "tipc-diag SOCK_DIAG_BY_FAMILY": [{ sdiagFamily: AF_TIPC, tidiagStates: ALL_BITS }],
  "unix-diag SOCK_DIAG_BY_FAMILY": [
    { sdiagFamily: AF_UNIX, udiagStates: ALL_BITS, udiagShow: 0xff },
  ],
  "vsock-diag SOCK_DIAG_BY_FAMILY": [{ sdiagFamily: AF_VSOCK, vdiagStates: ALL_BITS }],
  "xdp-diag SOCK_DIAG_BY_FAMILY": [{ sdiagFamily: AF_XDP, xdiagShow: 0xff }],
  RTM_GETMDB: [{ family: AF_BRIDGE }],
  RTM_GETVLAN: [0, 1, 2].map((flags) => ({ family: AF_BRIDGE, flags })),
  RTM_GETNETCONF: [AF_INET, AF_INET6, AF_MPLS].map((ncmFamily) => ({ ncmFamily })),
  NFT_MSG_GETSETELEM: ({ sets }) =>
    sets.map(({ table, name, nfgenFamily }) => ({ table, set: name, nfgenFamily })),
  NFT_MSG_GETSETELEM_RESET: ({ sets }) =>
    sets.map(({ table, name, nfgenFamily }) => ({ table, set: name, nfgenFamily })),
  IPCTNL_MSG_CT_GET: [{}, { nfgenFamily: AF_INET }, { nfgenFamily: AF_INET6 }],
  IPCTNL_MSG_CT_GET_CTRZERO: [{ nfgenFamily: AF_INET }],
  CTRL_CMD_GETPOLICY: [{ familyName: "nlctrl" }, { familyName: "ethtool" }],
  ETHTOOL_MSG_PAUSE_GET: [{ header: { flags: ETHTOOL_STATISTICS } }],
  // The driver has to have a module that can be read: refused before that, unless a page is named.
  ETHTOOL_MSG_MODULE_EEPROM_GET: [{ offset: 0, length: 1, page: 0, i2cAddress: 0x50 }],
  ETHTOOL_MSG_STATS_GET: [{ groups: { nomask: true, size: 5, value: Uint8Array.of(15, 0, 0, 0) } }],
};

/** Operations that give what there is without being dumps: to a dump they answer with a part of one, or nothing. */
const SINGLE: ReadonlySet<string> = new Set(["IPCTNL_MSG_CT_GET_STATS", "NFT_MSG_GETGEN"]);

/** How one dump ended. */
export interface Ending {
  readonly family: string;
  readonly operation: string;
  /** Messages that came; of all requests together. */
  readonly rows: number;
  /** What the kernel said, by its name, where it gave nothing. */
  readonly errno: string | undefined;
  readonly findings: readonly Finding[];
}

const isFamily = (it: unknown): it is FamilyTable =>
  typeof it === "object" && it !== null && "operations" in it && "messages" in it;

/** Raw families by name: those that are generated, and those written by hand. */
async function rawFamilies(): Promise<FamilyTable[]> {
  const generated = await Promise.all(Object.values(RAW_FAMILIES).map((load) => load()));
  const found = new Map<string, FamilyTable>();
  const modules = [route, netfilter, sockDiag, xfrm].flatMap((it) => Object.values<unknown>(it));
  for (const family of [...generated, ...modules])
    if (isFamily(family)) found.set(family.name, family);
  return [...found.values()];
}

const errnoOf = (error: unknown): string => {
  if (error instanceof NetlinkErrnoError) return error.errnoName;
  throw error;
};

/** Asks one dump with all its requests. */
async function ask(
  dump: (request: Request) => Promise<unknown[]>,
  family: string,
  { name, reply }: AnyOperation,
  present: Present,
): Promise<Ending> {
  const entry = REQUESTS[`${family} ${name}`] ?? REQUESTS[name] ?? [{}];
  const rows: unknown[] = [];
  const refusals: string[] = [];
  for (const request of typeof entry === "function" ? entry(present) : entry) {
    try {
      rows.push(...(await dump(request)));
    } catch (error) {
      refusals.push(errnoOf(error));
    }
  }
  const errno = rows.length > 0 ? undefined : refusals[0];
  return { family, operation: name, rows: rows.length, errno, findings: findings(reply, rows) };
}

/** Whether the kernel may be asked for a list by it: its name says so. */
const LISTS = /_GET|_LIST|_DUMP|^SOCK_DIAG/;

/** Every dump of the raw protocols. */
export async function askRaw(lab: Lab): Promise<Ending[]> {
  const links = await lab.sandbox.route.links.list();
  const { nftables } = netfilter;
  const sets = await lab.client(nftables.protocol).dump(nftables.operations.NFT_MSG_GETSET, {});
  const endings: Ending[] = [];
  for (const { name, protocol, operations } of await rawFamilies()) {
    // The audit system knows no namespaces: its state is the machine's own.
    if (protocol === NETLINK_AUDIT) continue;
    const client = lab.client(protocol);
    for (const operation of Object.values(operations)) {
      if (!LISTS.test(operation.name)) continue;
      const dump = (request: Request): Promise<unknown[]> =>
        SINGLE.has(operation.name)
          ? client.do(operation, request)
          : client.dump(operation, request);
      endings.push(await ask(dump, name, operation, { links, sets }));
    }
  }
  return endings;
}

/** Every operation of a generic family that the kernel says can be dumped; ENOENT for families that it lacks. */
export async function askGeneric(lab: Lab): Promise<Ending[]> {
  const generic = new GenericClient(lab.client(NETLINK_GENERIC));
  const endings: Ending[] = [];
  for (const [name, load] of Object.entries(GENERIC_FAMILIES)) {
    const table: FamilyTable = await load();
    try {
      const family = await generic.open(table);
      const dumps = family.info.operations.filter(({ flags }) => flags.includes("cmd-cap-dump"));
      for (const { id } of dumps) {
        for (const operation of Object.values(table.operations).filter(({ type }) => type === id)) {
          // Linux 6.1 refuses a dump of ethtool without the header's nest.
          const dump = (request: Request): Promise<unknown[]> =>
            family.dump(operation.name, name === "ethtool" ? { header: {}, ...request } : request);
          endings.push(await ask(dump, name, operation, { links: [], sets: [] }));
        }
      }
    } catch (error) {
      endings.push({
        family: name,
        operation: "(all)",
        rows: 0,
        errno: errnoOf(error),
        findings: [],
      });
    }
  }
  return endings;
}
