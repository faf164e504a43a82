/**
 * The expressions of rules as `nft --debug=netlink` words them (libnftnl 1.2.4), written from decoded messages: one
 * function for each kind.
 *
 * @module
 */
import { type EnumTable, flagNames } from "../../src/schema/index.ts";
import * as nft from "../../src/uapi/generated/nftables.ts";

/** A decoded expression's members. */
type Data = Readonly<Record<string, unknown>>;

const numberOf = (table: EnumTable, value: unknown): number =>
  typeof value === "string" ? (table.values[value] as number) : Number(value);
const reg = (value: unknown): number => numberOf(nft.registers, value);
const hex = (value: unknown): string => `0x${Number(value ?? 0).toString(16)}`;

/** A register's contents as words of 32 bits, in the order of this machine. */
function words(bytes: Uint8Array): string {
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  return [...new Uint32Array(padded.buffer)]
    .map((word) => `0x${word.toString(16).padStart(8, "0")}`)
    .join(" ");
}

/** Data or a verdict. */
function contents(data: unknown): string {
  const { value, verdict } = data as {
    value?: Uint8Array;
    verdict?: { code: string; chain?: string };
  };
  if (verdict === undefined) return words(value ?? new Uint8Array());
  return verdict.chain === undefined ? verdict.code : `${verdict.code} -> ${verdict.chain}`;
}

/** `name value` for each member that is there. */
const present = (data: Data, members: readonly (readonly [string, string])[]): string =>
  members
    .filter(([member]) => data[member] !== undefined)
    .map(
      ([member, word]) =>
        `${word} ${word.includes("reg") || NAT_REGISTERS.has(member) ? reg(data[member]) : data[member]} `,
    )
    .join("");

const NAT_REGISTERS: ReadonlySet<string> = new Set([
  "regAddrMin",
  "regAddrMax",
  "regProtoMin",
  "regProtoMax",
]);
const PORTS = [
  ["regProtoMin", "proto_min reg"],
  ["regProtoMax", "proto_max reg"],
] as const;
const ADDRESSES = [
  ["regAddrMin", "addr_min reg"],
  ["regAddrMax", "addr_max reg"],
] as const;
const flagsOf = ({ flags }: Data): string => (flags ? `flags ${hex(flags)} ` : "");

/** Names that libnftnl spells otherwise than the tables. */
const META: Readonly<Record<string, string>> = {
  "l4-proto": "l4proto",
  iftype: "iiftype",
  "time-day": "day",
  "time-hour": "hour",
  "time-ns": "time",
  "bri-iifname": "bri_iifname",
  "bri-oifname": "bri_oifname",
};
const CT: Readonly<Record<string, string>> = {
  labels: "label",
  eventmask: "event",
  "src-ip": "src_ip",
  "dst-ip": "dst_ip",
  pkts: "packets",
};
const RT: Readonly<Record<string, string>> = { xfrm: "ipsec" };
const FAMILY: Readonly<Record<number, string>> = { 2: "ip", 10: "ip6" };
/** In the order in which the library asks for them. */
const LOG_FLAGS = [
  ["tcpseq", "tcpseq"],
  ["tcpopt", "tcpopt"],
  ["ipopt", "ipopt"],
  ["uid", "uid"],
  ["nflog", "nflog"],
  ["macdecode", "macdecode"],
] as const;
const LIMIT_UNIT: Readonly<Record<number, string>> = {
  1: "second",
  60: "minute",
  3600: "hour",
  86400: "day",
  604800: "week",
};
const base = (value: unknown): string => String(value).replace(/(-layer)?-header/, "");

/** An expression that loads a register, or sets something from one. */
const loadOrSet =
  (names: Readonly<Record<string, string>>, more: (data: Data) => string = () => "") =>
  (data: Data): string => {
    const key = names[String(data["key"])] ?? String(data["key"]);
    return data["sreg"] === undefined
      ? `load ${key} => reg ${reg(data["dreg"])} ${more(data)}`
      : `set ${key} with reg ${reg(data["sreg"])} ${more(data)}`;
  };

