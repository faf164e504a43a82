/**
 * Kinds of filters: what packets they match, and what of them is told.
 *
 * @module
 */

import { NetlinkInputError } from "../../../errors/index.ts";
import type { EmatchAttrs } from "../../../uapi/tc/index.ts";
import { checkList, checkNumber, checkProperties } from "../input.ts";
import { actions } from "./action.ts";
import {
  bit,
  classId,
  type Draft,
  type Field,
  type Fields,
  fieldAt,
  link,
  MAX_U32,
  number,
  plain,
} from "./fields.ts";
import { FLOWER_KEYS } from "./flower.ts";
import { kind } from "./kind.ts";
import { formatU32Handle, parseU32Handle } from "./u32-handle.ts";

/** `TCA_CLS_FLAGS_*`, which filters are made with; others the kernel tells. */
function flags(path = "flags"): {
  readonly skipHardware: Field<boolean>;
  readonly skipSoftware: Field<boolean>;
} {
  return {
    /** Not for the hardware. */
    skipHardware: bit(path, 1),
    /** For the hardware alone. */
    skipSoftware: bit(path, 2),
  };
}

/** What all filters have: the class that packets go to, and what is done with them. */
function verdict(act = "act") {
  return { classId: classId("classid"), actions: actions(act) };
}

/** Four bytes of a packet, compared. */
export interface U32Match {
  /** From the network header on; below 0 it is of the link layer. A multiple of 4. */
  readonly offset: number;
  /** The four bytes as a number, the first the highest. */
  readonly value: number;
  /** Bits that count; all where it is not said. */
  readonly mask?: number;
  /** The offset is from the header after the one that a filter before has stepped over. */
  readonly nextHeader?: boolean;
}

interface SelKey {
  readonly val: number;
  readonly mask: number;
  readonly off: number;
  readonly offmask: number;
}

/** `TC_U32_*` of include/uapi/linux/pkt_cls.h. */
const TERMINAL = 1;
const NEXT_HEADER = -1;

const matches: Field<readonly U32Match[]> = {
  attributes: ["sel"],
  path: "sel",
  read({ sel }) {
    const keys = (sel as { readonly keys?: readonly SelKey[] } | undefined)?.keys;
    return keys?.map(({ val, mask, off, offmask }) => ({
      offset: off,
      value: val,
      ...(mask !== MAX_U32 && { mask }),
      ...(offmask !== 0 && { nextHeader: true }),
    }));
  },
  write(name, value, draft) {
    checkList(name, value);
    if (value.length > 128) throw new NetlinkInputError(name, value, "a list of 128 at most");
    const keys = value.map((match, at) => {
      const field = `${name}[${at}]`;
      checkProperties(field, match, ["offset", "value", "mask", "nextHeader"]);
      const { offset, value: val, mask = MAX_U32, nextHeader = false } = match;
      checkNumber(`${field}.offset`, offset, -0x80000000, 0x7fffffff);
      if (offset % 4 !== 0)
        throw new NetlinkInputError(`${field}.offset`, offset, "a multiple of 4");
      checkNumber(`${field}.value`, val, 0, MAX_U32);
      checkNumber(`${field}.mask`, mask, 0, MAX_U32);
      if ((val & ~mask) !== 0)
        throw new NetlinkInputError(
          `${field}.value`,
          val,
          "no bits but those of mask: it would never match",
        );
      return { val, mask, off: offset, offmask: nextHeader ? NEXT_HEADER : 0 };
    });
    draft["sel"] = { ...(draft["sel"] as Draft), nkeys: keys.length, keys };
  },
};

const U32 = kind(
  {
    /** All of them have to be so. */
    match: matches,
    ...verdict(),
    /** The table that it is in: `"800:"`. */
    hashTable: fieldAt<string>("hash", (value) => formatU32Handle(Number(value)), parseU32Handle),
    /** The table that packets go on in. */
    link: fieldAt<string>("link", (value) => formatU32Handle(Number(value)), parseU32Handle),
    /** Makes a table of so many buckets, a power of 2, instead of a filter. */
    divisor: number("divisor", { high: 256 }),
    /** Name of the link that packets have come by. */
    indev: plain("indev"),
    ...flags(),
  },
  {
    derived: ["pcnt", "flags", "sel"],
    finish(name, given, draft) {
      const { divisor, match, classId: target, actions: list } = given;
      if (divisor !== undefined) {
        if (match !== undefined)
          throw new NetlinkInputError(`${name}.match`, match, "nothing: a table matches nothing");
        return;
      }
      if (match === undefined)
        throw new NetlinkInputError(`${name}.match`, match, "something, or divisor");
      const isEnd = target !== undefined || list !== undefined;
      draft["sel"] = { ...(draft["sel"] as Draft), flags: isEnd ? TERMINAL : 0 };
    },
  },
);

