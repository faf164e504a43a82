/**
 * What a route does with packets besides forwarding them: encapsulations and MPLS labels, as objects, in
 * both directions.
 *
 * @module
 */
import { NetlinkDecodeError, NetlinkInputError } from "../../errors/index.ts";
import { decodePayload, encodePayload, type MessageTable } from "../../schema/index.ts";
import {
  bpfEncapMessage,
  ilaEncapMessage,
  ioam6EncapMessage,
  ip6EncapMessage,
  ipEncapMessage,
  LWTUNNEL_ENCAP,
  mplsEncapMessage,
  rplEncapMessage,
  seg6EncapMessage,
  seg6LocalEncapMessage,
  xfrmEncapMessage,
} from "../../uapi/route/index.ts";
import { formatHex, MessageBuilder } from "../../wire/index.ts";
import {
  type EncapPart,
  ilaLocator,
  ioam6Trace,
  labels,
  mode,
  plain,
  programs,
  rplSegments,
  segments,
  srhSegments,
} from "./encap-parts.ts";
import { checkProperties, inCallersWordsNow, type LinkRef } from "./input.ts";

export { labelsText } from "./encap-parts.ts";

/** A program of the BPF encapsulation. */
export interface EncapProgram {
  /** Its descriptor, in requests. */
  readonly fd?: number;
  readonly name?: string;
}

/** What nodes on the way add to packets (RFC 9197). */
export interface Ioam6Trace {
  readonly namespaceId: number;
  /** 24 bits of what each node adds, the highest first. */
  readonly type: number;
  /** Bytes for it, a multiple of 4, up to 244. */
  readonly size: number;
}

/** An encapsulation that a route puts packets into (`RTA_ENCAP`): `type` tells what else is there. */
export interface Encap {
  /** `"mpls"`, `"ip"`, `"ip6"`, `"seg6"`, `"seg6-local"`, `"bpf"`, `"ila"`, `"rpl"`, `"ioam6"`, `"xfrm"`, or a number. */
  readonly type: string | number;
  /** Tunnel key of ip and ip6. */
  readonly id?: bigint;
  /** Far end of ip, ip6 and ioam6; labels that mpls pushes, the outermost first: `"100/200"`. */
  readonly dst?: string;
  /** Near end of ip, ip6, seg6 and ioam6. */
  readonly src?: string;
  /** Of ip and mpls. */
  readonly ttl?: number;
  /** Of ip. */
  readonly tos?: number;
  /** Of ip6. */
  readonly hoplimit?: number;
  /** Traffic class, of ip6. */
  readonly tc?: number;
  /** `TUNNEL_*` bits of ip and ip6 (include/uapi/linux/if_tunnel.h). */
  readonly flags?: number;
  /**
   * Of seg6: `"encap"`, `"inline"`, `"l2encap"`, `"encap-red"`, `"l2encap-red"`; of ioam6: `"inline"`, `"encap"`, `"auto"`;
   * or a number.
   */
  readonly mode?: string | number;
  /** Of seg6, seg6-local and rpl, in the order in which they are visited; of seg6 inline the last is `"::"`. */
  readonly segments?: readonly string[];
  /** Table that seg6 looks the outer packet up in, and seg6-local the inner one. */
  readonly table?: number;
  /** Of seg6-local: `"end"`, `"end-x"`, `"end-dt6"`… (`SEG6_LOCAL_ACTION_*`), or a number. */
  readonly action?: string | number;
  /** Next hops of seg6-local. */
  readonly nh4?: string;
  readonly nh6?: string;
  /** Links of seg6-local, by index. */
  readonly iif?: number;
  readonly oif?: number;
  /** Table of a VRF, of seg6-local. */
  readonly vrfTable?: number;
  /** Of ila: 64 bits in four groups, `"1:2:3:4"`. */
  readonly locator?: string;
  /** Of ila: `"adjust-transport"`, `"neutral-map"`, `"no-action"`, `"neutral-map-auto"`, or a number. */
  readonly csumMode?: string | number;
  /** `ILA_ATYPE_*`. */
  readonly identType?: number;
  /** `ILA_HOOK_*`. */
  readonly hookType?: number;
  /** Of ioam6. */
  readonly trace?: Ioam6Trace;
  /** Of ioam6: of `freqN` packets `freqK` are traced. */
  readonly freqK?: number;
  readonly freqN?: number;
  /** Of xfrm: id of the interface of the policies. */
  readonly ifId?: number;
  /** Of xfrm: the underlying link, by index. */
  readonly link?: number;
  /** Programs of bpf. */
  readonly in?: EncapProgram;
  readonly out?: EncapProgram;
  readonly xmit?: EncapProgram;
  /** Bytes that `xmit` may add in front. */
  readonly xmitHeadroom?: number;
  /** All of it in hexadecimal, where there is more in it than this tells. */
  readonly data?: string;
}

/** An encapsulation as given: of the properties of {@link Encap} those that its type has; links also by name. */
export type EncapSettings = Omit<Encap, "data" | "iif" | "oif" | "link"> & {
  readonly iif?: LinkRef;
  readonly oif?: LinkRef;
  readonly link?: LinkRef;
};

