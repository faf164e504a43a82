/**
 * Classic BPF programs as the kernel takes them.
 *
 * @module
 * @see include/uapi/linux/filter.h
 */
import type { FilterInstruction } from "../transport/index.ts";
import { LITTLE_ENDIAN } from "../wire/index.ts";
import { checkInteger } from "./raw-socket.ts";

/** An array of `struct sock_filter`, 8 bytes each. @throws `NetlinkInputError` for a field out of range. */
export function encodeFilter(program: readonly FilterInstruction[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(program.length * 8));
  for (const [index, { code, jt = 0, jf = 0, k = 0 }] of program.entries()) {
    const at = index * 8;
    view.setUint16(at, checkInteger("code", code, 0, 0xffff), LITTLE_ENDIAN);
    view.setUint8(at + 2, checkInteger("jt", jt, 0, 0xff));
    view.setUint8(at + 3, checkInteger("jf", jf, 0, 0xff));
    view.setUint32(at + 4, checkInteger("k", k, 0, 0xffffffff), LITTLE_ENDIAN);
  }
  return new Uint8Array(view.buffer);
}
