/**
 * Requests: what is refused, with which errno and words, and what an acknowledgement holds. All of them go to
 * nlctrl, which every kernel has.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  ask,
  attribute,
  DUMP,
  drain,
  GENERIC,
  GETFAMILY,
  GETPOLICY,
  generic,
  join,
  message,
  NLCTRL,
  named,
  REQUEST,
  text,
} from "./messages.ts";
import type { ConformanceCase, Subject } from "./subject.ts";

const FAMILY_ID = 1;
const FAMILY_NAME = 2;
const OP = 10;
const NESTED = 0x8000;
const POLICY_WORDS = "Attribute failed policy validation";
const name = named(FAMILY_NAME, "nlctrl");

/** What a refused request is answered by. */
interface Refusal {
  readonly errno: number;
  readonly message?: string;
  readonly offset?: number;
  /** `NLMSGERR_ATTR_POLICY`, in hexadecimal. */
  readonly policy?: string;
}

const ask1 = (subject: Subject, request: Uint8Array) => {
  const socket = subject.open(GENERIC);
  socket.setOption("NETLINK_EXT_ACK", true);
  socket.setOption("NETLINK_CAP_ACK", true);
  const answers = ask(socket, request);
  return { socket, answers, last: answers.at(-1)! };
};

const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The request is answered by exactly one error, of this errno and these words. */
const refused = (title: string, request: Uint8Array, refusal: Refusal): ConformanceCase => ({
  name: title,
  run(subject) {
    const { answers, last } = ask1(subject, request);
    expect(answers).toHaveLength(1);
    expect(last.type).toBe(2);
    const { errno, extack } = last.ack!;
    expect({
      errno,
      message: extack?.message,
      offset: extack?.offset,
      policy: hex(extack?.policy),
    }).toEqual({ message: undefined, offset: undefined, policy: undefined, ...refusal });
    expect(last.flags).toBe(extack === undefined ? 0x100 : 0x300);
  },
});

/** The request is answered by a family and acknowledged, perhaps with a warning. */
const accepted = (title: string, request: Uint8Array, warning?: string): ConformanceCase => ({
  name: title,
  run(subject) {
    const { answers } = ask1(subject, request);
    expect(answers.map(({ type }) => type)).toEqual([NLCTRL, 2]);
    expect(answers[1]?.ack?.errno).toBe(0);
    expect(answers[1]?.ack?.extack?.message).toBe(warning);
    expect(answers[0]?.payload.slice(0, 8)).toBe("01020000");
  },
});

const get = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  message(NLCTRL, REQUEST | ACK, generic(GETFAMILY, ...parts));
const policy = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, ...parts));

const U16_POLICY = "0c00040000000000000000000c000500ffff0000000000000800010003000000";
const U32_POLICY = "0c00040000000000000000000c000500ffffffff000000000800010004000000";
const NAME_POLICY = "080007000f000000080001000c000000";

