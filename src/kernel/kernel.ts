/**
 * The embedded kernel as its owner holds it.
 *
 * @module
 */
import type { Transport, TransportProvider } from "../transport/index.ts";
import { NETLINK_ROUTE, NETLINK_USERSOCK } from "../uapi/index.ts";
import { NetlinkCore } from "./af-netlink.ts";
import { createController } from "./controller.ts";
import type { ErrorListener } from "./failure.ts";
import { RegisteredFamily } from "./family.ts";
import { GenericBus } from "./genetlink.ts";
import type { AnyFamilyTable, FamilyHandlers, FamilyOptions } from "./handlers.ts";
import type { Namespaces } from "./namespaces.ts";
import {
  type HookFamily,
  type HookHandler,
  type HookOptions,
  type HookRegistration,
  Netfilter,
} from "./netfilter/index.ts";
import { KernelProtocol, type ProtocolOptions } from "./protocol.ts";
import { createRtnetlink } from "./route/rtnetlink.ts";
import type { EmbeddedSocket } from "./socket.ts";
import type { EmbeddedSocketOptions } from "./socket-options.ts";

/** What a kernel is made with. */
export interface KernelOptions {
  /** Process id of sockets that are opened without one: their first port id. This process's, or 1 where there is none. */
  readonly processId?: number | undefined;
  /** As {@link EmbeddedKernel.onError}. */
  readonly onError?: ErrorListener | undefined;
}

/** The process id where there are processes: Node, Bun and Deno have this, browsers do not. */
function ownProcessId(): number {
  const { process } = globalThis as { readonly process?: { readonly pid?: number } };
  return process?.pid ?? 1;
}

/**
 * A netlink subsystem in this process. Clients open transports on it as they do on the real kernel; protocols
 * and generic families are registered as a kernel module registers them.
 */
export class EmbeddedKernel implements TransportProvider, Disposable {
  readonly #core: NetlinkCore;
  readonly #bus: GenericBus;
  readonly #listeners = new Set<ErrorListener>();
  /** The hooks of netfilter: runs packets through them, and hands out those that are queued. */
  readonly netfilter: Netfilter;

  /** Use {@link createKernel}. */
  constructor(options: KernelOptions = {}) {
    if (options.onError !== undefined) this.#listeners.add(options.onError);
    this.#core = new NetlinkCore(options.processId ?? ownProcessId());
    // No kernel side: what is sent to port id 0 finds nobody.
    this.#core.register(NETLINK_USERSOCK, { anyoneSends: true });
    this.#bus = new GenericBus(this.#core, this.#tell);
    createController(this.#core, this.#bus);
    createRtnetlink(this.#core, (error) => this.#tell(error, "rtnetlink"));
    this.netfilter = new Netfilter(this.#core.namespaces, this.#tell);
  }

  readonly #tell: ErrorListener = (error, where) => {
    for (const listener of this.#listeners) listener(error, where);
  };

  /** Network namespaces: the initial one, and those that are made by name. */
  get namespaces(): Namespaces {
    return this.#core.namespaces;
  }

  /**
   * Tells of what handlers throw that is no refusal: bugs of the kernel side. The client sees `EIO` and the text
   * whether anybody listens or not.
   *
   * @param listener - Must not throw.
   * @returns What ends it.
   */
  onError(listener: ErrorListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Opens an endpoint as a client wants it: extended and short acknowledgements are on, on `NETLINK_ROUTE` strict
   * checking too, as on the transport to the real kernel.
   *
   * @throws `NetlinkSystemError`: `EPROTONOSUPPORT` where the protocol does not exist, `EADDRINUSE` for a taken port id,
   *   `ENOENT` for a namespace; `NetlinkInputError`.
   */
  openTransport(protocol: number, options: EmbeddedSocketOptions = {}): Transport {
    const socket = this.openSocket(protocol, options);
    socket.setOption("NETLINK_EXT_ACK", true);
    socket.setOption("NETLINK_CAP_ACK", true);
    if (protocol === NETLINK_ROUTE) socket.setOption("NETLINK_GET_STRICT_CHK", true);
    return socket;
  }

  /** Opens and binds a socket with no option on, for those who want all that a socket can do. Errors as {@link openTransport}. */
  openSocket(protocol: number, options: EmbeddedSocketOptions = {}): EmbeddedSocket {
    return this.#core.open(protocol, options);
  }

  /**
   * Registers a protocol.
   *
   * @param number - 0 to 31; 0 (`NETLINK_ROUTE`), 2 (`NETLINK_USERSOCK`) and 16 (`NETLINK_GENERIC`) are there already.
   * @throws `NetlinkSystemError` (`netlink_kernel_create`): `EPROTONOSUPPORT`, `EBUSY` for one that is there.
   */
  createProtocol(number: number, options: ProtocolOptions = {}): KernelProtocol {
    return new KernelProtocol(this.#core, number, options, this.#tell);
  }

  /**
   * Registers a generic family. Its id, and the numbers of its groups, are the next free ones.
   *
   * @throws `NetlinkSystemError` (`genl_register_family`): `EEXIST` for a name that is taken; `NetlinkInputError` for a
   *   handler of an operation that the table does not have.
   */
  registerFamily<Table extends AnyFamilyTable>(
    table: Table,
    handlers: FamilyHandlers<Table>,
    options: FamilyOptions<Table> = {},
  ): RegisteredFamily<Table> {
    return new RegisteredFamily(this.#core, this.#bus, table, handlers, options, this.#tell);
  }

  /** Registers a hook of netfilter. Errors as {@link Netfilter.registerHook}. */
  registerHook<Family extends HookFamily>(
    options: HookOptions<Family>,
    handler: HookHandler,
  ): HookRegistration {
    return this.netfilter.registerHook(options, handler);
  }

  /** Closes every socket: dumps and handlers under way are cancelled. May be called again. */
  close(): void {
    for (const socket of this.#core.sockets()) socket.close();
  }

  /** The same as {@link EmbeddedKernel.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Makes a kernel. It holds no resources of the system, runs wherever JavaScript does, and is independent of all others.
 *
 * @example
 * ```ts
 * import { createKernel } from "nlkit/kernel";
 * const kernel = createKernel();
 * const echo = kernel.createProtocol(30, {
 *   input: (datagram, sender) => echo.unicast(sender.portId, datagram.content),
 * });
 * const transport = kernel.openTransport(30);
 * const hello = Uint8Array.of(20, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 72, 101, 121, 33);
 * transport.send(hello, hello.length);
 * transport.receive({
 *   onDatagram: ({ bytes, start, end }) => console.log(new TextDecoder().decode(bytes.subarray(start + 16, end))),
 *   onOverrun: () => console.log("messages were lost"),
 * });
 * ```
 */
export function createKernel(options: KernelOptions = {}): EmbeddedKernel {
  return new EmbeddedKernel(options);
}
