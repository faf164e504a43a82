/**
 * Where a client and a kernel meet: the interface of an endpoint, and no I/O.
 *
 * @module
 */
export type {
  Datagram,
  DatagramHandler,
  Transport,
  TransportOption,
  TransportOptions,
  TransportProvider,
} from "./transport.ts";
