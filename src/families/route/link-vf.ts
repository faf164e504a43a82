/**
 * Virtual functions of a network adapter (SR-IOV): what a message says of them, and requests that change one.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import type { rtLink } from "../../uapi/route/index.ts";
import { formatHex } from "../../wire/index.ts";
import { checkFlag, checkNumber, checkProperties, macBytes, numberFor } from "./input.ts";
import type { LinkMessage } from "./link-message.ts";

type Info = NonNullable<NonNullable<LinkMessage["vfinfoList"]>["info"]>[number];
type LinkRequest = Encodable<(typeof rtLink.operations)["RTM_SETLINK"]["request"]>;
type InfoInput = NonNullable<NonNullable<LinkRequest["vfinfoList"]>["info"]>[number];

const MAX_U32 = 0xffffffff;
/** The kernel's mark for a switch that the driver does not have. */
const UNSUPPORTED = 0xffffffff;
const MAC_BYTES = 32;
const VLAN_PROTOCOLS = { "8021q": 0x8100, "8021ad": 0x88a8 } as const;
const LINK_STATES = { auto: 0, enable: 1, disable: 2 } as const;

/** A virtual function as its adapter has it. What the driver does not tell is absent. */
export interface VirtualFunction {
  readonly vf: number;
  readonly mac?: string;
  /** 0: none. */
  readonly vlan?: number;
  readonly qos?: number;
  /** `"8021q"`, `"8021ad"`, or a number. */
  readonly vlanProtocol?: string | number;
  /** Mbit/s; 0: no limit. */
  readonly minTxRate?: number;
  readonly maxTxRate?: number;
  /** Whether frames with another source address are dropped. */
  readonly spoofCheck?: boolean;
  readonly linkState?: "auto" | "enable" | "disable" | number;
  readonly rssQuery?: boolean;
  readonly trust?: boolean;
  readonly nodeGuid?: bigint;
  readonly portGuid?: bigint;
  /** Its counters, under the kernel's names. */
  readonly statistics?: NonNullable<Info["stats"]>;
}

/** What can be changed of a virtual function. */
export interface VirtualFunctionSettings {
  readonly mac?: string;
  /** 0 takes it away. `qos` and `vlanProtocol` go with it. */
  readonly vlan?: number;
  /** 0 to 7. */
  readonly qos?: number;
  readonly vlanProtocol?: keyof typeof VLAN_PROTOCOLS;
  /** Mbit/s, both at a time; 0: no limit. */
  readonly txRate?: { readonly min: number; readonly max: number };
  readonly spoofCheck?: boolean;
  readonly linkState?: keyof typeof LINK_STATES;
  readonly rssQuery?: boolean;
  readonly trust?: boolean;
  /** 64 bits, of InfiniBand. */
  readonly nodeGuid?: bigint;
  readonly portGuid?: bigint;
}

const SETTINGS = [
  "mac",
  "vlan",
  "qos",
  "vlanProtocol",
  "txRate",
  "spoofCheck",
  "linkState",
  "rssQuery",
  "trust",
  "nodeGuid",
  "portGuid",
] as const satisfies readonly (keyof VirtualFunctionSettings)[];

function switchOf(setting: number | undefined): boolean | undefined {
  return setting === undefined || setting === UNSUPPORTED ? undefined : setting !== 0;
}

function present<Settings extends object>(settings: Settings): Settings {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Settings;
}

