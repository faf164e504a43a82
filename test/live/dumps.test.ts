/**
 * Every dump of every family answers on the running kernel, over a network with something of everything,
 * and the tables know all that comes. What the kernel lacks is printed with its errno.
 *
 * @module
 */
import { release } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoOracle } from "../support/ip.ts";
import { askGeneric, askRaw, type Ending } from "./dumps.ts";
import { Lab } from "./lab.ts";
import { ROUTING } from "./links.ts";
import { FILTERING } from "./netfilter.ts";
import { LEFT } from "./opaque.ts";
import { openSockets } from "./sockets.ts";
import { TRAFFIC } from "./traffic.ts";

/** The kernel whose headers the tables were made of; a newer one may know more. */
const [MAJOR, MINOR] = [7, 3];
const [major = 0, minor = 0] = release().split(".").map(Number);
const isNewer = major > MAJOR || (major === MAJOR && minor > MINOR);
const skipped =
  whyNoOracle() ??
  (isNewer ? ` (skipped: Linux ${release()} is newer than the tables)` : undefined);

/** What a kernel says of what it was built without. */
const ABSENT: ReadonlySet<string> = new Set(["EOPNOTSUPP", "ENOENT", "EPROTONOSUPPORT"]);

const ONE_ONLY = "about one thing that has to be named; no dump";
const ONE_DEVICE = "about one device, of which there is none";
const NO_SUBSYSTEM = "nfnetlink has EINVAL for a subsystem that the kernel lacks";
const NEWER_MESSAGE = "nfnetlink has EINVAL for a message that the kernel does not know";

/** Dumps that a kernel refuses for another reason. */
const REFUSED: Readonly<Record<string, string>> = {
  BATADV_CMD_GET_BLA_BACKBONE: ONE_DEVICE,
  BATADV_CMD_GET_BLA_CLAIM: ONE_DEVICE,
  BATADV_CMD_GET_DAT_CACHE: ONE_DEVICE,
  BATADV_CMD_GET_GATEWAYS: ONE_DEVICE,
  BATADV_CMD_GET_HARDIF: ONE_DEVICE,
  BATADV_CMD_GET_MCAST_FLAGS: ONE_DEVICE,
  BATADV_CMD_GET_NEIGHBORS: ONE_DEVICE,
  BATADV_CMD_GET_ORIGINATORS: ONE_DEVICE,
  BATADV_CMD_GET_TRANSTABLE_GLOBAL: ONE_DEVICE,
  BATADV_CMD_GET_TRANSTABLE_LOCAL: ONE_DEVICE,
  DEVLINK_CMD_HEALTH_REPORTER_DUMP_GET: ONE_DEVICE,
  DEVLINK_CMD_REGION_READ: ONE_DEVICE,
  ETHTOOL_MSG_TSCONFIG_GET: "EINVAL where no device has a clock to configure, Linux 6.18",
  IPCTNL_MSG_TIMEOUT_DEFAULT_GET: ONE_ONLY,
  IPSET_CMD_GET_BYINDEX: ONE_ONLY,
  IPSET_CMD_GET_BYNAME: ONE_ONLY,
  NFNL_MSG_COMPAT_GET: ONE_ONLY,
  NFNL_MSG_CTHELPER_GET: NO_SUBSYSTEM,
  NFNL_MSG_HOOK_GET: NO_SUBSYSTEM,
  NFT_MSG_GETRULE_RESET: NEWER_MESSAGE,
  NFT_MSG_GETSETELEM_RESET: NEWER_MESSAGE,
  NL80211_CMD_GET_MPATH: ONE_DEVICE,
  NL80211_CMD_GET_MPP: ONE_DEVICE,
  NL80211_CMD_GET_SCAN: ONE_DEVICE,
  NL80211_CMD_GET_STATION: ONE_DEVICE,
  NL80211_CMD_GET_SURVEY: ONE_DEVICE,
  NL80211_CMD_VENDOR: ONE_DEVICE,
  OVS_FLOW_CMD_GET: ONE_DEVICE,
  OVS_VPORT_CMD_GET: ONE_DEVICE,
  WG_CMD_GET_DEVICE: ONE_DEVICE,
  XFRM_MSG_GETAE: ONE_ONLY,
};

