/**
 * The generic netlink bus: families by id and name, their groups, and the way of a request to its handler.
 *
 * @module
 * @see net/netlink/genetlink.c
 */
import { ERRNO, NetlinkSystemError } from "../errors/index.ts";
import {
  GENL_ID_CTRL,
  GENL_ID_PMCRAID,
  GENL_ID_VFS_DQUOT,
  GENL_MAX_ID,
  GENL_START_ALLOC,
} from "../uapi/generic/index.ts";
import { NETLINK_GENERIC } from "../uapi/index.ts";
import {
  GENL_HDRLEN,
  LITTLE_ENDIAN,
  type MessageBuilder,
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_ECHO,
  NLM_F_REQUEST,
  NLMSG_HDRLEN,
  nlmsgAlign,
} from "../wire/index.ts";
import type { NetlinkCore } from "./af-netlink.ts";
import { type DumpSource, startDump } from "./dump.ts";
import type { ErrorListener } from "./failure.ts";
import type { Message } from "./message.ts";
import type { Namespace } from "./namespaces.ts";
import type { Policy } from "./policy.ts";
import { type Answer, receiveRequests } from "./receive.ts";
import type { EmbeddedSocket } from "./socket.ts";
import { VALIDATE, validateAttributes } from "./validate.ts";

/** One operation of a family, as the bus needs it. */
export interface BusOperation {
  /** Command of its `genlmsghdr`. */
  readonly command: number;
  readonly permission: "anyone" | "admin" | "namespace-admin";
  /** Carries out a request whose attributes have been checked. @returns 0 or an errno; must not throw or reject. */
  readonly doit?: ((request: Message) => number | Promise<number>) | undefined;
  /** Makes what answers a dump whose attributes have been checked; throws to refuse it. */
  readonly dumpit?: ((request: Message) => DumpSource) | undefined;
  /** What is wanted of attributes; absent: they are not looked at. */
  readonly doPolicy?: Policy | undefined;
  readonly dumpPolicy?: Policy | undefined;
  /** How closely is looked, by `VALIDATE`. */
  readonly doValidation: number;
  readonly dumpValidation: number;
}

/** A family, as the bus needs it. */
export interface BusFamily {
  readonly name: string;
  readonly version: number;
  /** Bytes of its own header. */
  readonly headerSize: number;
  /** Highest attribute number, as the controller tells it. */
  readonly maxAttribute: number;
  /** By command, in the order in which the controller lists them. */
  readonly operations: ReadonlyMap<number, BusOperation>;
  readonly groups: readonly string[];
  /** The first command whose requests may have no reserved bits set (`resv_start_op`). */
  readonly strictFrom: number;
  /** Whether it is in a namespace; in all when absent. */
  readonly isIn?: ((netns: Namespace) => boolean) | undefined;
  /** A socket wants to join a group, counted from 0. @returns 0 or an errno. */
  readonly bind?: ((group: number, socket: EmbeddedSocket) => number) | undefined;
  readonly unbind?: ((group: number, socket: EmbeddedSocket) => void) | undefined;
}

/** A family with what the bus has given it. */
export interface NumberedFamily extends BusFamily {
  readonly id: number;
  /** Number of its first group; the others follow. */
  readonly firstGroup: number;
}

/** What happens to families; the controller tells of it. */
export type BusEvent = "new-family" | "delete-family" | "new-group" | "delete-group";

/** Names whose ids and groups are fixed, for older kernels had no controller to ask. */
const FIXED_IDS: Readonly<Record<string, number>> = {
  nlctrl: GENL_ID_CTRL,
  VFS_DQUOT: GENL_ID_VFS_DQUOT,
  pmcraid: GENL_ID_PMCRAID,
};
const FIXED_GROUPS: Readonly<Record<string, number>> = { ...FIXED_IDS, NET_DM: 1 };

/** Flags that a strict request may have besides those of a dump. */
const KNOWN_FLAGS = NLM_F_REQUEST | NLM_F_ACK | NLM_F_ECHO;
/** Group numbers are counted in words of 64. */
const GROUP_WORD = 64;

