/**
 * Reading and writing payloads by their tables, with whichever engine this place allows.
 *
 * @module
 */
import { NetlinkDecodeError, NetlinkEncodeError } from "../errors/index.ts";
import type { MessageBuilder } from "../wire/index.ts";
import { decodeSource } from "./compile-decode.ts";
import { encodeSource } from "./compile-encode.ts";
import { interpretDecode } from "./interpret-decode.ts";
import { interpretEncode } from "./interpret-encode.ts";
import { type Codec, createRuntime, FAILED } from "./runtime.ts";
import { SourceBuilder } from "./source.ts";
import type { MessageTable } from "./types.ts";

/** Which engine reads and writes: `compiled` where `new Function` is allowed, else `interpreted`. */
export type Engine = "compiled" | "interpreted";

function canCompile(): boolean {
  try {
    return new Function("return 1")() === 1;
  } catch {
    // A content security policy without 'unsafe-eval' forbids it: browsers, some runtimes.
    return false;
  }
}

/** A table's two compiled functions, each made when it is first called. */
class CompiledCodec implements Codec {
  readonly table: MessageTable;
  decode: Codec["decode"];
  encode: Codec["encode"];

  constructor(table: MessageTable) {
    this.table = table;
    this.decode = (...args) => {
      this.decode = this.#make(decodeSource);
      return this.decode(...args);
    };
    this.encode = (...args) => {
      this.encode = this.#make(encodeSource);
      this.encode(...args);
    };
  }

  #make<Made>(write: (source: SourceBuilder, table: MessageTable) => string): Made {
    const source = new SourceBuilder(codecOf);
    const text = write(source, this.table);
    const names = source.constants.map((_, index) => `c${index}`);
    return new Function("R", ...names, text)(runtime, ...source.constants) as Made;
  }
}

const codecs = new WeakMap<MessageTable, CompiledCodec>();
let latest: CompiledCodec | undefined;

function codecOf(table: MessageTable): CompiledCodec {
  // A dump is thousands of messages of one table: comparing is cheaper than the map's hashing.
  if (latest?.table === table) return latest;
  let codec = codecs.get(table);
  if (codec === undefined) {
    codec = new CompiledCodec(table);
    codecs.set(table, codec);
  }
  latest = codec;
  return codec;
}

const runtime = createRuntime(codecOf);

let engine: Engine | undefined;

/** The engine in use; decided at the first message. */
export function currentEngine(): Engine {
  engine ??= canCompile() ? "compiled" : "interpreted";
  return engine;
}

/**
 * Decodes a payload: the fixed header and the attributes after an `nlmsghdr`.
 *
 * @param view - Over the same memory as `bytes`, with `view.byteOffset === bytes.byteOffset`.
 * @param start - First byte of the payload.
 * @param end - One past its last byte.
 * @returns One flat object, owned by the caller; bytes in it are copies.
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) with the path and offset, counted from `start`.
 * @example
 * ```ts
 * import { attributeSet, decodePayload, message, s32, struct, u32 } from "nlkit/schema";
 * const table = message({
 *   header: struct("header", { index: s32 }),
 *   attributes: attributeSet("link", "IFLA_", { mtu: [4, u32] }),
 * });
 * const bytes = Uint8Array.of(2, 0, 0, 0, 8, 0, 4, 0, 0xe8, 3, 0, 0);
 * const link = decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length);
 * console.assert(link.index === 2 && link.mtu === 1000);
 * ```
 */
export function decodePayload<Out>(
  table: MessageTable<Out, unknown>,
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  use: Engine = currentEngine(),
): Out {
  if (use === "compiled") {
    try {
      return codecOf(table).decode(bytes, view, start, end, undefined, 0) as Out;
    } catch (error) {
      // An error from within knows neither the path nor where the payload starts.
      if (error !== FAILED && !(error instanceof NetlinkDecodeError)) throw error;
    }
  }
  const input = { bytes, view, origin: start, path: [], depth: 0 };
  return interpretDecode(table, input, start, end, undefined) as Out;
}

/**
 * Encodes a payload at the end of `builder`.
 *
 * @throws `NetlinkEncodeError` (`ERR_NETLINK_ENCODE`) with the path of the value that does not fit, or
 *   of a name that the table does not have; the builder is then as it was.
 */
export function encodePayload<In>(
  table: MessageTable<unknown, In>,
  builder: MessageBuilder,
  value: In,
  use: Engine = currentEngine(),
): void {
  const start = builder.length;
  try {
    if (use === "compiled") {
      try {
        codecOf(table).encode(builder, value, undefined, 0);
        return;
      } catch (error) {
        if (error !== FAILED && !(error instanceof NetlinkEncodeError)) throw error;
        builder.length = start;
      }
    }
    interpretEncode(table, { builder, path: [], depth: 0 }, value, undefined);
  } catch (error) {
    builder.length = start;
    throw error;
  }
}
