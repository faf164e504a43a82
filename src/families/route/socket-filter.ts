/**
 * A filter for the kernel's side of a socket, as classic BPF: messages of some types that nobody wants neither take
 * room in the receive buffer nor wake the process.
 *
 * @module
 * @see include/uapi/linux/filter.h, include/uapi/linux/bpf_common.h
 */
import type { FilterInstruction } from "../../transport/index.ts";
import { LITTLE_ENDIAN, NLM_F_MULTI } from "../../wire/index.ts";

/** Of the messages of some types, those that are wanted. */
export interface WantedMessages {
  /** `nlmsg_type`. */
  readonly types: readonly number[];
  /** Where the number stands that is compared, from the first byte of the `nlmsghdr`. */
  readonly offset: number;
  /** How many bytes it has, in the host's order. */
  readonly bytes: 1 | 4;
  readonly value: number;
  /** A further number to compare, of 32 bits, in an attribute. */
  readonly attribute?:
    | {
        /** Where the attributes begin. */
        readonly from: number;
        readonly type: number;
        readonly value: number;
      }
    | undefined;
}

// BPF_LD | BPF_ABS with BPF_B, BPF_H, BPF_W; BPF_LD | BPF_IMM and | BPF_IND; BPF_LDX | BPF_IMM; BPF_MISC | BPF_TAX.
const LOAD: Readonly<Record<1 | 2 | 4, number>> = { 1: 0x30, 2: 0x28, 4: 0x20 };
const LOAD_NUMBER = 0x00;
const LOAD_AT_X = 0x40;
const LOAD_X = 0x01;
const TO_X = 0x07;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_SET = 0x45;
const RETURN = 0x06;
/** `SKF_AD_OFF + SKF_AD_NLATTR`: finds the attribute of type X from offset A on; 0 where there is none. */
const FIND_ATTRIBUTE = 0xfffff00c;
const NLA_HDRLEN = 4;

const NLMSG_TYPE = 4;
const NLMSG_FLAGS = 6;

const PASS: FilterInstruction = { code: RETURN, k: 0xffffffff };
const DROP: FilterInstruction = { code: RETURN, k: 0 };

/** A number of the host's order as BPF loads it, which takes the first byte for the highest. */
function loaded(value: number, bytes: 1 | 2 | 4): number {
  if (!LITTLE_ENDIAN || bytes === 1) return value;
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, true);
  return bytes === 2 ? view.getUint16(0) : view.getUint32(0);
}

/** Instructions that compare an attribute and end in a verdict. One that cannot be found is let through. */
function compareAttribute({
  from,
  type,
  value,
}: NonNullable<WantedMessages["attribute"]>): FilterInstruction[] {
  return [
    { code: LOAD_NUMBER, k: from },
    { code: LOAD_X, k: type },
    { code: LOAD[4], k: FIND_ATTRIBUTE },
    { code: JUMP_IF_EQUAL, k: 0, jt: 3 },
    { code: TO_X },
    { code: LOAD_AT_X, k: NLA_HDRLEN },
    { code: JUMP_IF_EQUAL, k: loaded(value, 4), jf: 1 },
    PASS,
    DROP,
  ];
}

/** Instructions for one sort of messages; others fall through to what comes behind them. */
function block({ types, offset, bytes, value, attribute }: WantedMessages): FilterInstruction[] {
  const verdict = attribute === undefined ? [PASS] : compareAttribute(attribute);
  const test: FilterInstruction[] = [
    { code: LOAD[2], k: NLMSG_FLAGS },
    // A row of a dump: many of them are one datagram, and the dump was asked for what is wanted.
    { code: JUMP_IF_SET, k: loaded(NLM_F_MULTI, 2), jf: 1 },
    PASS,
    { code: LOAD[bytes], k: offset },
    { code: JUMP_IF_EQUAL, k: loaded(value, bytes), jt: 1 },
    DROP,
    ...verdict,
  ];
  const last = types.length - 1;
  return [
    { code: LOAD[2], k: NLMSG_TYPE },
    ...types.map((type, at) => ({
      code: JUMP_IF_EQUAL,
      k: loaded(type, 2),
      jt: last - at,
      jf: at === last ? test.length : 0,
    })),
    ...test,
  ];
}

/** The program that drops what is of a sort in the list and not wanted, and lets everything else through. */
export function socketFilter(wanted: readonly WantedMessages[]): FilterInstruction[] {
  return [...wanted.flatMap(block), PASS];
}
