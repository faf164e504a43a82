/**
 * Where entries of a VXLAN lead, in its forwarding database and among its multicast groups.
 *
 * @module
 */
import type { RequestOptions } from "../../client/index.ts";
import { checkNumber, type LinkRef, parseAddress } from "./input.ts";
import type { LinkNames } from "./link-names.ts";

/** The far end of a tunnel, which tells entries of one address apart. */
export interface TunnelEnd {
  /** Its address. */
  readonly dst?: string;
  /** Its UDP port, 1 to 65535. */
  readonly dstPort?: number;
  /** Network identifier there, and here: 0 to 16777215. */
  readonly vni?: number;
  readonly srcVni?: number;
  /** The link that packets to it go out by. */
  readonly via?: LinkRef;
}

/** Its properties. */
export const TUNNEL_END = [
  "dst",
  "dstPort",
  "vni",
  "srcVni",
  "via",
] as const satisfies readonly (keyof TunnelEnd)[];

const MAX_VNI = 0xffffff;

/**
 * A far end as attributes, in the order in which `bridge` sends them.
 *
 * @throws `NetlinkInputError`; `NetlinkErrnoError` (`ENODEV`) where there is no link `via`.
 */
export async function tunnelEndRequest(
  { dst, dstPort, vni, srcVni, via }: TunnelEnd,
  names: LinkNames,
  options: RequestOptions,
) {
  checkNumber("dstPort", dstPort, 1, 0xffff);
  checkNumber("vni", vni, 0, MAX_VNI);
  checkNumber("srcVni", srcVni, 0, MAX_VNI);
  return {
    ...(dst !== undefined && { dst: parseAddress("dst", dst) }),
    ...(dstPort !== undefined && { dstPort }),
    ...(vni !== undefined && { vni }),
    ...(srcVni !== undefined && { srcVni }),
    ...(via !== undefined && { ifindex: await names.indexOf("via", via, options) }),
  };
}