/** Appends a `genlmsghdr`. */
export function putGenericHeader(builder: MessageBuilder, command: number, version: number): void {
  const at = builder.zeros(GENL_HDRLEN);
  builder.bytes[at] = command;
  builder.bytes[at + 1] = version;
}

/** The bus of one kernel. */
export class GenericBus {
  /** Told of families and groups that come and go; `group` counts from 0. */
  onEvent: ((event: BusEvent, family: NumberedFamily, group: number) => void) | undefined;
  readonly #core: NetlinkCore;
  readonly #byId = new Map<number, NumberedFamily>();
  readonly #byName = new Map<string, NumberedFamily>();
  /** Group numbers that are given, or never are: 0, and the fixed ones. */
  readonly #groups = new Set<number>([0, ...Object.values(FIXED_GROUPS)]);
  readonly #tell: ErrorListener;
  #nextId = GENL_START_ALLOC;

  /** @param tell - Told of errors of handlers that are no refusals. */
  constructor(core: NetlinkCore, tell: ErrorListener) {
    this.#core = core;
    this.#tell = tell;
    const handle = (request: Message): number | Promise<number> => this.#handle(request);
    core.register(NETLINK_GENERIC, {
      input: (datagram) => receiveRequests(datagram, handle, this.answer),
      anyoneReceives: true,
      bind: (group, socket) => {
        const family = this.#ownerOf(group, socket);
        return family?.bind?.(group - family.firstGroup, socket) ?? 0;
      },
      unbind: (group, socket) => {
        const family = this.#ownerOf(group, socket);
        family?.unbind?.(group - family.firstGroup, socket);
      },
    });
    this.#countGroups();
  }

  /** Sends an answer to whoever asked. */
  readonly answer: Answer = (request, bytes, length) => {
    const { netns, portId } = request.sender;
    this.#core.unicast(NETLINK_GENERIC, netns, portId, bytes, length);
  };

