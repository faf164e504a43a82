/**
 * Where a client and a kernel meet: the interface of an endpoint, and no I/O.
 *
 * @example
 * ```ts
 * import { openRoute } from "nlkit/route";
 * import { kernelTransport } from "nlkit/socket";
 * import type { TransportProvider } from "nlkit/transport";
 * const protocols: number[] = [];
 * const noting: TransportProvider = {
 *   openTransport(protocol, options) {
 *     protocols.push(protocol);
 *     return kernelTransport.openTransport(protocol, options);
 *   },
 * };
 * await using route = await openRoute({ transport: noting });
 * console.assert(protocols[0] === 0 && (await route.links.list()).length > 0);
 * ```
 *
 * @module
 */
export {
  type Datagram,
  type DatagramHandler,
  type FilterInstruction,
  TRANSPORT_OPTIONS,
  type Transport,
  type TransportOption,
  type TransportOptions,
  type TransportProvider,
} from "./transport.ts";
export { Waker } from "./waker.ts";
