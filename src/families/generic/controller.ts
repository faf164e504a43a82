/**
 * The controller of generic netlink: which families there are, under which ids and groups, and what
 * they accept.
 *
 * @module
 * @see net/netlink/genetlink.c; Documentation/userspace-api/netlink/intro.rst
 */
import type { NetlinkClient, RequestOptions } from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, flagNames } from "../../schema/index.ts";
import { GENL_FLAGS, GENL_ID_CTRL, nlctrl } from "../../uapi/generic/index.ts";
import { encodeText } from "../../wire/index.ts";

/** The controller has the same id on every kernel. */
const CONTROLLER = { familyId: GENL_ID_CTRL, version: 2 } as const;
const CTRL_CMD_GETFAMILY = { ...nlctrl.operations.CTRL_CMD_GETFAMILY, generic: CONTROLLER };
const CTRL_CMD_GETPOLICY = { ...nlctrl.operations.CTRL_CMD_GETPOLICY, generic: CONTROLLER };
/** What the controller tells of a family. */
export type ControllerMessage = Decoded<typeof CTRL_CMD_GETFAMILY.reply>;

/** Longest name of a family (`GENL_NAMSIZ` with its NUL is 16). */
const NAME_BYTES = 15;

/** A command that a family knows. */
export interface FamilyOperation {
  /** Its number. */
  readonly id: number;
  /** `GENL_*` by name: `"cmd-cap-do"`, `"cmd-cap-dump"`, `"admin-perm"`… */
  readonly flags: readonly string[];
}

/** A generic family as the kernel has it now; another load gives it another id. */
export interface FamilyInfo {
  readonly name: string;
  readonly id: number;
  readonly version: number;
  /** Bytes of the family's own header. */
  readonly headerSize: number;
  /** Largest attribute number; 0 where each operation has a policy of its own. */
  readonly maxAttribute: number;
  readonly operations: readonly FamilyOperation[];
  /** Numbers of its multicast groups by name. */
  readonly groups: Readonly<Record<string, number>>;
}

/** A family as the controller tells of it. */
export function infoOf(message: ControllerMessage): FamilyInfo {
  const { ops = [], mcastGroups = [] } = message;
  const groups: Record<string, number> = {};
  for (const { name, id } of mcastGroups)
    if (name !== undefined && id !== undefined) groups[name] = id;
  return {
    name: message.familyName ?? "",
    id: message.familyId ?? 0,
    version: message.version ?? 0,
    headerSize: message.hdrsize ?? 0,
    maxAttribute: message.maxattr ?? 0,
    operations: ops.map(({ id = 0, flags = 0 }) => ({ id, flags: flagNames(GENL_FLAGS, flags) })),
    groups,
  };
}

/**
 * Looks a family up.
 *
 * @throws `NetlinkErrnoError` (`ENOENT`) that names it, where this kernel does not have it; the kernel may load a
 *   module for the name first, if that has the privilege.
 */
export async function getFamily(
  client: NetlinkClient,
  name: string,
  options: RequestOptions = {},
): Promise<FamilyInfo> {
  const length = typeof name === "string" ? encodeText(name).length : 0;
  if (length === 0 || length > NAME_BYTES) {
    throw new NetlinkInputError("family", name, `the name of a family, 1 to ${NAME_BYTES} bytes`);
  }
  try {
    const [message] = await client.do(CTRL_CMD_GETFAMILY, { familyName: name }, options);
    return infoOf(message as ControllerMessage);
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENOENT) throw error;
    const { operation, errno, seq, extack } = error;
    const hint = `this kernel has no generic family "${name}": is its module loaded?`;
    throw new NetlinkErrnoError({ operation, errno, seq, extack, hint });
  }
}

/** All families, in the kernel's order. */
export async function listFamilies(
  client: NetlinkClient,
  options: RequestOptions = {},
): Promise<FamilyInfo[]> {
  return (await client.dump(CTRL_CMD_GETFAMILY, {}, options)).map(infoOf);
}

/** What the kernel accepts, as it tells itself (since Linux 5.7). */
export interface FamilyPolicy {
  /** Policies of the operations: the ids of that for `do` and of that for `dump`, by command. */
  readonly operations: readonly {
    readonly opId: number;
    readonly do?: number;
    readonly dump?: number;
  }[];
  /** Rules for attributes: which policy they belong to, the attribute's number, and what it may hold. */
  readonly attributes: readonly NonNullable<ControllerMessage["policy"]>[number][];
}

/** Asks for the policies of a family, or of one command of it. @throws `NetlinkErrnoError`: `ENOENT`, `ENODATA` where it has none. */
export async function getPolicy(
  client: NetlinkClient,
  familyId: number,
  command: number | undefined,
  options: RequestOptions = {},
): Promise<FamilyPolicy> {
  const request = { familyId, ...(command !== undefined && { op: command }) };
  const rows = await client.dump(CTRL_CMD_GETPOLICY, request, options);
  return {
    operations: rows.flatMap((row) => row.opPolicy ?? []),
    attributes: rows.flatMap((row) => row.policy ?? []),
  };
}