  #ownerOf(group: number, socket: EmbeddedSocket): NumberedFamily | undefined {
    for (const family of this.#byId.values()) {
      const { firstGroup, groups } = family;
      if (group < firstGroup || group >= firstGroup + groups.length) continue;
      return family.isIn?.(socket.netns) === false ? undefined : family;
    }
    return undefined;
  }

  /** All families by ascending id. */
  get families(): readonly NumberedFamily[] {
    return [...this.#byId.values()].sort((left, right) => left.id - right.id);
  }

  /** Finds a family by id or name. */
  find(key: number | string): NumberedFamily | undefined {
    return typeof key === "number" ? this.#byId.get(key) : this.#byName.get(key);
  }

  /**
   * Gives a family its id and its groups their numbers.
   *
   * @throws `NetlinkSystemError` (`genl_register_family`): `EEXIST` where there is one of that name, `ENOSPC` where all
   *   ids are given.
   */
  register(family: BusFamily): NumberedFamily {
    const fail = (errno: number): never => {
      throw new NetlinkSystemError("genl_register_family", errno, family.name);
    };
    if (this.#byName.has(family.name)) fail(ERRNO.EEXIST);
    const id = FIXED_IDS[family.name] ?? this.#freeId() ?? fail(ERRNO.ENOSPC);
    const numbered = { ...family, id, firstGroup: this.#takeGroups(family) };
    this.#byId.set(id, numbered);
    this.#byName.set(family.name, numbered);
    this.onEvent?.("new-family", numbered, 0);
    family.groups.forEach((_, group) => {
      this.onEvent?.("new-group", numbered, group);
    });
    return numbered;
  }

  /** Takes a family away; its groups lose their members. */
  unregister(family: NumberedFamily): void {
    if (this.#byId.get(family.id) !== family) return;
    family.groups.forEach((_, group) => {
      this.#core.clearGroup(NETLINK_GENERIC, family.firstGroup + group);
      this.onEvent?.("delete-group", family, group);
      if (FIXED_GROUPS[family.name] === undefined) this.#groups.delete(family.firstGroup + group);
    });
    this.#byId.delete(family.id);
    this.#byName.delete(family.name);
    this.onEvent?.("delete-family", family, 0);
  }

  /** Ids are given in a circle, so that one that has become free is not soon another's. */
  #freeId(): number | undefined {
    for (let tries = GENL_START_ALLOC; tries <= GENL_MAX_ID; tries++) {
      const id = this.#nextId;
      this.#nextId = id === GENL_MAX_ID ? GENL_START_ALLOC : id + 1;
      if (!this.#byId.has(id)) return id;
    }
    return undefined;
  }

  /** The lowest numbers in a row that are free. */
  #takeGroups({ name, groups }: BusFamily): number {
    const fixed = FIXED_GROUPS[name];
    if (fixed !== undefined) return fixed;
    if (groups.length === 0) return 0;
    let first = 1;
    for (let at = first; at < first + groups.length; at++) if (this.#groups.has(at)) first = at + 1;
    for (let at = first; at < first + groups.length; at++) this.#groups.add(at);
    this.#countGroups();
    return first;
  }

  #countGroups(): void {
    const words = Math.floor(Math.max(...this.#groups) / GROUP_WORD) + 1;
    const count = Math.max(words * GROUP_WORD, this.#core.groupCount(NETLINK_GENERIC) ?? 0);
    this.#core.changeGroupCount(NETLINK_GENERIC, count);
  }

  #handle(request: Message): number | Promise<number> {
    const { bytes, start, end, sender, flags } = request;
    const family = this.#byId.get(request.type);
    if (family === undefined || family.isIn?.(sender.netns) === false) return ERRNO.ENOENT;
    const attributes = start + NLMSG_HDRLEN + GENL_HDRLEN + nlmsgAlign(family.headerSize);
    if (end < attributes) return ERRNO.EINVAL;
    const command = bytes[start + NLMSG_HDRLEN] ?? 0;
    if (command >= family.strictFrom && !isClean(request)) return ERRNO.EINVAL;
    const operation = family.operations.get(command);
    const dumps = (flags & NLM_F_DUMP) === NLM_F_DUMP;
    const { doit, dumpit } = operation ?? {};
    if (operation === undefined || (dumps ? dumpit : doit) === undefined) return ERRNO.EOPNOTSUPP;
    const { permission } = operation;
    if (permission !== "anyone") {
      const over = permission === "admin" ? "machine" : "netns";
      if (!sender.capable("CAP_NET_ADMIN", over)) return ERRNO.EPERM;
    }
    if (dumpit !== undefined && dumps) {
      const { dumpPolicy, dumpValidation } = operation;
      return startDump(
        request,
        () => this.#check(request, attributes, dumpPolicy, dumpValidation) || dumpit(request),
        (error) => this.#tell(error, `family ${family.name}`),
      );
    }
    const errno = this.#check(request, attributes, operation.doPolicy, operation.doValidation);
    if (errno !== 0) return errno;
    return doit?.(request) ?? 0;
  }

  #check(request: Message, start: number, policy: Policy | undefined, flags: number): number {
    if (policy === undefined || policy.maxType === 0 || flags === VALIDATE.unchecked) return 0;
    const { bytes, view, end } = request;
    const found = validateAttributes(bytes, view, start, end, policy, flags);
    if (found === undefined) return 0;
    const { errno, message, at, policy: violated } = found;
    const offset = at === undefined ? undefined : at - request.start;
    request.extack = { message, offset, policy: violated };
    return errno;
  }
}

/** Whether a request has no bits set that mean nothing (`genl_header_check`); says which where it has. */
function isClean(request: Message): boolean {
  const { view, start, flags } = request;
  if (view.getUint16(start + NLMSG_HDRLEN + 2, LITTLE_ENDIAN) !== 0) {
    request.extack = { message: "genlmsghdr.reserved field is not 0" };
    return false;
  }
  // NLM_F_DUMP is two bits, of which either alone means something else.
  const rest = (flags & NLM_F_DUMP) === NLM_F_DUMP ? flags & ~NLM_F_DUMP : flags;
  if ((rest & ~KNOWN_FLAGS) === 0) return true;
  request.extack = { message: "ambiguous or reserved bits set in nlmsg_flags" };
  return false;
}
