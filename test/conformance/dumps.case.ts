/**
 * Dumps of nlctrl, and what it tells of itself.
 *
 * @module
 */
import { expect } from "vitest";
import {
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
} from "./messages.ts";
import type { ConformanceCase } from "./subject.ts";

const FAMILY_NAME = 2;
const OP = 10;
const name = named(FAMILY_NAME, "nlctrl");
const families = (seq = 1, flags = 0): Uint8Array =>
  message(NLCTRL, REQUEST | DUMP | flags, generic(GETFAMILY), { seq });
const policiesAs = (seq: number, ...parts: Uint8Array[]): Uint8Array =>
  message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, name, ...parts), { seq });
const policies = (...parts: Uint8Array[]): Uint8Array => policiesAs(1, ...parts);

/** What `ctrl_fill_info` says of nlctrl, byte for byte. */
const NLCTRL_SAYS =
  "010200000b0002006e6c6374726c00000600010010000000080003000200000008000400000000000800050000000000" +
  "2c000600140001000800010003000000080002000e00000014000200080001000a000000080002000c000000" +
  "1c0007001800010008000200100000000b0001006e6f746966790000";
const POLICY_START = "0a02000006000100100000";

/** The nests of a policy dump, after the family's id. */
const nestsOf = (payloads: readonly string[]): string[] =>
  payloads.map((payload) => payload.slice(`${POLICY_START}00`.length));

const OP3 = "180009801400038008000100000000000800020000000000";
/** An operation without a doit is told of under the number 0. */
const OP10 = "100009800c000080080002000";
const U16 = "0c00040000000000000000000c000500ffff0000000000000800010003000000";
const U32 = "0c00040000000000000000000c000500ffffffff000000000800010004000000";
const NAME = "080007000f000000080001000c000000";

/** Dumps and the controller. */
export const dumpCases: readonly ConformanceCase[] = [
  {
    name: "nlctrl describes itself byte for byte",
    run(subject) {
      const socket = subject.open(GENERIC);
      const [answer] = ask(socket, message(NLCTRL, REQUEST, generic(GETFAMILY, name)));
      expect(answer).toMatchObject({ type: NLCTRL, flags: 0, payload: NLCTRL_SAYS });
    },
  },
  {
    name: "a dump of families is multipart, begins with nlctrl, and ends with DONE",
    run(subject) {
      const answers = ask(subject.open(GENERIC), families(5));
      const rows = answers.slice(0, -1);
      expect(rows[0]?.payload).toBe(NLCTRL_SAYS);
      expect(rows.every(({ type, flags }) => type === NLCTRL && flags === 2)).toBe(true);
      expect(answers.every(({ seq }) => seq === 5)).toBe(true);
      expect(answers.at(-1)).toMatchObject({ type: 3, flags: 2, length: 20, ack: { errno: 0 } });
    },
  },
  {
    name: "a dump of policies ends with a DONE in a datagram of its own",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policies());
      const datagrams = drain(socket);
      expect(datagrams.map((answers) => answers.length)).toEqual([7, 1]);
      expect(datagrams[1]?.[0]).toMatchObject({ type: 3, flags: 2, length: 20 });
    },
  },
  {
    name: "a dump that asks for an acknowledgement gets none but its DONE",
    run(subject) {
      const answers = ask(subject.open(GENERIC), families(5, 4));
      expect(answers.filter(({ type }) => type === 2)).toEqual([]);
      expect(answers.filter(({ type }) => type === 3)).toHaveLength(1);
    },
  },
  {
    name: "a second dump on one socket is EBUSY until the first has been read to its end",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policiesAs(1));
      socket.send(policiesAs(2));
      const answers = drain(socket).flat();
      const errors = answers.filter(({ type }) => type === 2);
      expect(errors.map(({ seq, ack }) => [seq, ack?.errno])).toEqual([[2, 16]]);
      expect(answers.filter(({ type }) => type === 3).map(({ seq }) => seq)).toEqual([1]);
      expect(ask(socket, policiesAs(3)).at(-1)).toMatchObject({ type: 3, seq: 3 });
    },
  },
  {
    name: "requests are answered while a dump is under way",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policiesAs(1));
      socket.send(message(NLCTRL, REQUEST, generic(GETFAMILY, name), { seq: 2 }));
      const answers = drain(socket).flat();
      expect(answers.find(({ seq }) => seq === 2)?.payload).toBe(NLCTRL_SAYS);
      expect(answers.at(-1)).toMatchObject({ type: 3, seq: 1 });
    },
  },
  {
    name: "what follows a dump in its datagram is carried out",
    run(subject) {
      const socket = subject.open(GENERIC);
      const noop = message(1, REQUEST | 4, undefined, { seq: 2 });
      const answers = ask(socket, join(families(1), noop));
      expect(answers.filter(({ seq }) => seq === 2)).toMatchObject([
        { type: 2, ack: { errno: 0 } },
      ]);
    },
  },
  {
    name: "a socket may be closed with a dump under way",
    run(subject) {
      const socket = subject.open(GENERIC, { portId: 99 });
      socket.send(policies());
      socket.close();
      const again = subject.open(GENERIC, { portId: 99 });
      expect(again.receive()).toBeUndefined();
      expect(ask(again, families()).at(-1)?.type).toBe(3);
    },
  },
  {
    name: "a first chunk is charged a page, whatever is in it",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policies());
      expect(socket.charged()).toBe(4352);
    },
  },
  {
    name: "later chunks are charged what the reader's buffer holds",
    run(subject) {
      const socket = subject.open(GENERIC);
      ask(socket, policies());
      socket.send(policies());
      expect(socket.charged()).toBe(33_024);
    },
  },
  {
    name: "the policies of nlctrl: operations first, then attributes by policy",
    run(subject) {
      const answers = ask(subject.open(GENERIC), policies());
      const rows = answers.slice(0, -1);
      expect(rows.every(({ payload }) => payload.startsWith(POLICY_START))).toBe(true);
      expect(nestsOf(rows.map(({ payload }) => payload))).toEqual([
        OP3,
        `${OP10}1000000`,
        `2c0008802800008024000180${U16}`,
        `1c0008801800008014000280${NAME}`,
        `2c0008802800018024000180${U16}`,
        `1c0008801800018014000280${NAME}`,
        `2c0008802800018024000a80${U32}`,
      ]);
      expect(answers.at(-1)?.type).toBe(3);
    },
  },
  {
    name: "the policy of one operation",
    run(subject) {
      const answers = ask(subject.open(GENERIC), policies(attribute(OP, [10, 0, 0, 0])));
      const rows = nestsOf(answers.slice(0, -1).map(({ payload }) => payload));
      expect(rows[0]).toBe(`${OP10}0000000`);
      expect(rows).toHaveLength(4);
      const [do3] = ask(subject.open(GENERIC), policies(attribute(OP, [3, 0, 0, 0])));
      expect(nestsOf([do3!.payload])).toEqual([OP3]);
    },
  },
];
