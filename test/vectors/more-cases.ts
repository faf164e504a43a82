/**
 * Entries of the shared vectors that no other file here is about: sockets, IPsec, audit, tasks,
 * the controller, parts
 * of traffic control and rtnetlink. Which table each has; data of more.test.ts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import {
  attributeSet,
  type MessageTable,
  message,
  s32,
  struct,
  tableOfSet,
  u8,
  u16,
  u32,
  u32be,
  u64,
  type ValueType,
} from "../../src/schema/index.ts";
import { auditRuleMessage } from "../../src/uapi/audit/index.ts";
import { rtnlLinkStats, rtnlLinkStats64 } from "../../src/uapi/generated/rt-link.ts";
import * as tc from "../../src/uapi/generated/tc.ts";
import { ctrlAttrs, ctrlMessage, taskstatsFamily } from "../../src/uapi/generic/index.ts";
import { linkMessage, nsidMessage, prefixMessage } from "../../src/uapi/route/index.ts";
import {
  inetDiagMessage,
  inetDiagRequest,
  unixDiagMessage,
  unixDiagRequest,
} from "../../src/uapi/sock-diag/index.ts";
import { EMATCHES } from "../../src/uapi/tc/index.ts";
import { xfrmMessages } from "../../src/uapi/xfrm/index.ts";
import { formatHex, LITTLE_ENDIAN, nlaAlign } from "../../src/wire/index.ts";
import * as raw from "./raw-cases.ts";

/** A message of an exchange. */
interface Packet {
  readonly type: number;
  readonly payload: string;
}

/** An entry as it stands in its file. */
export interface Entry {
  readonly id: string;
  readonly layer: string;
  readonly object: string | null;
  readonly hex: string;
  readonly function?: string;
  readonly negative?: boolean;
  readonly expected: unknown;
  readonly attrs?: readonly { type: number; payload: string }[];
  readonly requests?: readonly Packet[];
  readonly replies?: readonly Packet[];
}

