/**
 * Requests that were seen, so that a refusal can name what was refused.
 *
 * @module
 */
import type { ExtendedAck } from "../errors/index.ts";
import { type MessageKind, nameExtack } from "../schema/index.ts";

/** A request, kept until it is answered. */
export interface SeenRequest {
  readonly name: string | undefined;
  readonly kind: MessageKind | undefined;
  /** The message from its `nlmsghdr` on. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` the payload of the table begins. */
  readonly payload: number;
  /** `nlmsg_pid`, which most programs leave at 0. */
  readonly portId: number;
}

/** Requests that may still be answered, and the bytes they may take up; the oldest make room. */
const MAX_REQUESTS = 4096;
const MAX_BYTES = 8 << 20;

/** The latest requests by protocol, sequence number and port id. */
export class SeenRequests {
  readonly #seen = new Map<string, SeenRequest>();
  #bytes = 0;

  /** Remembers a request; it takes the place of one with the same numbers. */
  add(protocol: number, seq: number, request: SeenRequest): void {
    const key = `${protocol} ${seq} ${request.portId}`;
    this.#forget(key);
    this.#seen.set(key, request);
    this.#bytes += request.bytes.length;
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= MAX_REQUESTS && this.#bytes <= MAX_BYTES) break;
      this.#forget(oldest);
    }
  }

  /** The request that an answer belongs to: of its port id, else one whose sender left its own out. */
  find(protocol: number, seq: number, portId: number): SeenRequest | undefined {
    return this.#seen.get(`${protocol} ${seq} ${portId}`) ?? this.#seen.get(`${protocol} ${seq} 0`);
  }

  #forget(key: string): void {
    const request = this.#seen.get(key);
    if (request === undefined) return;
    this.#bytes -= request.bytes.length;
    this.#seen.delete(key);
  }
}

/** Adds to an extended acknowledgement the names of the attributes that its numbers point at. */
export function withPaths(extack: ExtendedAck, request: SeenRequest): ExtendedAck {
  const { bytes, payload, kind } = request;
  if (kind === undefined) return extack;
  return nameExtack(extack, kind.table, { bytes, start: 0, payload, end: bytes.length });
}
