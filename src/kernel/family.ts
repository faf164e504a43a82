/**
 * Generic families whose handlers are TypeScript: from a table and its handlers to the bus, values being
 * decoded before a handler sees them and encoded as it gives them.
 *
 * @module
 */
import { ERRNO, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import { type AnyGenericOperation, type Encodable, encodePayload } from "../schema/index.ts";
import { NETLINK_GENERIC } from "../uapi/index.ts";
import type { NetlinkCore } from "./af-netlink.ts";
import type { DumpSource } from "./dump.ts";
import { type ErrorListener, errnoOf } from "./failure.ts";
import { type BusOperation, type GenericBus, putGenericHeader } from "./genetlink.ts";
import type {
  AnyFamilyTable,
  DoContext,
  FamilyHandlers,
  FamilyOptions,
  GroupOf,
  Notifications,
  OperationHandlers,
  RequestContext,
} from "./handlers.ts";
import type { Message } from "./message.ts";
import type { Namespace } from "./namespaces.ts";
import { policyOfSet } from "./policy.ts";
import {
  builder,
  buildNotification,
  Context,
  groupNumber,
  type Shared,
} from "./request-context.ts";
import { readRows } from "./rows.ts";
import type { Sender } from "./sender.ts";
import { VALIDATE } from "./validate.ts";

/** Where a notification goes. */
export interface NotifyOptions {
  /** Name of a namespace, or `"*"` for all; the initial one when absent. */
  readonly netns?: string | undefined;
  /** Port id that does not get it. */
  readonly exclude?: number | undefined;
}

function runDoit(
  shared: Shared,
  context: Context,
  handler: NonNullable<OperationHandlers["doit"]>,
  options: FamilyOptions,
): number | Promise<number> {
  const { message } = context;
  const failed = (error: unknown): number => errnoOf(error, message, shared.tell);
  const post = (errno: number): number => {
    try {
      options.post?.(context);
      return errno;
    } catch (error) {
      return failed(error);
    }
  };
  let value: unknown;
  try {
    value = context.read();
    options.pre?.(context);
  } catch (error) {
    return failed(error);
  }
  try {
    const pending = handler(value, context as DoContext<unknown, never>);
    if (pending === undefined || typeof pending.then !== "function") return post(0);
    return pending.then(
      () => post(0),
      (error: unknown) => post(failed(error)),
    );
  } catch (error) {
    return post(failed(error));
  }
}

function dumpSource(
  shared: Shared,
  context: Context,
  definition: AnyGenericOperation,
  handlers: OperationHandlers,
): DumpSource {
  const { dumpit, start, done, generation } = handlers;
  const value = context.read();
  const own = context as RequestContext<never>;
  start?.(value, own);
  const rows = readRows(dumpit?.(value, own) ?? [], shared.tell);
  return {
    next(output) {
      const row = rows.next();
      if (row instanceof Promise) return row;
      if (row.done === true) return false;
      output.begin(shared.family.id);
      putGenericHeader(output.builder, definition.replyType, shared.table.version);
      encodePayload(definition.reply, output.builder, row.value);
      output.end();
      return true;
    },
    done() {
      rows.leave();
      done?.(own);
    },
    ...(generation !== undefined && { generation }),
  };
}

function busOperation(
  shared: Shared,
  name: string,
  handlers: OperationHandlers,
  options: FamilyOptions,
): BusOperation {
  const definition = shared.table.operations[name];
  if (definition === undefined) {
    throw new NetlinkInputError("handlers", name, Object.keys(shared.table.operations).join(", "));
  }
  const { attributes } = definition.request;
  const policy = attributes === undefined ? undefined : policyOfSet(attributes);
  const { doit, dumpit } = handlers;
  const contextOf = (request: Message): Context => new Context(shared, name, definition, request);
  return {
    command: definition.type,
    permission: definition.permission,
    ...(doit !== undefined && {
      doit: (request) => runDoit(shared, contextOf(request), doit, options),
    }),
    ...(dumpit !== undefined && {
      dumpit: (request) => dumpSource(shared, contextOf(request), definition, handlers),
    }),
    doPolicy: doit === undefined ? undefined : policy,
    dumpPolicy: dumpit === undefined ? undefined : policy,
    doValidation: VALIDATE[definition.validation],
    dumpValidation: VALIDATE[definition.dumpValidation],
  };
}

/** A family on the bus of a kernel. */
export class RegisteredFamily<Table extends AnyFamilyTable = AnyFamilyTable> implements Disposable {
  /** Its table. */
  readonly table: Table;
  readonly #shared: Shared;

  /** Use `kernel.registerFamily`. */
  constructor(
    core: NetlinkCore,
    bus: GenericBus,
    table: Table,
    handlers: FamilyHandlers<Table>,
    options: FamilyOptions<Table>,
    tell: ErrorListener,
  ) {
    this.table = table;
    const shared: Omit<Shared, "family"> = {
      table,
      core,
      bus,
      tell: (error) => tell(error, `family ${table.name}`),
    };
    this.#shared = shared as Shared;
    const operations = Object.entries(handlers).map(([name, handler]) =>
      busOperation(this.#shared, name, handler as OperationHandlers, options as FamilyOptions),
    );
    const { initial } = core.namespaces;
    const groups = Object.keys(table.groups);
    const { bind, unbind } = options;
    const guard = (run: () => void): void => {
      try {
        run();
      } catch (error) {
        this.#shared.tell(error);
      }
    };
    this.#shared.family = bus.register({
      name: table.name,
      version: table.version,
      headerSize: table.header?.size ?? 0,
      maxAttribute: table.attributes === undefined ? 0 : policyOfSet(table.attributes).maxType,
      operations: new Map(operations.map((operation) => [operation.command, operation])),
      groups,
      strictFrom: options.strictFrom ?? 0,
      ...(options.namespaces === "initial" && { isIn: (netns: Namespace) => netns === initial }),
      ...(bind !== undefined && {
        bind: (group: number, socket: Sender) => {
          try {
            bind(groups[group] as GroupOf<Table>, socket);
            return 0;
          } catch (error) {
            return errnoOf(error, { extack: undefined }, this.#shared.tell);
          }
        },
      }),
      ...(unbind !== undefined && {
        unbind: (group: number, socket: Sender) =>
          guard(() => unbind(groups[group] as GroupOf<Table>, socket)),
      }),
    });
  }

  /** The id that it was given: the `nlmsg_type` of its messages. */
  get id(): number {
    return this.#shared.family.id;
  }

  /** The number that a group was given. */
  groupNumber(group: GroupOf<Table>): number {
    return groupNumber(this.#shared, group);
  }

  /** Whether anybody listens to a group: what nobody hears need not be built. */
  hasListeners(group: GroupOf<Table>): boolean {
    return this.#shared.core.hasListeners(NETLINK_GENERIC, this.groupNumber(group));
  }

  /**
   * Sends a notification to a group.
   *
   * @returns Whether anybody got it.
   * @throws `NetlinkEncodeError` for a value that the notification's table refuses; `NetlinkInputError` for a group or
   *   notification that the table does not have; `NetlinkSystemError` (`ENOBUFS`) where a member that asked for that
   *   (`NETLINK_BROADCAST_ERROR`) lost it, `ENOENT` for a namespace.
   */
  multicast<Name extends keyof Notifications<Table> & string>(
    group: GroupOf<Table>,
    notification: Name,
    value: Encodable<Notifications<Table>[Name]["table"]>,
    options: NotifyOptions = {},
  ): boolean {
    const { core } = this.#shared;
    const number = this.groupNumber(group);
    const { netns, exclude } = options;
    const targets = netns === "*" ? [...core.namespaces] : [core.namespaces.get(netns)];
    buildNotification(this.#shared, notification, value, 0, 0);
    let delivered = false;
    for (const target of targets) {
      const to = { netns: target, exclude };
      const errno = core.multicast(NETLINK_GENERIC, number, builder.bytes, builder.length, to);
      if (errno === ERRNO.ENOBUFS) throw new NetlinkSystemError("genlmsg_multicast", errno);
      if (errno === 0) delivered = true;
    }
    return delivered;
  }

  /**
   * Sends a notification to one socket, in answer to nothing (`genlmsg_unicast`): it bears sequence number 0.
   *
   * @param portId - Of a socket that has asked to be told: `context.sender.portId`.
   * @throws As {@link multicast}; `NetlinkSystemError` (`genlmsg_unicast`): `ECONNREFUSED` where nobody has the port id
   *   (any more), `EAGAIN` where its buffer is full: the message is lost then, and the socket is told of an overrun.
   * @example
   * ```ts
   * import { defineFamily, openFamily, u32 } from "nlkit/generic";
   * import { createKernel } from "nlkit/kernel";
   * const demo = defineFamily({
   *   name: "DEMO",
   *   attributes: { id: [1, u32] },
   *   operations: { register: { command: 1 } },
   *   notifications: { happened: { command: 2 } },
   * });
   * const kernel = createKernel();
   * const registered: number[] = [];
   * const family = kernel.registerFamily(demo, {
   *   register: { doit: (_, { sender }) => void registered.push(sender.portId) },
   * });
   * await using client = await openFamily(demo, { transport: kernel });
   * const events = client.subscribe([], { unicast: true });
   * await client.do("register", {});
   * for (const portId of registered) family.unicast(portId, "happened", { id: 7 });
   * const { value } = await events.next();
   * console.assert(value?.kind === "message" && value.name === "happened" && value.group === 0);
   * ```
   */
  unicast<Name extends keyof Notifications<Table> & string>(
    portId: number,
    notification: Name,
    value: Encodable<Notifications<Table>[Name]["table"]>,
    options: { readonly netns?: string | undefined } = {},
  ): void {
    const { core } = this.#shared;
    const netns = core.namespaces.get(options.netns);
    buildNotification(this.#shared, notification, value, 0, 0);
    const errno = core.unicast(NETLINK_GENERIC, netns, portId, builder.bytes, builder.length);
    if (errno !== 0) throw new NetlinkSystemError("genlmsg_unicast", errno, `to port id ${portId}`);
  }

  /** Takes it off the bus; its groups lose their members. May be called again. */
  unregister(): void {
    this.#shared.bus.unregister(this.#shared.family);
  }

  /** The same as {@link RegisteredFamily.unregister}. */
  [Symbol.dispose](): void {
    this.unregister();
  }
}