/** What the network has something of on any kernel. */
const ANSWERED: readonly string[] = [
  "RTM_GETLINK",
  "RTM_GETADDR",
  "RTM_GETROUTE",
  "RTM_GETRULE",
  "RTM_GETNEIGH",
  "RTM_GETNEIGHTBL",
  "RTM_GETSTATS",
  "RTM_GETQDISC",
  "RTM_GETTCLASS",
  "RTM_GETTFILTER",
  "RTM_GETACTION",
  "RTM_GETCHAIN",
  "NFT_MSG_GETTABLE",
  "NFT_MSG_GETCHAIN",
  "NFT_MSG_GETRULE",
  "NFT_MSG_GETSET",
  "NFT_MSG_GETSETELEM",
  "NFT_MSG_GETOBJ",
  "IPCTNL_MSG_CT_GET",
  "ETHTOOL_MSG_FEATURES_GET",
  "ETHTOOL_MSG_STATS_GET",
  "CTRL_CMD_GETFAMILY",
  "CTRL_CMD_GETPOLICY",
  "SOCK_DIAG_BY_FAMILY",
];

describe.skipIf(skipped !== undefined)(`every dump of this kernel${skipped ?? ""}`, () => {
  let lab: Lab;
  const endings: Ending[] = [];

  beforeAll(async () => {
    lab = await Lab.open([...ROUTING, ...TRAFFIC, ...FILTERING]);
    using sockets = await openSockets(lab);
    expect(sockets.failed).toBe("");
    endings.push(...(await askRaw(lab)), ...(await askGeneric(lab)));
  }, 480_000);

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    const rows = endings.reduce((sum, ending) => sum + ending.rows, 0);
    const count = (names: readonly string[]): string[] => {
      const counts = new Map<string, number>();
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
      return [...counts].map(([name, times]) => `  ${times} × ${name}`);
    };
    const shown = (errno: string | undefined, all: readonly Ending[]): string => {
      const names = all.map(
        (it) => `${it.family} ${it.operation}${errno === undefined ? ` ${it.rows}` : ""}`,
      );
      return `  ${errno ?? "answered"}: ${names.join(", ")}`;
    };
    const errnos = new Set(endings.map(({ errno }) => errno));
    const lines = [
      `Linux ${release()}: ${endings.length} dumps, ${rows} rows`,
      ...[...errnos].map((errno) =>
        shown(
          errno,
          endings.filter((it) => it.errno === errno),
        ),
      ),
      `commands of the network that this kernel or its tools refuse: ${lab.lacking.length}`,
      ...count(lab.lacking.map(({ message }) => message.slice(0, 80))),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });

  it("answers, or is told to be lacking", () => {
    const refused = endings.filter(
      ({ operation, errno }) =>
        errno !== undefined && !ABSENT.has(errno) && !(operation in REFUSED),
    );
    expect(refused.map(({ operation, errno }) => `${operation} ${errno}`)).toEqual([]);
    const answered = new Set(endings.filter(({ rows }) => rows > 0).map((it) => it.operation));
    expect(ANSWERED.filter((name) => !answered.has(name))).toEqual([]);
  });

  it("holds nothing that the tables leave as it came, but what is opaque", () => {
    const left = endings.flatMap(({ family, operation, findings }) =>
      findings
        .filter(({ kind, place }) => LEFT[kind]?.[place] === undefined)
        .map(({ kind, place, detail }) => `${family} ${operation}: ${kind} ${place} ${detail}`),
    );
    expect(left).toEqual([]);
  });
});
