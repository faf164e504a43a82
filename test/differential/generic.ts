/**
 * Random requests of generic netlink: well formed ones of the controller and of families with policies, and what
 * becomes of them when fields are exchanged, lengths lie and bytes are missing.
 *
 * @module
 */
import { type AttributePolicy, POLICY, type Policy, policyOfSet } from "../../src/kernel/policy.ts";
import { ctrlAttrs } from "../../src/uapi/generic/index.ts";
import { DUMP, GETFAMILY, GETPOLICY, NLCTRL, text } from "../conformance/messages.ts";
import type { FuzzedOperation } from "./families.ts";
import type { Random } from "./random.ts";
import type { Attribute, Datagram, Request } from "./request.ts";

const NESTED = 0x8000;
const BYTE_ORDER = 0x4000;
/** Types without a family in either kernel. */
const NOBODY = [0x3f, 0x3ff, 0x7777, 0xffff];
const CONTROL = [0, 1, 2, 3, 4, 15];
/** Flags that mean something to the core or to nobody. */
const FLAGS = [0x1, 0x2, 0x4, 0x8, 0x10, 0x20, 0x40, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x8000];
const NAMES = ["nlctrl", "nope", "", "NLCTRL", "nlctrl2", "0123456789abcde", "0123456789abcdef"];
/** Numbers that limits are likely to stand at, as 64 bits. */
const EDGES = [
  [0, 0],
  [1, 0],
  [2, 0],
  [16, 0],
  [0x7f, 0],
  [0x80, 0],
  [0xff, 0],
  [0x7fff, 0],
  [0xffff, 0],
  [0x7fffffff, 0],
  [0x80000000, 0],
  [0xffffffff, 0],
  [0, 1],
  [0xffffffff, 0x7fffffff],
  [0, 0x80000000],
  [0xffffffff, 0xffffffff],
] as const;

const WIDTHS: Readonly<Record<number, readonly number[]>> = {
  [POLICY.u8]: [1],
  [POLICY.s8]: [1],
  [POLICY.u16]: [2],
  [POLICY.s16]: [2],
  [POLICY.u32]: [4],
  [POLICY.s32]: [4],
  [POLICY.u64]: [8],
  [POLICY.s64]: [8],
  [POLICY.uint]: [4, 8],
  [POLICY.sint]: [4, 8],
};

/** An integer of so many bytes, at an edge more often than not. */
export function integerBytes(random: Random, width: number): number[] {
  if (random.chance(25)) return random.bytes(width);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  const [low, high] = random.pick(EDGES);
  view.setUint32(0, low, true);
  view.setUint32(4, high, true);
  return [...bytes.subarray(0, width)];
}

/** A value that an attribute's policy may or may not like. */
function payloadOf(random: Random, policy: AttributePolicy): Attribute["payload"] {
  const widths = WIDTHS[policy.kind];
  if (widths !== undefined) return integerBytes(random, random.pick(widths));
  const inner = policy.nested?.();
  if (inner !== undefined) return random.list(random.below(4), () => attributeOf(random, inner));
  if (policy.kind === POLICY.nulString) return [...text(random.pick(NAMES)), 0];
  return random.bytes(random.pick([policy.minLength, policy.minLength + 1, 4]));
}

function isNest({ kind }: AttributePolicy): boolean {
  return kind === POLICY.nested || kind === POLICY.nestedArray;
}

/** An attribute of a policy; one in four is wrong in one way or another. */
export function attributeOf(random: Random, policy: Policy): Attribute {
  const known = [...policy.attributes.keys()].filter((type) => policy.attributes[type]);
  const type = random.pick(known);
  const own = policy.attributes[type] as AttributePolicy;
  const flag = isNest(own) ? NESTED : 0;
  const good = { type: type | flag, payload: payloadOf(random, own) };
  if (random.chance(75)) return good;
  return random.pick([
    (): Attribute => ({ ...good, type: type | random.pick([0, NESTED, BYTE_ORDER, 0xc000]) }),
    (): Attribute => ({ ...good, type: random.pick([0, 3, policy.maxType + 1, 77, 0x3fff]) }),
    (): Attribute => ({ ...good, payload: random.bytes(random.below(10)) }),
    (): Attribute => ({ ...good, payload: random.bytes(random.below(40)) }),
    (): Attribute => ({ ...good, length: random.pick([0, 1, 3, 4, 5, 6, 8, 100, 0xffff]) }),
  ])();
}

const CONTROLLER = policyOfSet(ctrlAttrs);
const ASKED = [
  ctrlAttrs.entries.familyId[0],
  ctrlAttrs.entries.familyName[0],
  ctrlAttrs.entries.op[0],
];