/** Answers that have the form of the request's own words. */
export const requestCases: readonly ConformanceCase[] = [
  accepted("a family by name", get(name)),
  accepted("a family by id", get(attribute(FAMILY_ID, [16, 0]))),
  accepted("liberal: a longer integer than wanted", get(attribute(FAMILY_ID, [16, 0, 0, 0]))),
  accepted("liberal: an unknown attribute", get(attribute(77, [1]), name)),
  accepted(
    "liberal: the nested flag where none belongs",
    get(attribute(FAMILY_NAME | NESTED, [...text("nlctrl"), 0])),
  ),
  accepted(
    "liberal: bytes after the last attribute are warned of",
    get(name, [1, 2]),
    "bytes leftover after parsing attributes",
  ),
  accepted("an attribute twice: the last counts", get(named(FAMILY_NAME, "nope"), name)),
  accepted("the name decides where both are given", get(attribute(FAMILY_ID, [0xff, 1]), name)),
  accepted(
    "an old command with reserved bytes",
    message(NLCTRL, 5, join([GETFAMILY, 2, 7, 0], name)),
  ),
  accepted(
    "an old command with half of NLM_F_DUMP",
    message(NLCTRL, 0x105, generic(GETFAMILY, name)),
  ),
  accepted("any version", message(NLCTRL, 5, join([GETFAMILY, 99, 0, 0], name))),

  refused("no such family type", message(0x7777, 5, generic(1)), { errno: 2 }),
  refused("no such name", get(named(FAMILY_NAME, "nope")), { errno: 2 }),
  refused("an empty name", get(named(FAMILY_NAME, "")), { errno: 2 }),
  refused("no such id", get(attribute(FAMILY_ID, [0xff, 0])), { errno: 2 }),
  refused("neither id nor name", get(), { errno: 22 }),
  refused(
    "a good id and a bad name",
    get(attribute(FAMILY_ID, [16, 0]), named(FAMILY_NAME, "nope")),
    { errno: 2 },
  ),
  refused("an integer that is too short", get(attribute(FAMILY_ID, [0xff])), {
    errno: 34,
    message: POLICY_WORDS,
    offset: 20,
    policy: U16_POLICY,
  }),
  refused("a name without NUL", get(attribute(FAMILY_NAME, text("nlctrl"))), {
    errno: 22,
    message: POLICY_WORDS,
    offset: 20,
    policy: NAME_POLICY,
  }),
  refused("a name without a byte", get(attribute(FAMILY_NAME, [])), {
    errno: 22,
    message: POLICY_WORDS,
    offset: 20,
    policy: NAME_POLICY,
  }),
  refused("a name of 18 bytes", get(named(FAMILY_NAME, "nlctrlnlctrlnlctrl")), {
    errno: 22,
    message: POLICY_WORDS,
    offset: 20,
    policy: NAME_POLICY,
  }),
  refused("a name of 16 bytes", get(named(FAMILY_NAME, "0123456789abcdef")), {
    errno: 22,
    message: POLICY_WORDS,
    offset: 20,
    policy: NAME_POLICY,
  }),
  refused("a name of 15 bytes is well formed", get(named(FAMILY_NAME, "0123456789abcde")), {
    errno: 2,
  }),
  refused("the second attribute is at fault", get(name, attribute(FAMILY_ID, [1])), {
    errno: 34,
    message: POLICY_WORDS,
    offset: 32,
    policy: U16_POLICY,
  }),
  refused(
    "an attribute that says it is longer than the message",
    get(attribute(FAMILY_NAME, [], 100)),
    { errno: 22, message: "bytes leftover after parsing attributes" },
  ),
  refused(
    "an attribute that says it is shorter than its header",
    get(attribute(FAMILY_NAME, [], 3)),
    { errno: 22, message: "bytes leftover after parsing attributes" },
  ),
  refused("strict: an unknown attribute", policy(attribute(77, [1]), name), {
    errno: 22,
    message: "Unknown attribute type",
    offset: 20,
  }),
  refused(
    "strict: an attribute that is none of the operation's",
    policy(attribute(5, [1, 2, 3, 4]), name),
    { errno: 22, message: "Unsupported attribute", offset: 20 },
  ),
  refused("strict: attribute 0", policy(attribute(0, []), name), {
    errno: 22,
    message: "Unknown attribute type",
    offset: 20,
  }),
  refused("strict: an integer that is too long", policy(attribute(OP, [1, 2, 3, 4, 5]), name), {
    errno: 22,
    message: "invalid attribute length",
    offset: 20,
    policy: U32_POLICY,
  }),
  refused("strict: an integer that is too short", policy(attribute(OP, [1, 2, 3]), name), {
    errno: 22,
    message: "invalid attribute length",
    offset: 20,
    policy: U32_POLICY,
  }),
  refused(
    "strict: the nested flag where none belongs",
    policy(attribute(FAMILY_NAME | NESTED, [...text("nlctrl"), 0])),
    { errno: 22, message: "NLA_F_NESTED not expected", offset: 20, policy: NAME_POLICY },
  ),
  refused("strict: bytes after the last attribute", policy(name, [1, 2]), {
    errno: 22,
    message: "bytes leftover after parsing attributes",
  }),
  refused("a policy of no family", policy(), { errno: 22 }),
  refused("a policy of a family that is not there", policy(named(FAMILY_NAME, "nope")), {
    errno: 2,
  }),
  refused(
    "a policy of an operation that is not there",
    policy(name, attribute(OP, [99, 0, 0, 0])),
    { errno: 2, offset: 32 },
  ),
  refused("no such command", message(NLCTRL, 5, generic(77)), { errno: 95 }),
  refused("a command that only dumps", message(NLCTRL, 5, generic(GETPOLICY)), { errno: 95 }),
  refused("a command that does not dump", message(NLCTRL, REQUEST | DUMP, generic(77)), {
    errno: 95,
  }),
  refused("a new command with reserved bytes", message(NLCTRL, 5, [77, 2, 7, 0] as never), {
    errno: 22,
    message: "genlmsghdr.reserved field is not 0",
  }),
  refused("a new command with flags that mean nothing", message(NLCTRL, 0x105, generic(77)), {
    errno: 22,
    message: "ambiguous or reserved bits set in nlmsg_flags",
  }),
  refused("half a genlmsghdr", message(NLCTRL, 5, Uint8Array.of(3, 1)), { errno: 22 }),
  refused("no genlmsghdr", message(NLCTRL, 5), { errno: 22 }),
  refused("a dump without genlmsghdr", message(NLCTRL, 0x305), { errno: 22 }),

  {
    name: "what is no request is not looked at, and acknowledged if it asks for that",
    run(subject) {
      const socket = subject.open(GENERIC);
      expect(ask(socket, message(NLCTRL, 0, generic(GETFAMILY, name)))).toEqual([]);
      const [answer] = ask(socket, message(NLCTRL, ACK));
      expect(answer?.ack?.errno).toBe(0);
    },
  },
  {
    name: "control messages are only acknowledged",
    run(subject) {
      const socket = subject.open(GENERIC);
      for (const type of [0, 1, 2, 3, 4, 15]) {
        expect(ask(socket, message(type, REQUEST))).toEqual([]);
        const [answer] = ask(socket, message(type, REQUEST | ACK));
        expect(answer?.ack).toEqual({ errno: 0, extack: undefined });
        expect(answer?.flags).toBe(0x100);
      }
    },
  },
  {
    name: "a length below the header ends the datagram without a word",
    run(subject) {
      const socket = subject.open(GENERIC);
      const good = message(1, REQUEST | ACK);
      const bad = message(NLCTRL, REQUEST | ACK, generic(GETFAMILY), { length: 15 });
      expect(ask(socket, join(good, bad, good)).map(({ ack }) => ack?.errno)).toEqual([0]);
    },
  },
  {
    name: "a length beyond the datagram ends it without a word",
    run(subject) {
      const socket = subject.open(GENERIC);
      const good = message(1, REQUEST | ACK);
      const bad = message(NLCTRL, REQUEST | ACK, generic(GETFAMILY), { length: 100 });
      expect(ask(socket, join(good, bad))).toHaveLength(1);
      expect(ask(socket, Uint8Array.of(1, 2, 3))).toEqual([]);
    },
  },
  {
    name: "several messages are each answered, in order",
    run(subject) {
      const socket = subject.open(GENERIC);
      const wrong = message(NLCTRL, 5, generic(GETFAMILY, named(FAMILY_NAME, "nope")), { seq: 7 });
      const right = message(NLCTRL, 5, generic(GETFAMILY, name), { seq: 8 });
      const answers = ask(socket, join(wrong, right));
      expect(answers.map(({ seq, ack }) => [seq, ack?.errno])).toEqual([
        [7, 2],
        [8, undefined],
        [8, 0],
      ]);
      expect(new Set(answers.map(({ portId }) => portId))).toEqual(new Set([socket.portId]));
    },
  },
  {
    name: "a message that is not padded may be the last, and the next starts at 4",
    run(subject) {
      const socket = subject.open(GENERIC);
      const unaligned = message(1, REQUEST | ACK, Uint8Array.of(1));
      const second = message(1, REQUEST | ACK, undefined, { seq: 2 });
      expect(ask(socket, unaligned).map(({ seq }) => seq)).toEqual([1]);
      expect(ask(socket, join(unaligned, [0, 0, 0], second)).map(({ seq }) => seq)).toEqual([1, 2]);
    },
  },
  {
    name: "without CAP_ACK an error carries the request whole, a success its header",
    run(subject) {
      const socket = subject.open(GENERIC);
      const request = get(named(FAMILY_NAME, "nope"));
      const [error] = ask(socket, request);
      expect(error?.flags).toBe(0);
      expect(error?.length).toBe(20 + request.length);
      expect(error?.payload.slice(8)).toBe(hex(request));
      const [, ack] = ask(socket, get(name));
      expect(ack?.flags).toBe(0x100);
      expect(ack?.length).toBe(36);
    },
  },
  {
    name: "an unaligned request comes back padded, and its padding counts",
    run(subject) {
      const socket = subject.open(GENERIC);
      const [error] = ask(socket, message(0x7777, 5, Uint8Array.of(1, 1, 0, 0, 9)));
      expect(error?.length).toBe(16 + 4 + 24);
      expect(error?.payload).toMatch(/09000000$/);
    },
  },
  {
    name: "attributes of an error follow the whole request, at the next 4",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.setOption("NETLINK_EXT_ACK", true);
      const [error] = ask(socket, get(attribute(FAMILY_ID, [1])));
      expect(error?.flags).toBe(0x200);
      expect(error?.ack?.extack).toMatchObject({ message: POLICY_WORDS, offset: 20 });
    },
  },
  {
    name: "without EXT_ACK there are only errno and header",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.setOption("NETLINK_CAP_ACK", true);
      const [error] = ask(socket, get(attribute(FAMILY_ID, [1])));
      expect(error).toMatchObject({
        flags: 0x100,
        length: 36,
        ack: { errno: 34, extack: undefined },
      });
    },
  },
  {
    name: "an error comes though no acknowledgement was asked for",
    run(subject) {
      const socket = subject.open(GENERIC);
      const request = message(NLCTRL, REQUEST, generic(GETFAMILY, named(FAMILY_NAME, "nope")));
      expect(ask(socket, request).map(({ ack }) => ack?.errno)).toEqual([2]);
      expect(ask(socket, message(NLCTRL, REQUEST, generic(GETFAMILY, name)))).toHaveLength(1);
    },
  },
  {
    name: "the answer goes to the sender's port id, not to the one in its header",
    run(subject) {
      const socket = subject.open(GENERIC);
      const other = subject.open(GENERIC);
      const request = get(name);
      new DataView(request.buffer).setUint32(12, other.portId, true);
      socket.send(request);
      expect(drain(other)).toEqual([]);
      const answers = drain(socket).flat();
      expect(answers.map(({ portId }) => portId)).toEqual([socket.portId, socket.portId]);
    },
  },
];