/** An instruction of classic BPF. */
export interface BpfInstruction {
  readonly code: number;
  readonly jt: number;
  readonly jf: number;
  readonly k: number;
}

const INSTRUCTION = 8;

const bytecode: Field<readonly BpfInstruction[]> = {
  attributes: ["ops", "opsLen"],
  path: "ops",
  read({ ops }) {
    if (!(ops instanceof Uint8Array)) return undefined;
    // The kernel has these in its own order, which is the host's.
    const bytes = ops.slice();
    const words = new Uint16Array(bytes.buffer, 0, bytes.length >> 1);
    const values = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
    return Array.from({ length: Math.trunc(bytes.length / INSTRUCTION) }, (_, at) => ({
      code: words[at * 4] ?? 0,
      jt: bytes[at * INSTRUCTION + 2] ?? 0,
      jf: bytes[at * INSTRUCTION + 3] ?? 0,
      k: values[at * 2 + 1] ?? 0,
    }));
  },
  write(name, value, draft) {
    checkList(name, value);
    if (value.length === 0 || value.length > 4096)
      throw new NetlinkInputError(name, value, "a list of 1 to 4096 instructions");
    const bytes = new Uint8Array(value.length * INSTRUCTION);
    const words = new Uint16Array(bytes.buffer);
    const values = new Uint32Array(bytes.buffer);
    for (const [at, { code, jt, jf, k }] of value.entries()) {
      words[at * 4] = code;
      bytes[at * INSTRUCTION + 2] = jt;
      bytes[at * INSTRUCTION + 3] = jf;
      values[at * 2 + 1] = k;
    }
    draft["ops"] = bytes;
    draft["opsLen"] = value.length;
  },
};

const DIRECT = 1;

const BPF = kind(
  {
    /** Classic BPF, which gives the class; -1 is that of the filter, 0 none. */
    bytecode,
    /** Descriptor of an eBPF program instead; the kernel does not tell it. */
    fd: number("fd", { high: 0x7fffffff }),
    name: plain("name"),
    /** The program decides what becomes of packets. */
    directAction: bit("flags", DIRECT),
    ...verdict(),
    ...flags("flagsGen"),
    /** Number of the program, as told. */
    programId: number("id"),
  },
  {
    derived: ["flags", "flagsGen", "tag"],
    finish(name, { bytecode: code, fd }) {
      if ((code === undefined) === (fd === undefined))
        throw new NetlinkInputError(`${name}.fd`, fd, "either this or bytecode");
    },
  },
);

/** The kernel tells also of a tree without matches. */
const ematches: Field<EmatchAttrs> = {
  ...plain<EmatchAttrs>("ematches"),
  read(message) {
    const found = message["ematches"] as EmatchAttrs | undefined;
    return found?.treeHdr?.nmatches === 0 ? undefined : found;
  },
};

const BASIC = kind(
  {
    ...verdict(),
    /** Extended matches, as the table of `nlkit/uapi/tc` has them; every packet matches without. */
    ematches,
  },
  { derived: ["pcnt"] },
);

const FW = kind({
  ...verdict(),
  /** Bits of the firewall mark that count; the mark is the handle. */
  mask: number("mask", { absent: MAX_U32 }),
  indev: plain("indev"),
});

/** Realms are 8 bits here, and the kernel has them in one number. */
const ROUTE = kind(
  {
    ...verdict(),
    /** Realm of the route that packets go by. */
    to: number("to", { high: 0xff }),
    /** Realm of where they come from; or else the link that they have come by. */
    from: number("from", { high: 0xff }),
    fromDev: link("iif"),
  },
  {
    // net/sched/cls_route.c route4_set_parms, v6.12: a handle that is not this one is refused, and so is none.
    handle({ to, from, iif }) {
      const high = from ?? (iif === undefined ? 0xffff : Number(iif) | 0x8000);
      return Number(high) * 0x10000 + Number(to ?? 0x8000);
    },
  },
);

/** The kinds of filters that have options here. */
export const FILTERS = {
  matchall: kind({ ...verdict(), ...flags() }, { derived: ["pcnt", "flags"] }),
  flower: kind({ ...FLOWER_KEYS, ...verdict(), ...flags() } satisfies Fields, {
    derived: ["flags", "inHwCount", "keyEthType"],
  }),
  u32: U32,
  bpf: BPF,
  basic: BASIC,
  fw: FW,
  route: ROUTE,
} as const;
