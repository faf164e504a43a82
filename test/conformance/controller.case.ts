/**
 * More of nlctrl: what it passes over, what its dumps want, and errors at the end of a dump.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  ask,
  attribute,
  DUMP,
  familyId,
  GENERIC,
  GETFAMILY,
  GETPOLICY,
  generic,
  join,
  message,
  NLCTRL,
  named,
  REQUEST,
} from "./messages.ts";
import type { ConformanceCase, Endpoint, Subject } from "./subject.ts";

const ECHO = 8;
const id = (value: number): Uint8Array => attribute(1, [value & 0xff, value >> 8]);
const name = named(2, "nlctrl");
const op = (value: number): Uint8Array => attribute(10, [value, 0, 0, 0]);

function open(subject: Subject): Endpoint {
  const socket = subject.open(GENERIC);
  socket.setOption("NETLINK_EXT_ACK", true);
  socket.setOption("NETLINK_CAP_ACK", true);
  return socket;
}

/** What the last message says: errno, sentence, offset. */
function verdict(subject: Subject, ...request: Uint8Array[]): unknown[] {
  const { ack, type } = ask(open(subject), join(...request)).at(-1)!;
  return [type, ack?.errno, ack?.extack?.message, ack?.extack?.offset];
}

const says = (title: string, request: Uint8Array, ...said: unknown[]): ConformanceCase => ({
  name: title,
  run: (subject) =>
    expect(verdict(subject, request)).toEqual([...said, undefined, undefined].slice(0, 4)),
});
const get = (...parts: Uint8Array[]): Uint8Array =>
  message(NLCTRL, REQUEST | ACK, generic(GETFAMILY, ...parts));
const list = (...parts: Uint8Array[]): Uint8Array =>
  message(NLCTRL, REQUEST | DUMP, generic(GETFAMILY, ...parts));
const policies = (...parts: Uint8Array[]): Uint8Array =>
  message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, ...parts));

/** The controller. */
export const controllerCases: readonly ConformanceCase[] = [
  says(
    "an attribute of another operation is not looked at, however short",
    get(name, attribute(10, [1])),
    2,
    0,
  ),
  says("an id of any other length takes its first two bytes", get(attribute(1, [16, 0, 9])), 2, 0),
  says(
    "NLM_F_ECHO is nothing to the controller",
    message(NLCTRL, 5 | ECHO, generic(GETFAMILY, name)),
    2,
    0,
  ),
  says("a name with bytes behind its NUL", get(attribute(2, [0x6e, 0, 0x6e, 0])), 2, 2),
  says(
    "a dump of families takes an id or a name, and gives all the same",
    list(id(0xff), name),
    3,
    0,
  ),
  says(
    "a dump of families is strict: an unknown attribute",
    list(attribute(77, [1])),
    2,
    22,
    "Unknown attribute type",
    20,
  ),
  says(
    "a dump of families is strict: an attribute of another operation",
    list(op(3)),
    2,
    22,
    "Unknown attribute type",
    20,
  ),
  says(
    "a dump of families is strict: the length of an integer",
    list(attribute(1, [16, 0, 0, 0])),
    2,
    22,
    "invalid attribute length",
    20,
  ),
  says(
    "a dump of families is strict: bytes left over",
    join(list().with(0, 22), [1, 0, 0, 0]),
    2,
    22,
    "bytes leftover after parsing attributes",
  ),
  says("policies by id", policies(id(16)), 3, 0),
  says("policies by id, where there is none", policies(id(0xff)), 2, 2),
  says(
    "policies by a good id and a name that is not there",
    policies(id(16), named(2, "nope")),
    3,
    0,
  ),
  says("policies by a name, where the id is not there", policies(id(0xff), name), 2, 2),
  says("policies of operation 0", policies(name, op(0)), 2, 2, undefined, 32),
  says("policies of the last operation that is named", policies(name, op(99), op(10)), 3, 0),
  {
    name: "the controller's own group is 16, and everybody's",
    run(subject) {
      const socket = open(subject);
      socket.join(16);
      expect(socket.memberships()).toEqual([16]);
      expect(ask(socket, get(name))).toHaveLength(2);
    },
  },
  {
    name: "messages after a wrong one are carried out, each with its own extended acknowledgement",
    run(subject) {
      const wrong = policies(attribute(77, [1]));
      const answers = ask(
        open(subject),
        join(wrong, get(name, Uint8Array.of(1, 0, 0, 0)), get(id(16))),
      );
      expect(answers.map(({ type, ack }) => [type, ack?.errno, ack?.extack?.message])).toEqual([
        [2, 22, "Unknown attribute type"],
        [NLCTRL, undefined, undefined],
        [2, 0, "bytes leftover after parsing attributes"],
        [NLCTRL, undefined, undefined],
        [2, 0, undefined],
      ]);
    },
  },
  {
    name: "a dump that fails under way says why in its DONE",
    needs: "netdev",
    run(subject) {
      const socket = open(subject);
      const type = familyId(socket, "netdev") ?? 0;
      const request = generic(12, attribute(1, [0xe7, 3, 0, 0]));
      const answers = ask(socket, message(type, REQUEST | DUMP, request, { seq: 9 }));
      expect(answers).toMatchObject([
        { type: 3, flags: 2 | 0x200, seq: 9, ack: { errno: 19, extack: { offset: 20 } } },
      ]);
    },
  },
  {
    name: "a dump that fails under way says no more than the errno where EXT_ACK is off",
    needs: "netdev",
    run(subject) {
      const socket = subject.open(GENERIC);
      const type = familyId(socket, "netdev") ?? 0;
      const request = generic(12, attribute(1, [0xe7, 3, 0, 0]));
      const answers = ask(socket, message(type, REQUEST | DUMP, request));
      expect(answers).toMatchObject([{ type: 3, flags: 2, length: 20, ack: { errno: 19 } }]);
    },
  },
];
