/**
 * Neighbours as objects: what a message of the kernel says.
 *
 * @module
 */
import { type Decoded, flagNames } from "../../schema/index.ts";
import { NTF, NTF_EXT, NUD, RT_PROTOCOL, type rtNeigh } from "../../uapi/route/index.ts";
import type { IpFamily } from "./input.ts";

/** A neighbour as the table decodes it. */
export type NeighbourMessage = Decoded<(typeof rtNeigh.operations)["RTM_GETNEIGH"]["reply"]>;

/** A neighbour: which link-layer address an IP address has (ARP, neighbour discovery). */
export interface Neighbour {
  /** `"ipv4"`, `"ipv6"`, or the number of another family. */
  readonly family: IpFamily | number;
  /** Its IP address. */
  readonly address: string;
  /** Index of its link; 0 of a proxy that answers on all of them. */
  readonly index: number;
  /** Name of its link; absent where the link has gone. */
  readonly dev?: string;
  /** Link-layer address, hexadecimal with colons; absent while it is not known. */
  readonly lladdr?: string;
  /**
   * `NUD_*` by name: `"reachable"`, `"stale"`, `"permanent"`, `"noarp"`, `"incomplete"`, `"failed"`, `"delay"`, `"probe"`;
   * none of a neighbour that nothing has been sent to, and of a proxy.
   */
  readonly state: readonly string[];
  /** `NTF_*` by name: `"router"`, `"ext-learned"`, `"offloaded"`, `"managed"`, `"use"`… */
  readonly flags: readonly string[];
  /** Whether this host answers for it (`NTF_PROXY`). */
  readonly proxy: boolean;
  /** Whether packets to it have a type of their own: `"multicast"`, `"local"`… ; `"unicast"` of most. */
  readonly type: string | number;
  /** Who made it: `"zebra"`…, or a number. Since Linux 5.2. */
  readonly protocol?: string | number;
  /** Questions that are under way without an answer. */
  readonly probes?: number;
  /** Hundredths of a second since it was last used, confirmed to be reachable, and changed. */
  readonly usedCs?: number;
  readonly confirmedCs?: number;
  readonly updatedCs?: number;
  /** How many hold on to it in the kernel. */
  readonly references?: number;
}

const FAMILY_NAMES: Readonly<Record<number, IpFamily>> = { 2: "ipv4", 10: "ipv6" };

/** All flags of a message, those of `NDA_FLAGS_EXT` too. */
export function neighbourFlags(message: NeighbourMessage): string[] {
  const { flagsExt = 0 } = message;
  const flags: string[] = flagNames(NTF, message.ndmFlags);
  return flagsExt === 0 ? flags : [...flags, ...flagNames(NTF_EXT, flagsExt)];
}

/** The friendly form of a neighbour message. */
export function neighbourOf(message: NeighbourMessage, dev: string | undefined): Neighbour {
  const { cacheinfo, lladdr, probes, protocol } = message;
  const flags = neighbourFlags(message);
  return {
    family: FAMILY_NAMES[message.ndmFamily] ?? message.ndmFamily,
    address: String(message.dst ?? ""),
    index: message.ndmIfindex,
    ...(dev !== undefined && { dev }),
    ...(lladdr !== undefined && { lladdr: String(lladdr) }),
    state: flagNames(NUD, message.ndmState),
    flags: flags.filter((name) => name !== "proxy"),
    proxy: flags.includes("proxy"),
    type: message.ndmType,
    ...(protocol !== undefined && { protocol: RT_PROTOCOL.names.get(protocol) ?? protocol }),
    ...(probes !== undefined && { probes }),
    ...(cacheinfo !== undefined && {
      usedCs: cacheinfo.used,
      confirmedCs: cacheinfo.confirmed,
      updatedCs: cacheinfo.updated,
      references: cacheinfo.refcnt,
    }),
  };
}