/** The virtual functions of a link message; undefined where it has none. */
export function virtualFunctionsOf(message: LinkMessage): VirtualFunction[] | undefined {
  const infos = message.vfinfoList?.info;
  if (infos === undefined) return undefined;
  // The kernel sends 32 bytes whatever the link is: as many count as its own address has.
  const bytes = typeof message.address === "string" ? message.address.split(":").length : 6;
  return infos.flatMap((info) => {
    const { mac, vlan, vlanList, rate, spoofchk, linkState, rssQueryEn, trust, stats } = info;
    // Every struct in it bears the number; which of them there are is the driver's affair.
    const numbered = [mac, vlan, rate, spoofchk, linkState, rssQueryEn, trust];
    const vf = numbered.find((each) => each !== undefined)?.vf;
    if (vf === undefined) return [];
    const [tag] = vlanList?.info ?? [];
    const text = mac && formatHex(mac.mac, 0, bytes).replace(/..(?!$)/g, "$&:");
    const found = present({
      vf,
      mac: text,
      vlan: tag?.vlan ?? vlan?.vlan,
      qos: tag?.qos ?? vlan?.qos,
      vlanProtocol: tag?.vlanProto,
      minTxRate: rate?.minTxRate,
      maxTxRate: rate?.maxTxRate,
      spoofCheck: switchOf(spoofchk?.setting),
      linkState: linkState?.linkState,
      rssQuery: switchOf(rssQueryEn?.setting),
      trust: switchOf(trust?.setting),
      nodeGuid: info.ibNodeGuid?.guid,
      portGuid: info.ibPortGuid?.guid,
      statistics: stats,
    }) as VirtualFunction;
    return [found];
  });
}

function vlanRequest(vf: number, { vlan, qos, vlanProtocol }: VirtualFunctionSettings): InfoInput {
  checkNumber("vf.vlan", vlan, 0, 4095);
  checkNumber("vf.qos", qos, 0, 7);
  if (vlan === undefined) {
    const [name, value] = qos === undefined ? ["vlanProtocol", vlanProtocol] : ["qos", qos];
    if (value !== undefined)
      throw new NetlinkInputError(`vf.${name}`, value, "nothing: it goes with a vlan");
    return {};
  }
  if (vlanProtocol === undefined) return { vlan: { vf, vlan, qos: qos ?? 0 } };
  numberFor("vf.vlanProtocol", vlanProtocol, VLAN_PROTOCOLS, 0);
  const tag = { vf, vlan, qos: qos ?? 0, vlanProto: VLAN_PROTOCOLS[vlanProtocol] };
  return { vlanList: { info: [tag] } };
}

function macRequest(vf: number, text: string): InfoInput {
  const address = macBytes("vf.mac", text);
  if (address.length === 0 || address.length > MAC_BYTES)
    throw new NetlinkInputError("vf.mac", text, `an address of 1 to ${MAC_BYTES} bytes`);
  const mac = new Uint8Array(MAC_BYTES);
  mac.set(address);
  return { mac: { vf, mac } };
}

/** The attribute that changes a virtual function. @throws `NetlinkInputError` */
export function virtualFunctionRequest(
  vf: number,
  settings: VirtualFunctionSettings,
): Pick<LinkRequest, "vfinfoList"> {
  checkNumber("vf", vf ?? Number.NaN, 0, MAX_U32);
  checkProperties("vf", settings, SETTINGS);
  const { mac, txRate, linkState, nodeGuid, portGuid } = settings;
  const info: { -readonly [Name in keyof InfoInput]: InfoInput[Name] } = {
    ...(mac !== undefined && macRequest(vf, mac)),
    ...vlanRequest(vf, settings),
  };
  if (txRate !== undefined) {
    checkProperties("vf.txRate", txRate, ["min", "max"]);
    checkNumber("vf.txRate.min", txRate.min ?? Number.NaN, 0, MAX_U32);
    checkNumber("vf.txRate.max", txRate.max ?? Number.NaN, 0, MAX_U32);
    info.rate = { vf, minTxRate: txRate.min, maxTxRate: txRate.max };
  }
  if (linkState !== undefined) {
    numberFor("vf.linkState", linkState, LINK_STATES, 0);
    info.linkState = { vf, linkState };
  }
  for (const [name, attribute] of [
    ["spoofCheck", "spoofchk"],
    ["rssQuery", "rssQueryEn"],
    ["trust", "trust"],
  ] as const) {
    const value = settings[name];
    checkFlag(`vf.${name}`, value);
    if (value !== undefined) info[attribute] = { vf, setting: value ? 1 : 0 };
  }
  if (nodeGuid !== undefined) info.ibNodeGuid = { vf, guid: nodeGuid };
  if (portGuid !== undefined) info.ibPortGuid = { vf, guid: portGuid };
  if (Object.keys(info).length === 0)
    throw new NetlinkInputError("vf", settings, "something to change");
  return { vfinfoList: { info: [info] } };
}
