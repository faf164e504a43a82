/**
 * Dumps: many messages in answer to one request, made only as fast as the reader takes them.
 *
 * @module
 * @see net/netlink/af_netlink.c `__netlink_dump_start`, `netlink_dump`
 */
import { ERRNO } from "../errors/index.ts";
import {
  LITTLE_ENDIAN,
  MessageBuilder,
  NLM_F_ACK_TLVS,
  NLM_F_DUMP_INTR,
  NLM_F_MULTI,
  NLMSG_DONE,
} from "../wire/index.ts";
import { errnoOf } from "./failure.ts";
import type { Message } from "./message.ts";
import { chargeOf, KERNEL_CREDENTIALS, Packet } from "./packet.ts";
import { ANSWERED_BY_DUMP, putExtack } from "./receive.ts";
import type { RunningDump } from "./sender.ts";
import type { EmbeddedSocket } from "./socket.ts";

/** Where a dump writes its messages. */
export interface DumpOutput {
  /** Payloads are appended here, between {@link begin} and {@link end}. */
  readonly builder: MessageBuilder;
  /** Starts a message; its sequence number, port id and the flags of a dump are filled in. */
  begin(type: number, flags?: number): void;
  /** Ends it. */
  end(): void;
}

/** What a dump is made of. */
export interface DumpSource {
  /**
   * Writes the next message. It is not asked for before the reader has room; a message that does not fit the
   * chunk is kept for the next one.
   *
   * @returns False when there is none left; a promise when there may be one later, and then it is asked again once that
   *   has settled. Nothing may have been written in either case.
   * @throws `NetlinkErrnoError`: the dump ends with that errno, in its `NLMSG_DONE`. The promise may reject with it too.
   */
  next(output: DumpOutput): boolean | Promise<unknown>;
  /** Called once, when the dump has ended or its socket is closed. */
  done?(): void;
  /**
   * Changes whenever what is dumped changes. Where it has changed since the chunk before, the next message says
   * so (`NLM_F_DUMP_INTR`). 0: not counted.
   */
  generation?(): number;
  /** Fewest bytes of a chunk, for messages larger than a page (`min_dump_alloc`). */
  readonly minimumChunk?: number;
  /** Flags of `NLMSG_DONE` besides those of all dumps (`answer_flags`); looked at when it is made. */
  readonly doneFlags?: number;
  /** `NLMSG_DONE` comes in a datagram of its own, as from handlers that return the length of what they wrote. */
  readonly separateDone?: boolean;
}

/** One dump on one socket. */
class Dump implements RunningDump, DumpOutput {
  readonly builder = new MessageBuilder(4096);
  readonly #request: Message;
  readonly #source: DumpSource;
  readonly #seq: number;
  readonly #tell: (error: unknown) => void;
  /** A message that did not fit the last chunk. */
  #carried: Uint8Array | undefined;
  #message = 0;
  /** A message was begun and not ended. */
  #open = false;
  /** `undefined` as long as there may be more. */
  #errno: number | undefined;
  #generation = 0;
  #lastGeneration = 0;
  /** Bytes of the chunk that is being filled. */
  #size = 0;
  /** The source has none yet; the chunk so far waits for it. */
  #waiting = false;
  #cancelled = false;

  constructor(request: Message, source: DumpSource, tell: (error: unknown) => void) {
    this.#request = request;
    this.#source = source;
    this.#tell = tell;
    this.#seq = request.seq;
  }

  begin(type: number, flags = 0): void {
    const all = flags | NLM_F_MULTI | this.#interruption();
    const { sender } = this.#request;
    this.#message = this.builder.beginMessage(type, all, this.#seq, sender.portId);
    this.#open = true;
  }

  end(): void {
    this.builder.endMessage(this.#message);
    this.#open = false;
  }

  /** `nl_dump_check_consistent` */
  #interruption(): number {
    const last = this.#lastGeneration;
    this.#lastGeneration = this.#generation;
    return last !== 0 && last !== this.#generation ? NLM_F_DUMP_INTR : 0;
  }

