/**
 * Random requests of rtnetlink: links, addresses, routes and neighbours as the embedded kernel has them, of a
 * few names, indexes and addresses, so that they meet; then wrong in one place or another.
 *
 * @module
 */
import { DUMP, text } from "../conformance/messages.ts";
import { datagramOf, integerBytes } from "./generic.ts";
import type { Random } from "./random.ts";
import { type Attribute, type Datagram, messagesIn, type Request } from "./request.ts";

const NESTED = 0x8000;
const [CREATE, EXCLUSIVE, REPLACE, APPEND] = [0x400, 0x200, 0x100, 0x800] as const;
const NAMES = ["a0", "a1", "a2", "br0", "v.5", "lo", "nope", "", "bad/name", "0123456789abcdef"];
const IPV4 = [
  [10, 0, 0, 1],
  [10, 0, 0, 2],
  [10, 0, 1, 1],
  [10, 0, 0, 0],
  [127, 0, 0, 1],
  [192, 0, 2, 1],
  [224, 0, 0, 1],
  [0, 0, 0, 0],
  [255, 255, 255, 255],
] as const;
const LONG = (first: number[], last: number): number[] => [
  ...first,
  ...new Array<number>(15 - first.length).fill(0),
  last,
];
const IPV6 = [
  LONG([0xfc, 0], 1),
  LONG([0xfc, 0], 2),
  LONG([0xfc, 1], 0),
  LONG([0xfe, 0x80], 1),
  LONG([0xff, 2], 1),
  LONG([], 1),
  LONG([], 0),
];
const MACS = [
  [2, 0, 0, 0, 0, 1],
  [2, 0, 0, 0, 0, 2],
  [1, 0, 0, 0, 0, 1],
  [0, 0, 0, 0, 0, 0],
];

const u16 = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];

/** Bytes of a value. */
type Value = (random: Random, family: number, kinds: readonly string[]) => Attribute["payload"];

const oneOf =
  (...values: number[]): Value =>
  (random) =>
    u32(random.pick(values));
const index = oneOf(0, 1, 2, 2, 3, 3, 4, 5, 6, 99);
const name: Value = (random) => [...text(random.pick(NAMES)), 0];
const small: Value = (random) => [random.below(8)];
const address: Value = (random, family) => [
  ...random.pick<readonly number[]>(family === 10 ? IPV6 : IPV4),
];
const mac: Value = (random) => random.pick(MACS);

const kindData = (random: Random, kind: string): Attribute[] => {
  if (kind === "vlan") {
    return [{ type: 1, payload: u16(random.pick([1, 5, 5, 0, 4094, 4095, 4096])) }];
  }
  if (kind === "veth") {
    const peer = u32(0).concat(u32(0), u32(0), u32(0));
    // VETH_INFO_PEER is an ifinfomsg, then attributes: those have to be bytes here.
    const label = [...text(random.pick(["p0", "p1", "a0"])), 0];
    const inner = [...u16(4 + label.length), ...u16(3), ...label];
    return [{ type: 1, payload: [...peer, ...inner] }];
  }
  return [];
};
const linkInfo: Value = (random, _family, kinds) => {
  const kind = random.pick(kinds);
  const data = kindData(random, kind);
  return [
    { type: 1, payload: [...text(kind), 0] },
    ...(data.length > 0 && random.chance(85) ? [{ type: 2 | NESTED, payload: data }] : []),
  ];
};

/** One object: its numbers, its header, and values of the attributes that are in scope. */
interface Objects {
  /** `RTM_NEW…`; `DEL` and `GET` follow. */
  readonly first: number;
  readonly head: (random: Random, family: number) => number[];
  readonly values: Readonly<Record<number, Value>>;
  /** Which of those most requests have. */
  readonly usual: readonly number[];
}