function controllerAttribute(random: Random, commands: readonly number[]): Attribute {
  if (random.chance(10)) return attributeOf(random, CONTROLLER);
  const [id = 1, name = 2, op = 10] = ASKED;
  return random.pick([
    (): Attribute => ({ type: id, payload: [random.pick([16, 16, 0, 0xff]), 0] }),
    (): Attribute => ({ type: name, payload: [...text(random.pick(NAMES)), 0] }),
    (): Attribute => ({ type: name, payload: [...text("nlctrl"), 0] }),
    (): Attribute => ({ type: op, payload: [random.pick([3, 10, ...commands]), 0, 0, 0] }),
    (): Attribute => ({
      type: random.pick([id, name, op]) | random.pick([0, NESTED]),
      payload: random.bytes(random.below(20)),
    }),
    (): Attribute => ({
      type: random.pick([id, name, op]),
      payload: [1, 0],
      length: random.below(9),
    }),
  ])();
}

/** What a run may send. */
export interface GenericWorld {
  /** Of the families that are there. */
  readonly ids: ReadonlyMap<string, number>;
  readonly operations: readonly FuzzedOperation[];
}

function genericHead(random: Random, command: number): number[] {
  const head = [command, random.chance(90) ? 1 : random.below(256), 0, 0];
  if (random.chance(4)) head[2 + random.below(2)] = random.below(256);
  return random.chance(3) ? head.slice(0, random.below(4)) : head;
}

function flagsOf(random: Random, usual: number): number {
  let flags = usual;
  if (random.chance(20)) flags ^= random.pick(FLAGS);
  if (random.chance(5)) flags = random.below(0x10000);
  return flags;
}

function toController(random: Random, seq: number): Request {
  const command = random.chance(8) ? random.below(256) : random.pick([GETFAMILY, GETPOLICY]);
  const usual =
    1 | (random.chance(50) ? 4 : 0) | ((command === GETPOLICY) !== random.chance(8) ? DUMP : 0);
  return {
    type: NLCTRL,
    flags: flagsOf(random, usual),
    seq,
    head: genericHead(random, command),
    attributes: random.list(random.below(4), () => controllerAttribute(random, [1, 77])),
    tail: [],
  };
}

function toFamily(random: Random, seq: number, { ids, operations }: GenericWorld): Request {
  const operation = random.pick(operations);
  const { family, command, request } = operation;
  const policy = policyOfSet(request);
  const dumps = operation.dump !== undefined && random.chance(70);
  let flags = flagsOf(random, 1 | (random.chance(50) ? 4 : 0) | (dumps ? DUMP : 0));
  // A dump that is not shared may have a policy of its own.
  if (operation.dump === undefined && (flags & DUMP) === DUMP) flags &= ~0x100;
  return {
    type: ids.get(family) ?? 0,
    flags,
    seq,
    head: genericHead(random, command),
    attributes: random.list(random.below(4), () => attributeOf(random, policy)),
    tail: [],
  };
}

function toNobody(random: Random, seq: number): Request {
  return {
    type: random.pick(random.chance(50) ? NOBODY : CONTROL),
    flags: flagsOf(random, 5),
    seq,
    head: random.bytes(random.below(40)),
    attributes: [],
    tail: [],
  };
}

/** What may be wrong with any message. */
export function spoil(random: Random, request: Request): Request {
  let spoiled = request;
  if (random.chance(6)) spoiled = { ...spoiled, tail: random.bytes(1 + random.below(8)) };
  if (random.chance(4)) {
    const length = random.pick([0, 1, 15, 16, 17, 18, 19, 20, 21, 24, 28, 1000, 0xffffffff]);
    spoiled = { ...spoiled, length };
  }
  return spoiled;
}

/** One to three requests in a datagram, which may be cut. */
export function datagramOf(random: Random, make: (seq: number) => Request): Datagram {
  const count = random.chance(80) ? 1 : 2 + random.below(2);
  let seq = 0;
  const requests = random.list(count, () => spoil(random, make(++seq)));
  return { requests, cut: random.chance(6) ? random.below(24) : 0 };
}

/** Whether a message goes to nobody or to a family that is compared. */
export function isGenericType(type: number, { ids }: GenericWorld): boolean {
  return type <= NLCTRL || NOBODY.includes(type) || [...ids.values()].includes(type);
}

/** A datagram for generic netlink. */
export function genericDatagram(random: Random, world: GenericWorld): Datagram {
  return datagramOf(random, (seq) => {
    if (random.chance(8)) return toNobody(random, seq);
    if (world.operations.length === 0 || random.chance(45)) return toController(random, seq);
    return toFamily(random, seq, world);
  });
}