  run(): number {
    if (this.#waiting) return 0;
    const { queue } = this.#request.sender;
    if (queue.charged >= queue.limit) return ERRNO.ENOBUFS;
    this.builder.reset();
    // Each chunk has a `struct netlink_ext_ack` of its own.
    this.#request.extack = undefined;
    this.#size = this.#request.sender.dumpSize(this.#source.minimumChunk);
    this.#begin();
    this.#fill();
    return 0;
  }

  /** Starts a chunk by the message that did not fit the one before. */
  #begin(): void {
    const carried = this.#carried;
    this.#carried = undefined;
    if (carried !== undefined) {
      if (carried.length <= this.#size) this.builder.raw(carried);
      else this.#errno = ERRNO.EMSGSIZE;
    }
    // Nothing is asked of a source that has come to its end: what has changed since does not matter.
    if (this.#errno !== undefined) return;
    try {
      this.#generation = this.#source.generation?.() ?? 0;
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Appends messages until the next one would not fit, or there is none, and sends them: now, or when they have come. */
  #fill(): void {
    const { builder } = this;
    try {
      while (this.#errno === undefined) {
        const before = builder.length;
        const more = this.#source.next(this);
        if (typeof more !== "boolean") return this.#wait(more);
        if (!more) this.#errno = 0;
        else if (builder.length > this.#size) {
          if (before === 0) this.#errno = ERRNO.EMSGSIZE;
          else this.#carried = builder.bytes.slice(before, builder.length);
          builder.length = before;
          break;
        }
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#send();
  }

  #fail(error: unknown): void {
    // What stands before the message that failed is good.
    if (this.#open) this.builder.length = this.#message;
    this.#open = false;
    this.#errno = errnoOf(error, this.#request, this.#tell);
  }

  /** The source takes its time, as a callback that sleeps does: the reader has nothing to receive meanwhile. */
  #wait(more: Promise<unknown>): void {
    this.#waiting = true;
    const goOn = (): void => {
      this.#waiting = false;
      if (!this.#cancelled) this.#fill();
    };
    more.then(goOn, (error: unknown) => {
      if (!this.#cancelled) this.#fail(error);
      goOn();
    });
  }

  #send(): void {
    const { builder } = this;
    const waits = this.#source.separateDone === true && builder.length > 0;
    if (this.#errno !== undefined && !waits) this.#finish(this.#size);
    const bytes = builder.written().slice();
    const charge = chargeOf(this.#size);
    this.#request.sender.queue.push(new Packet(bytes, charge, 0, 0, KERNEL_CREDENTIALS));
  }

  /** Appends `NLMSG_DONE`, where it fits; else the next chunk is that alone. */
  #finish(size: number): void {
    const { builder } = this;
    const errno = this.#errno ?? 0;
    const { extack, sender } = this.#request;
    const start = builder.beginMessage(
      NLMSG_DONE,
      NLM_F_MULTI | (this.#source.doneFlags ?? 0) | this.#interruption(),
      this.#seq,
      sender.portId,
    );
    const code = builder.take(4);
    builder.view.setInt32(code, -errno, LITTLE_ENDIAN);
    if (extack !== undefined && sender.getOption("NETLINK_EXT_ACK")) {
      putExtack(builder, extack, errno);
      if (builder.length > code + 4) {
        const flags = builder.view.getUint16(start + 6, LITTLE_ENDIAN);
        builder.view.setUint16(start + 6, flags | NLM_F_ACK_TLVS, LITTLE_ENDIAN);
      }
    }
    builder.endMessage(start);
    if (builder.length > size && start > 0) {
      builder.length = start;
      return;
    }
    sender.dump = undefined;
    this.#done();
  }

  cancel(): void {
    this.#cancelled = true;
    this.#done();
  }

  #done(): void {
    try {
      this.#source.done?.();
    } catch (error) {
      this.#tell(error);
    }
  }
}

/**
 * Starts a dump on the socket that asked for it. Its first chunk is made at once, the others as they are read.
 *
 * @param make - Makes the source; refuses by throwing, or by an errno. Not called where a dump is under way already.
 * @param tell - Told of errors that are no refusals.
 * @returns What the handler of the request returns: {@link ANSWERED_BY_DUMP}, `EBUSY`, or the refusal.
 */
export function startDump(
  request: Message,
  make: () => DumpSource | number,
  tell: (error: unknown) => void,
): number {
  const sender: EmbeddedSocket = request.sender;
  if (sender.dump !== undefined) return ERRNO.EBUSY;
  let source: DumpSource | number;
  try {
    source = make();
  } catch (error) {
    return errnoOf(error, request, tell);
  }
  if (typeof source === "number") return source;
  request.extack = undefined;
  // It outlives the send that asked for it.
  request.keep();
  const dump = new Dump(request, source, tell);
  sender.dump = dump;
  const errno = dump.run();
  return errno === 0 ? ANSWERED_BY_DUMP : errno;
}