function exthdr(data: Data): string {
  const { op, type, offset, len, dreg, sreg, flags } = data;
  if (sreg !== undefined) return `write ${op} reg ${reg(sreg)} => ${len}b @ ${type} + ${offset} `;
  if (dreg === undefined) return `reset ${op} ${type} `;
  const there = (Number(flags) & 1) === 1 ? " present" : "";
  // The library has no name for the headers of SCTP.
  const header = op === "sctp" ? "" : `${op} `;
  return `load ${header}${len}b @ ${type} + ${offset}${there} => reg ${reg(dreg)} `;
}

function payload(data: Data): string {
  const { dreg, sreg, len, offset, csumType, csumOffset, csumFlags } = data;
  const place = `${len}b @ ${base(data["base"])} header + ${offset}`;
  if (sreg === undefined) return `load ${place} => reg ${reg(dreg)} `;
  const type = numberOf(nft.payloadCsumType, csumType);
  return `write reg ${reg(sreg)} => ${place} csum_type ${type} csum_off ${csumOffset} csum_flags ${hex(csumFlags)} `;
}

function hash(data: Data): string {
  const { type, sreg, dreg, len, seed, modulus, offset } = data;
  const of = type === "sym" ? "symhash()" : `jhash(reg ${reg(sreg)}, ${len}, ${hex(seed)})`;
  return `reg ${reg(dreg)} = ${of} % mod ${modulus} ${offset ? `offset ${offset} ` : ""}`;
}

function fib({ flags, result, dreg }: Data): string {
  const parts = flagNames(nft.fibFlags, flags as number);
  const sources = parts.filter((name) => name !== "present").join(" . ");
  const shown = result === "addrtype" ? "type" : result;
  return `${sources} ${shown}${parts.includes("present") ? " present" : ""} => reg ${reg(dreg)} `;
}

function log(data: Data): string {
  const { prefix, group, snaplen, qthreshold, level, flags } = data;
  const start = prefix === undefined ? "" : `prefix ${prefix} `;
  if (group !== undefined)
    return `${start}group ${group} snaplen ${snaplen ?? 0} qthreshold ${qthreshold ?? 0} `;
  const names = flagNames(nft.logFlags, Number(flags ?? 0));
  const shown = LOG_FLAGS.filter(([ours]) => names.includes(ours as never)).map(
    ([, it]) => `${it} `,
  );
  return `${start}level ${numberOf(nft.logLevel, level)} ${shown.join("")}`;
}

function nat(data: Data): string {
  const { type, family } = data;
  return `${type} ${FAMILY[family as number]} ${present(data, [...ADDRESSES, ...PORTS])}${flagsOf(data)}`;
}

function dynset(data: Data): string {
  const { op, sregKey, setName, timeout, sregData, expr } = data;
  const value = sregData === undefined ? "" : `sreg_data ${reg(sregData)} `;
  const inner = expr === undefined ? "" : `expr [ ${wordExpression(expr as Expression)} ] `;
  return `${op} reg_key ${reg(sregKey)} set ${setName} ${value}${timeout === undefined ? "" : `timeout ${timeout}ms `}${inner}`;
}

function queue({ num, total, flags }: Data): string {
  const last = Number(num) + Number(total) - 1;
  const names = flagNames(nft.queueFlags, Number(flags ?? 0));
  const shown = [
    ["bypass", "bypass"],
    ["cpu-fanout", "fanout"],
  ].filter(([ours]) => names.includes(ours as never));
  return `num ${Number(total) > 1 ? `${num}-${last}` : num} ${shown.map(([, it]) => `${it} `).join("")}`;
}