const LINK: Objects = {
  first: 16,
  head: (random) => [
    random.chance(95) ? 0 : random.pick([2, 10, 99]),
    0,
    ...u16(0),
    ...u32(random.pick([0, 0, 0, 1, 2, 3, 4, 5, 99, 0xffffffff])),
    ...u32(random.pick([0, 1, 1, 0x1000, 0x8000])),
    ...u32(random.pick([0, 1, 1, 0xffffffff])),
  ],
  values: {
    1: mac,
    3: name,
    // Below 1280 there is no IPv6, below 68 no IP at all: the small rtnetlink does not go there.
    4: oneOf(1280, 1500, 1501, 9000, 65_535, 65_536, 0x7fffffff, 0xffffffff),
    5: index,
    10: index,
    13: oneOf(0, 1, 1000, 0xffffffff),
    18: linkInfo,
    20: (random) => [...text(random.pick(["alias", ""])), 0],
    27: oneOf(0, 1, 7),
  },
  usual: [3, 18],
};
const ADDRESS: Objects = {
  first: 20,
  head: (random, family) => [
    family,
    random.pick([24, 24, 8, 32, 31, 0, 64, 128, 33, 129]),
    // IFA_F_NODAD: detection takes the real kernel its time.
    random.pick([0, 0x80]) | (family === 10 ? 2 : 0),
    random.pick([0, 0, 253, 254]),
    ...u32(random.pick([1, 2, 2, 3, 3, 4, 0, 99])),
  ],
  values: {
    // The real kernel adds the route to the other end of an IPv6 address in its own time.
    1: (random, family) => (family === 10 ? LONG([], 0) : address(random, family, [])),
    2: address,
    3: name,
    4: address,
    6: (random) => [
      ...u32(random.pick([0, 10, 100, 0xffffffff])),
      ...u32(random.pick([0, 100, 0xffffffff])),
      ...u32(0),
      ...u32(0),
    ],
    8: (random, family) => u32(random.pick([0, 0x80, 0x200, 1]) | (family === 10 ? 2 : 0)),
    9: oneOf(0, 5, 100),
    11: small,
  },
  usual: [1, 2],
};
/** The real kernel fills the local table of IPv6 in its own time. */
const tableOf = (random: Random, family: number, tables: readonly number[]): number =>
  random.pick(family === 10 ? tables.filter((table) => table !== 255) : tables);

const ROUTE: Objects = {
  first: 24,
  head: (random, family) => [
    family,
    random.pick([24, 24, 0, 32, 8, 33, 128, 129, 64]),
    random.pick([0, 0, 0, 0, 32]),
    random.pick([0, 0, 0, 4, 0xff]),
    tableOf(random, family, [254, 254, 254, 0, 255, 100]),
    random.pick([3, 4, 2, 0]),
    random.pick([0, 253, 254, 255]),
    random.pick([1, 1, 1, 2, 6, 7, 8, 0, 3, 5, 99]),
    ...u32(random.pick([0, 0, 4, 1])),
  ],
  values: {
    1: address,
    2: address,
    4: index,
    5: address,
    6: oneOf(0, 1, 100, 1024),
    7: address,
    15: (random, family) => u32(tableOf(random, family, [254, 255, 100, 1000, 0])),
  },
  usual: [1, 4, 5],
};
const NEIGHBOUR: Objects = {
  first: 28,
  head: (random, family) => [
    family,
    0,
    ...u16(0),
    ...u32(random.pick([2, 2, 3, 3, 1, 4, 0, 99])),
    ...u16(random.pick([0x80, 0x80, 2, 4, 0x20, 0x40, 0, 1, 0xff])),
    random.pick([0, 0, 0, 8, 2, 0x10, 0x80]),
    random.pick([0, 0, 1]),
  ],
  values: { 1: address, 2: mac, 12: small },
  usual: [1, 2],
};
/** Objects, by how often they are asked for. */
export const OBJECTS = {
  links: LINK,
  addresses: ADDRESS,
  routes: ROUTE,
  neighbours: NEIGHBOUR,
} as const;
/** The name of one of them. */
export type ObjectName = keyof typeof OBJECTS;
/** What a run may ask for. */
export interface RouteWorld {
  readonly objects: readonly ObjectName[];
  /** Kinds of links that both kernels have, and perhaps one that neither has. */
  readonly kinds: readonly string[];
}

/** Attributes that would reach beyond the namespace, in any message: they move links, by process id and descriptor. */
const DANGEROUS = [19, 28];

function goodAttribute(
  random: Random,
  objects: Objects,
  type: number,
  family: number,
  { kinds }: RouteWorld,
): Attribute {
  const payload = objects.values[type]?.(random, family, kinds) ?? integerBytes(random, 4);
  return { type: typeof payload[0] === "object" ? type | NESTED : type, payload };
}

