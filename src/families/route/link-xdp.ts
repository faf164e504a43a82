/**
 * The XDP program of a link: what a message says of it, and requests that attach or detach one.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import type { rtLink } from "../../uapi/route/index.ts";
import { checkFlag, checkNumber, checkProperties, numberFor } from "./input.ts";
import type { LinkMessage } from "./link-message.ts";

type LinkRequest = Encodable<(typeof rtLink.operations)["RTM_SETLINK"]["request"]>;

/** `XDP_ATTACHED_*`. @see include/uapi/linux/if_link.h */
const ATTACHED = ["none", "native", "skb", "hardware", "several"] as const;
/** `XDP_FLAGS_*`. */
const MODES = { skb: 0x2, native: 0x4, hardware: 0x8 } as const;
const IF_NONE = 0x1;
const REPLACE = 0x10;
const DETACH = -1;
const MAX_FD = 0x7fffffff;

/** Where an XDP program runs: before the driver makes a packet of it, after that, or on the adapter. */
export type XdpMode = keyof typeof MODES;

/** XDP programs of a link. */
export interface LinkXdp {
  /** `"several"`: in more than one mode. */
  readonly mode: XdpMode | "several" | number;
  /** Id of the program, where there is one alone. */
  readonly id?: number;
  readonly nativeId?: number;
  readonly skbId?: number;
  readonly hardwareId?: number;
}

/** How an XDP program is attached. */
export interface XdpSettings {
  /** Descriptor of the loaded program; -1 detaches the one of this mode. */
  readonly fd: number;
  /** As the driver can where absent. */
  readonly mode?: XdpMode;
  /** Only where there is none yet. */
  readonly ifNone?: boolean;
  /** Only in place of the program behind this descriptor. Since Linux 5.7. */
  readonly expectedFd?: number;
}

/** The XDP programs of a message; undefined where there are none. */
export function xdpOf({ xdp }: LinkMessage): LinkXdp | undefined {
  if (xdp?.attached === undefined || xdp.attached === 0) return undefined;
  const { attached, progId, drvProgId, skbProgId, hwProgId } = xdp;
  return {
    mode: (ATTACHED[attached] as LinkXdp["mode"] | undefined) ?? attached,
    ...(progId !== undefined && { id: progId }),
    ...(drvProgId !== undefined && { nativeId: drvProgId }),
    ...(skbProgId !== undefined && { skbId: skbProgId }),
    ...(hwProgId !== undefined && { hardwareId: hwProgId }),
  };
}

/** Requests that take all programs of a link away: the kernel takes one of a mode at a time. */
export function detachments(message: LinkMessage): XdpSettings[] {
  const { mode, nativeId, skbId, hardwareId } = xdpOf(message) ?? {};
  const ids = { native: nativeId, skb: skbId, hardware: hardwareId };
  return (Object.keys(MODES) as XdpMode[])
    .filter((each) => each === mode || ids[each] !== undefined)
    .map((each) => ({ fd: DETACH, mode: each }));
}

/** The attribute that attaches a program, or detaches it. @throws `NetlinkInputError` */
export function xdpRequest(settings: XdpSettings): Pick<LinkRequest, "xdp"> {
  checkProperties("xdp", settings, ["fd", "mode", "ifNone", "expectedFd"]);
  const { fd, mode, ifNone, expectedFd } = settings;
  checkNumber("xdp.fd", fd ?? Number.NaN, DETACH, MAX_FD);
  checkFlag("xdp.ifNone", ifNone);
  checkNumber("xdp.expectedFd", expectedFd, DETACH, MAX_FD);
  if (ifNone === true && expectedFd !== undefined)
    throw new NetlinkInputError("xdp.expectedFd", expectedFd, "nothing: there is to be none");
  const flags =
    (mode === undefined ? 0 : numberFor("xdp.mode", mode, MODES, 0)) |
    (ifNone === true ? IF_NONE : 0) |
    (expectedFd === undefined ? 0 : REPLACE);
  return {
    xdp: {
      fd,
      ...(flags !== 0 && { flags }),
      ...(expectedFd !== undefined && { expectedFd }),
    },
  };
}