const WORDINGS: Readonly<Record<string, (data: Data) => string>> = {
  bitwise: ({ sreg, dreg, mask, xor }) =>
    `reg ${reg(dreg)} = ( reg ${reg(sreg)} & ${contents(mask)} ) ^ ${contents(xor)} `,
  byteorder: ({ sreg, dreg, op, size, len }) =>
    `reg ${reg(dreg)} = ${op}(reg ${reg(sreg)}, ${size}, ${len}) `,
  cmp: ({ sreg, op, data }) => `${op} reg ${reg(sreg)} ${contents(data)} `,
  connlimit: ({ count, flags }) => `count ${count} flags ${Number(flags).toString(16)} `,
  counter: ({ packets, bytes }) => `pkts ${packets} bytes ${bytes} `,
  ct: loadOrSet(CT, ({ direction }) => (direction === undefined ? "" : `, dir ${direction} `)),
  dup: (data) =>
    present(data, [
      ["sregAddr", "sreg_addr"],
      ["sregDev", "sreg_dev"],
    ]),
  dynset,
  exthdr,
  fib,
  flow_offload: ({ name }) => `flowtable ${name} `,
  fwd: ({ sregDev, sregAddr, nfproto }) =>
    `sreg_dev ${reg(sregDev)} ${sregAddr === undefined ? "" : `sreg_addr ${reg(sregAddr)} `}${nfproto === undefined ? "" : `nfproto ${nfproto} `}`,
  hash,
  immediate: ({ dreg, data }) => `reg ${reg(dreg)} ${contents(data)} `,
  limit: ({ rate, unit, burst, type, flags }) =>
    `rate ${rate}/${LIMIT_UNIT[Number(unit)]} burst ${burst} type ${type === "pkts" ? "packets" : "bytes"} flags ${hex(flags)} `,
  log,
  lookup: ({ sreg, set, dreg, flags }) =>
    `reg ${reg(sreg)} set ${set} ${dreg === undefined ? "" : `dreg ${reg(dreg)} `}${hex(flags)} `,
  masq: (data) => `${present(data, PORTS)}${flagsOf(data)}`,
  meta: loadOrSet(META),
  nat,
  notrack: () => "",
  numgen: ({ dreg, type, modulus, offset }) =>
    `reg ${reg(dreg)} = ${type === "random" ? "random" : "inc"} mod ${modulus} ${offset ? `offset ${offset} ` : ""}`,
  objref: ({ immName, immType, setSreg, setName }) =>
    immName === undefined
      ? `sreg ${reg(setSreg)} set ${setName} `
      : `type ${numberOf(nft.objectType, immType)} name ${immName} `,
  osf: ({ dreg }) => `dreg ${reg(dreg)} `,
  payload,
  queue,
  quota: ({ bytes, consumed, flags }) => `bytes ${bytes} consumed ${consumed} flags ${flags} `,
  range: ({ op, sreg, fromData, toData }) =>
    `${op} reg ${reg(sreg)} ${contents(fromData)} ${contents(toData)} `,
  redir: (data) => `${present(data, PORTS)}${flagsOf(data)}`,
  reject: ({ type, icmpCode }) => `type ${numberOf(nft.rejectTypes, type)} code ${icmpCode ?? 0} `,
  rt: loadOrSet(RT),
  socket: loadOrSet({}),
  synproxy: ({ mss, wscale }) => `mss ${mss} wscale ${wscale} `,
  tproxy: ({ family, regAddr, regPort }) =>
    `${FAMILY[family as number] ?? ""} ${regAddr === undefined ? "" : `addr reg ${reg(regAddr)} `}${regPort === undefined ? "" : `port reg ${reg(regPort)} `}`.trimStart(),
  xfrm: ({ dreg, key, dir, spnum }) =>
    `load ${dir === 0 ? "in" : "out"} ${spnum} ${key} => reg ${reg(dreg)} `,
};

/** A decoded expression. */
export interface Expression {
  readonly name?: string;
  readonly data?: Data;
}

/** An expression in the library's words; what there is no wording for says so, and differs. */
export function wordExpression({ name = "", data = {} }: Expression): string {
  const wording = WORDINGS[name];
  return `${name} ${wording === undefined ? "?" : wording(data)}`.trimEnd();
}

/** An element of a set in the library's words, which have no object and nothing behind the flags. */
export function wordElement(element: Data): string {
  const { key, keyEnd, data, flags = 0 } = element;
  const shown = (it: unknown): string => contents(it).replaceAll("0x", "");
  const end = keyEnd === undefined ? "" : ` - ${shown(keyEnd)}`;
  const value = data === undefined ? "" : ` ${shown(data)}`;
  return `${key === undefined ? "" : shown(key)}${end} :${value} ${flags}`;
}