interface Kind {
  readonly message: MessageTable;
  readonly parts: readonly EncapPart[];
  /** What it cannot be without. */
  readonly needs: readonly (keyof EncapSettings)[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  mpls: { message: mplsEncapMessage, parts: [labels("dst"), plain("ttl")], needs: ["dst"] },
  ip: {
    message: ipEncapMessage,
    parts: ["id", "dst", "src", "ttl", "tos", "flags"].map((name) => plain(name)),
    needs: [],
  },
  ip6: {
    message: ip6EncapMessage,
    parts: ["id", "dst", "src", "hoplimit", "tc", "flags"].map((name) => plain(name)),
    needs: [],
  },
  seg6: {
    message: seg6EncapMessage,
    parts: [mode, segments, plain("src"), plain("table")],
    needs: ["mode", "segments"],
  },
  "seg6-local": {
    message: seg6LocalEncapMessage,
    parts: [
      ...["action", "table", "nh4", "nh6", "iif", "oif"].map((name) => plain(name)),
      plain("vrfTable", "vrftable"),
      srhSegments,
    ],
    needs: ["action"],
  },
  bpf: {
    message: bpfEncapMessage,
    parts: [...["in", "out", "xmit"].map((name) => programs(name)), plain("xmitHeadroom")],
    needs: [],
  },
  ila: {
    message: ilaEncapMessage,
    parts: [ilaLocator, ...["csumMode", "identType", "hookType"].map((name) => plain(name))],
    needs: ["locator"],
  },
  rpl: { message: rplEncapMessage, parts: [rplSegments], needs: ["segments"] },
  ioam6: {
    message: ioam6EncapMessage,
    parts: [ioam6Trace, ...["mode", "dst", "src", "freqK", "freqN"].map((name) => plain(name))],
    needs: ["trace"],
  },
  xfrm: { message: xfrmEncapMessage, parts: [plain("ifId"), plain("link")], needs: ["ifId"] },
};

function readEncap(type: string | number, kind: Kind, bytes: Uint8Array): Encap {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const message = decodePayload(kind.message, bytes, view, 0, bytes.length) as Record<
    string,
    unknown
  >;
  const encap: Record<string, unknown> = { type };
  const known = new Set<string>();
  for (const { property, attribute, read } of kind.parts) {
    known.add(attribute);
    const value = read(message);
    if (value !== undefined) encap[property] = value;
  }
  const isMore = Object.keys(message).some((attribute) => !known.has(attribute));
  return { ...encap, ...(isMore && { data: formatHex(bytes) }) } as unknown as Encap;
}

/** The friendly form of `RTA_ENCAP_TYPE` and `RTA_ENCAP`. */
export function encapOf(number: number, bytes: Uint8Array): Encap {
  const type = LWTUNNEL_ENCAP.names.get(number) ?? number;
  const kind = KINDS[type];
  try {
    return kind === undefined ? { type, data: formatHex(bytes) } : readEncap(type, kind, bytes);
  } catch (error) {
    // What a table cannot read is no reason to lose the route.
    if (!(error instanceof NetlinkDecodeError)) throw error;
    return { type, data: formatHex(bytes) };
  }
}

/** Properties that name a link. */
const LINKS = ["iif", "oif", "link"] as const;

/**
 * `RTA_ENCAP_TYPE` and `RTA_ENCAP` for an encapsulation as given.
 *
 * @param field - What the caller calls it: `"encap"`, `"nexthops[1].encap"`.
 * @param indexOf - Finds the index of a link.
 * @throws `NetlinkInputError` that names the property.
 */
export async function encapRequest(
  field: string,
  settings: EncapSettings,
  indexOf: (field: string, ref: LinkRef) => Promise<number>,
): Promise<{ readonly encapType: number; readonly encap: Uint8Array }> {
  const kind = Object.hasOwn(KINDS, settings?.type) ? KINDS[settings.type] : undefined;
  const encapType = LWTUNNEL_ENCAP.values[settings?.type as keyof typeof LWTUNNEL_ENCAP.values];
  if (kind === undefined || encapType === undefined)
    throw new NetlinkInputError(
      `${field}.type`,
      settings?.type,
      `one of ${Object.keys(KINDS).join(", ")}`,
    );
  checkProperties(field, settings, ["type", ...kind.parts.map(({ property }) => property)]);
  const given: Record<string, unknown> = { ...settings };
  for (const name of kind.needs)
    if (given[name] === undefined)
      throw new NetlinkInputError(
        `${field}.${name}`,
        undefined,
        `something: ${settings.type} cannot be without`,
      );
  for (const name of LINKS) {
    const ref = settings[name];
    if (ref !== undefined) given[name] = await indexOf(`${field}.${name}`, ref);
  }
  const message: Record<string, unknown> = {};
  const words: Record<string, string> = {};
  for (const { property, attribute, write } of kind.parts) {
    words[attribute] = `${field}.${property}`;
    const value = given[property];
    if (value !== undefined) Object.assign(message, write(`${field}.${property}`, value, given));
  }
  const builder = new MessageBuilder();
  inCallersWordsNow(words, () => encodePayload(kind.message, builder, message));
  return { encapType, encap: builder.written().slice() };
}
