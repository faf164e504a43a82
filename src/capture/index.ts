/**
 * Captured netlink traffic: pcap and pcapng files, hexadecimal text and strace text as datagrams, and
 * datagrams as decoded messages. Takes bytes and opens nothing, so that it works anywhere.
 *
 * @example
 * ```ts
 * import { decodeCapture } from "nlkit/capture";
 * const text = "20000000 12000100 01000000 00000000  00000000 01000000 00000000 00000000 # ip link";
 * for await (const { name, body } of decodeCapture([new TextEncoder().encode(text)])) {
 *   console.assert(name === "RTM_GETLINK" && body?.["ifiIndex"] === 1);
 * }
 * ```
 *
 * @module
 */
export type { CapturedDatagram, Chunks, Direction, ReadOptions } from "./datagram.ts";
export {
  CaptureDecoder,
  type CapturedAck,
  type CapturedMessage,
  type DecodeOptions,
  decodeCapture,
  type GenericHeader,
} from "./message.ts";
export { type CaptureFormat, type CaptureOptions, readCapture } from "./read.ts";
export { type CaptureTables, captureTables, type FindFamily } from "./tables.ts";
