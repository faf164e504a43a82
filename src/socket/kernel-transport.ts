/**
 * The transport to the real kernel: an AF_NETLINK socket with the options that a client wants.
 *
 * @module
 */
import type {
  FilterInstruction,
  Transport,
  TransportOptions,
  TransportProvider,
} from "../transport/index.ts";
import { encodeFilter } from "./filter.ts";
import { namespaces, openNamespace } from "./namespaces.ts";
import { RawSocket } from "./raw-socket.ts";

const NETLINK_ROUTE = 0;

/**
 * An endpoint on the real kernel.
 *
 * Extended acknowledgements are on. Acknowledgements are short (`NETLINK_CAP_ACK`): the client holds its
 * requests itself. On `NETLINK_ROUTE` dumps are filtered and their headers checked by the kernel
 * (`NETLINK_GET_STRICT_CHK`), where it knows how.
 */
export class KernelTransport extends RawSocket implements Transport {
  /**
   * @param protocol - 0 to 31.
   * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`): `EPROTONOSUPPORT` for a protocol that this kernel
   *   lacks, `EADDRINUSE` for a taken port id, `ENOENT` for a missing namespace; `NetlinkInputError`;
   *   `NetlinkUnsupportedError` where there are no AF_NETLINK sockets.
   */
  constructor(protocol: number, options: TransportOptions = {}) {
    super({ protocol, netns: options.netns, portId: options.portId });
    try {
      if (options.receiveBuffer !== undefined) this.setBuffer("RCV", options.receiveBuffer);
      this.setOption("NETLINK_EXT_ACK", true);
      this.setOption("NETLINK_CAP_ACK", true);
      if (protocol === NETLINK_ROUTE) this.setOption("NETLINK_GET_STRICT_CHK", true);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** As {@link Transport.filter}. */
  filter(program: readonly FilterInstruction[] | undefined): void {
    this.setFilter(program && encodeFilter(program));
  }
}

/** Opens endpoints on the real kernel of this machine. */
export const kernelTransport: TransportProvider = {
  openTransport: (protocol, options) => new KernelTransport(protocol, options),
  openNamespace,
  namespaceNames: () => namespaces.list().map(({ name }) => name),
};