/** Bytes of an entry that a table describes. */
export interface Row {
  readonly file: string;
  readonly entry: Entry;
  /** Of an exchange: which message. */
  readonly part: string;
  readonly table: MessageTable;
  readonly hex: string;
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
/** Whether the vectors cannot be read here. */
export const absent = !existsSync(folder) || !LITTLE_ENDIAN;
/** Why, for the names of tests. */
export const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
/** The entries of a file. */
export const load = (file: string): Entry[] =>
  absent ? [] : JSON.parse(readFileSync(new URL(`${file}.json`, folder), "utf8")).vectors;

/** Attributes of which no table knows any: all have to be kept. */
const nothing = message({ attributes: attributeSet("nothing", "NOTHING_", {}) });
const whole = (file: string, entry: Entry, table: MessageTable, skip = 0): Row => ({
  file,
  entry,
  part: "",
  table,
  hex: entry.hex.slice(2 * skip),
});

/** Sockets, by the end of the id. */
const SOCKETS: Readonly<Record<string, MessageTable>> = {
  REQ_UDP: inetDiagRequest,
  RESP_TCP: inetDiagMessage,
  SOCKET_INFO: unixDiagRequest,
  LISTENING: unixDiagMessage,
  ESTABLISHED: unixDiagMessage,
};

/** What the functions of go-tc make that raw.test.ts leaves out. */
const OF_FUNCTION: Readonly<Record<string, MessageTable>> = {
  AndAlignStruct: message({ header: tc.tcConnmark }),
  CmpMatch: EMATCHES.cmp,
  ContainerMatch: EMATCHES.container,
  Ematch: tableOfSet(tc.ematchAttrs),
  HfscQOpt: message({ header: tc.tcHfscQopt }),
  IPSetMatch: EMATCHES.ipset,
  IptMatch: EMATCHES.ipt,
  MetaMatch: EMATCHES.meta,
  MqPrio: tc.mqprioMessage,
  NByteMatch: EMATCHES.nbyte,
  Netem: tc.netemMessage,
  Struct: message({ header: tc.tcfT }),
  U32Match: EMATCHES.u32,
};

/**
 * What the kernel had once, or what is no message of its: no table knows an attribute of it, and
 * all are kept.
 */
const KEPT: readonly string[] = ["Atm", "Cbq", "Dsmark", "Rsvp", "TcIndex"];

/** Payloads of attributes alone, by what is in the id. */
const OF_ATTRIBUTES: readonly (readonly [part: string, type: ValueType])[] = [
  ["TestLinkStatsUnmarshalBinary", rtnlLinkStats],
  ["TestLinkStats64UnmarshalBinary", rtnlLinkStats64],
  // Buffers that are too short or too long for a number.
  ["signed 32", s32],
  ["t 8", u8],
  ["t 16", u16],
  ["t 32", u32],
  ["t 64", u64],
];

/** An attribute around a payload. */
function attributeRow(file: string, entry: Entry): Row[] {
  const type = OF_ATTRIBUTES.find(([part]) => entry.id.includes(part))?.[1];
  if (type === undefined) return [];
  const length = 4 + entry.hex.length / 2;
  const padding = "00".repeat(nlaAlign(length) - length);
  const hex = `${formatHex(Uint8Array.of(length & 0xff, length >> 8))}0100${entry.hex}${padding}`;
  const table = message({ attributes: attributeSet("value", "VALUE_", { value: [1, type] }) });
  return [{ file, entry, part: "", table, hex }];
}

const MISC: Readonly<Record<string, readonly [table: MessageTable, skip: number]>> = {
  nsid: [nsidMessage, 0],
  prefix: [prefixMessage, 0],
  // With the nlmsghdr of a request for a link.
  "src/tests.rs": [linkMessage, 16],
};

/**
 * Requests and answers of tasks: the controller's, those of the family, and what stands for an
 * error.
 */
function taskRows(entry: Entry): Row[] {
  const rows: Row[] = [];
  const row = (part: string, table: MessageTable, hex: string) =>
    rows.push({ file: "genl_misc_go", entry, part, table, hex });
  const { operations } = taskstatsFamily;
  const ask = (command: number) =>
    command === operations.CGROUPSTATS_CMD_GET.type
      ? operations.CGROUPSTATS_CMD_GET
      : operations.TASKSTATS_CMD_GET;
  const asked = (entry.requests ?? []).filter(({ type }) => type !== 16);
  entry.requests?.forEach(({ type, payload }, at) => {
    const table = type === 16 ? ctrlMessage : ask(Number.parseInt(payload.slice(0, 2), 16)).request;
    row(`request ${at}`, table as MessageTable, payload.slice(8));
  });
  entry.replies?.forEach(({ payload }, at) => {
    if (payload.length < 8) return;
    const command = Number.parseInt(asked[0]?.payload.slice(0, 2) ?? "1", 16);
    const table = payload.startsWith("0102") ? ctrlMessage : ask(command).reply;
    row(`answer ${at}`, table as MessageTable, payload.slice(8));
  });
  return rows;
}

/** Bytes after a genlmsghdr that are no attributes. */
const anything = message({});
const WITH_FAMILIES = /#(TestConnGetFamily|TestConnFamilyList|TestFamily_parse|TestServeFamily)/;

/** Messages of the controller; other tests send arbitrary bytes. */
function controllerRows(entry: Entry): Row[] {
  const file = "genl_ctrl_go";
  if (entry.layer === "attrs") return [whole(file, entry, tableOfSet(ctrlAttrs))];
  if (entry.layer === "payload") return [whole(file, entry, anything, 4)];
  return [...(entry.requests ?? []), ...(entry.replies ?? [])].map(({ payload }, at) => ({
    file,
    entry,
    part: `message ${at}`,
    table: WITH_FAMILIES.test(entry.id) ? ctrlMessage : anything,
    hex: payload.slice(8),
  }));
}

/** Attributes of no subsystem, to see their headers. */
const netfilterRow = (entry: Entry): Row => whole("nfnetlink_go", entry, nothing);

const STATUS = message({ header: struct("conntrack-status", { status: u32be }) });

/** The rows of every entry that is looked at here. */
export const rows: readonly Row[] = [
  ...load("sock_diag_rust").map((entry) =>
    whole("sock_diag_rust", entry, SOCKETS[entry.id.split("/").at(-1) ?? ""] as MessageTable),
  ),
  ...load("xfrm_rust").map((entry) => {
    const type = Number.parseInt(entry.hex.slice(8, 10), 16);
    return whole("xfrm_rust", entry, xfrmMessages.get(type)?.table as MessageTable, 16);
  }),
  ...load("audit_rust").map((entry) => whole("audit_rust", entry, auditRuleMessage)),
  ...load("genl_misc_go")
    .filter(({ id }) => id.includes("taskstats#"))
    .flatMap(taskRows),
  ...load("genl_ctrl_go").flatMap(controllerRows),
  ...load("nfnetlink_go").map(netfilterRow),
  ...load("ctnetlink_go")
    .filter(({ id }) => id.includes("TestStatusMarshalTwoWay"))
    .map((entry) => whole("ctnetlink_go", entry, STATUS)),
  ...load("rtnetlink_tc_go").flatMap((entry) => {
    const name = raw.nameOf(entry as raw.Vector);
    const table = KEPT.includes(name) ? nothing : OF_FUNCTION[name];
    return table === undefined ? [] : [whole("rtnetlink_tc_go", entry, table)];
  }),
  ...load("rtnetlink_misc_rust").flatMap((entry) => {
    const found = MISC[entry.object ?? ""];
    return found === undefined ? [] : [whole("rtnetlink_misc_rust", entry, ...found)];
  }),
  ...load("rtnetlink_go_jsimonetti").flatMap((entry) =>
    entry.id.includes("TestLinkStats") ? attributeRow("rtnetlink_go_jsimonetti", entry) : [],
  ),
  ...load("core_go_mdlayher").flatMap((entry) =>
    entry.id.includes("TestUintPanic1") ? attributeRow("core_go_mdlayher", entry) : [],
  ),
];

/** Entries that nothing looks at, by a part of their id; and why. */
export const NOT_LOOKED_AT: readonly (readonly [part: string, reason: string])[] = [
  ["link/tests/dpll_pin/emit_dpll_pin_id", "its bytes are the test's empty buffer"],
  ["link/tests/inet/test_devconf", "as emit_dpll_pin_id"],
  ["link/tests/xdp/emit_xdp_attached", "as emit_dpll_pin_id"],
  ["link/tests/wireless/", "the payload of IFLA_WIRELESS, an event of before nl80211"],
  ["wl-nl80211#tests/connect/test_captured_ie_rsn", "an information element of 802.11"],
  ["wl-nl80211#tests/scan/test_parse_ies", "as test_captured_ie_rsn"],
  ["wl-nl80211#tests/event/test_parse_auth_frame", "a frame of 802.11"],
  ["go-tc#TestFqCodelXStats", "members in another order than those of the kernel's union"],
  ["go-tc#TestGenStats", "a struct in the place of attributes"],
  ["go-tc#TestSfq", "cut short before the kernel's struct ends"],
];