function wrongAttribute(random: Random, objects: Objects, good: Attribute): Attribute {
  const known = Object.keys(objects.values).map(Number);
  return random.pick([
    (): Attribute => ({ ...good, type: good.type ^ NESTED }),
    (): Attribute => ({ ...good, type: random.pick([0, 99, 0x3fff]) }),
    (): Attribute => ({ ...good, type: random.pick(known) }),
    (): Attribute => ({ ...good, payload: random.bytes(random.below(7)) }),
    (): Attribute => ({ ...good, payload: random.bytes(random.below(34)) }),
    (): Attribute => ({ ...good, length: random.pick([0, 3, 4, 5, 7, 100]) }),
  ])();
}

const MOST_ATTRIBUTES = 10;

function attributesOf(
  random: Random,
  objects: Objects,
  family: number,
  world: RouteWorld,
): Attribute[] {
  const known = Object.keys(objects.values).map(Number);
  const types = objects.usual.filter(() => random.chance(80));
  while (types.length < MOST_ATTRIBUTES && random.chance(30)) types.push(random.pick(known));
  return types.map((type) => {
    const good = goodAttribute(random, objects, type, family, world);
    return random.chance(5) ? wrongAttribute(random, objects, good) : good;
  });
}

function changeFlags(random: Random): number {
  const flags =
    5 |
    random.pick([
      0,
      CREATE,
      CREATE,
      CREATE | EXCLUSIVE,
      CREATE | REPLACE,
      REPLACE,
      CREATE | APPEND,
    ]);
  return random.chance(5) ? flags ^ (1 << random.below(16)) : flags;
}

/** What `RTM_NEW…` is to the operation. */
const VERBS = [
  { add: 0, flags: changeFlags },
  { add: 0, flags: changeFlags },
  { add: 0, flags: changeFlags },
  { add: 1, flags: (): number => 5 },
  { add: 2, flags: (random: Random): number => 1 | (random.chance(50) ? DUMP : 4) },
] as const;

function routeRequest(random: Random, seq: number, world: RouteWorld): Request {
  const objects = OBJECTS[random.pick(world.objects)];
  const { add, flags } = random.pick(VERBS);
  const family = random.pick([2, 2, 2, 10, 10, 0, 99]);
  const head = objects.head(random, family);
  return {
    type: objects.first + (objects === LINK && add === 0 && random.chance(15) ? 3 : add),
    flags: flags(random),
    seq,
    head: random.chance(3) ? head.slice(0, random.below(head.length)) : head,
    attributes: attributesOf(random, objects, family, world),
    tail: [],
  };
}

/** Whether a message is one about these objects. */
export function isRouteType(type: number, { objects }: RouteWorld): boolean {
  if (type < 16) return true;
  return objects.some((name) => {
    const { first } = OBJECTS[name];
    return type >= first && type <= first + (name === "links" ? 3 : 2);
  });
}

/** Whether a datagram can do nothing outside of its namespace, however it is read. */
export function staysWithin(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 16; at + 4 <= bytes.length; at += 4) {
    if (DANGEROUS.includes(view.getUint16(at + 2, true) & 0x3fff)) return false;
  }
  return true;
}

/** `AF_BRIDGE`: requests about links and neighbours have handlers of the bridge's own then, which the embedded kernel has not. */
const BRIDGE = 7;
const BRIDGED = [LINK, NEIGHBOUR].flatMap(({ first }) => [first, first + 1, first + 2, first + 3]);

/** `IPV6_MIN_MTU`: a link with less loses its IPv6, as the small rtnetlink's do not. */
const LEAST_MTU = 1280;
const MTU = 4;

/** Whether a message asks for less, in anything that could be read as an attribute. */
function hasSmallMtu(bytes: Uint8Array, from: number, to: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 8 <= to; at += 4) {
    const type = view.getUint16(at + 2, true) & 0x3fff;
    if (type === MTU && view.getUint32(at + 4, true) < LEAST_MTU) return true;
  }
  return false;
}

/** Whether a datagram asks nothing that is beyond the small rtnetlink. */
export function isInScope(bytes: Uint8Array): boolean {
  return messagesIn(bytes).every(({ type, at, end }) => {
    if (BRIDGED.includes(type) && at + 16 < end && bytes[at + 16] === BRIDGE) return false;
    const isChange = type >= LINK.first && type <= LINK.first + 3;
    return !isChange || !hasSmallMtu(bytes, at + 32, end);
  });
}

/** A datagram for rtnetlink, about these objects. */
export function routeDatagram(random: Random, world: RouteWorld): Datagram {
  return datagramOf(random, (seq) => routeRequest(random, seq, world));
}
