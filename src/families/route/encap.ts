/**
 * What a route does with packets besides forwarding them: encapsulations and MPLS labels, as objects.
 *
 * @module
 */
import { NetlinkDecodeError } from "../../errors/index.ts";
import { type Decoded, decodePayload, type MessageTable } from "../../schema/index.ts";
import {
  ip6EncapMessage,
  ipEncapMessage,
  LWTUNNEL_ENCAP,
  mplsEncapMessage,
  seg6EncapMessage,
} from "../../uapi/route/index.ts";
import { formatHex, readIpv6 } from "../../wire/index.ts";

/** An encapsulation that a route puts packets into (`RTA_ENCAP`): `type` tells what else is there. */
export interface Encap {
  /** `"mpls"`, `"ip"`, `"ip6"`, `"seg6"`, `"seg6-local"`, `"bpf"`, `"ila"`, `"rpl"`, `"ioam6"`, `"xfrm"`, or a number. */
  readonly type: string | number;
  /** Tunnel key of ip and ip6. */
  readonly id?: bigint;
  /** Far end of ip and ip6; labels that mpls pushes, the outermost first: `"100/200"`. */
  readonly dst?: string;
  /** Near end of ip, ip6 and seg6. */
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
  /** Of seg6: `"encap"`, `"inline"`, `"l2encap"`, `"encap-red"`, `"l2encap-red"`, or a number. */
  readonly mode?: string | number;
  /** Of seg6, in the order in which they are visited. */
  readonly segments?: readonly string[];
  /** Table that seg6 looks the outer packet up in. */
  readonly table?: number;
  /** All of it in hexadecimal, where there is more in it than this tells. */
  readonly data?: string;
}

/** Labels of a stack (20 bits each, in four bytes), the outermost first: `"100/200"`. */
export function labelsText(bytes: Uint8Array): string {
  const labels: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const [high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 3);
    labels.push((high << 12) | (middle << 4) | (low >> 4));
  }
  return labels.join("/");
}

/** What follows the fixed part of `struct ipv6_sr_hdr`. */
function segmentsOf(bytes: Uint8Array): string[] {
  const segments: string[] = [];
  // The header holds them in reverse: the last one to be visited comes first.
  for (let at = bytes.length - 16; at >= 0; at -= 16) segments.push(readIpv6(bytes, at));
  return segments;
}

function read<Out, In>(table: MessageTable<Out, In>, bytes: Uint8Array): Out {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return decodePayload(table, bytes, view, 0, bytes.length);
}

type Tunnel = Decoded<typeof ipEncapMessage> & Decoded<typeof ip6EncapMessage>;

function tunnelOf(
  type: string,
  { unknown, opts, dst, src, ...rest }: Partial<Tunnel>,
  bytes: Uint8Array,
): Encap {
  const isMore = unknown !== undefined || (opts?.length ?? 0) > 0;
  return {
    type,
    ...rest,
    ...(dst !== undefined && { dst: String(dst) }),
    ...(src !== undefined && { src: String(src) }),
    ...(isMore && { data: formatHex(bytes) }),
  };
}

function readEncap(type: string | number, bytes: Uint8Array): Encap {
  switch (type) {
    case "mpls": {
      const { dst, ttl } = read(mplsEncapMessage, bytes);
      return {
        type,
        ...(dst !== undefined && { dst: labelsText(dst) }),
        ...(ttl !== undefined && { ttl }),
      };
    }
    case "ip":
      return tunnelOf(type, read(ipEncapMessage, bytes), bytes);
    case "ip6":
      return tunnelOf(type, read(ip6EncapMessage, bytes), bytes);
    case "seg6": {
      const { srh, src, table } = read(seg6EncapMessage, bytes);
      return {
        type,
        ...(srh !== undefined && {
          mode: srh.mode,
          segments: segmentsOf(srh.trailing ?? new Uint8Array(0)),
        }),
        ...(src !== undefined && { src: String(src) }),
        ...(table !== undefined && { table }),
      };
    }
    default:
      return { type, data: formatHex(bytes) };
  }
}

/** The friendly form of `RTA_ENCAP_TYPE` and `RTA_ENCAP`. */
export function encapOf(number: number, bytes: Uint8Array): Encap {
  const type = LWTUNNEL_ENCAP.names.get(number) ?? number;
  try {
    return readEncap(type, bytes);
  } catch (error) {
    // What a table cannot read is no reason to lose the route.
    if (!(error instanceof NetlinkDecodeError)) throw error;
    return { type, data: formatHex(bytes) };
  }
}
