/**
 * What a receive tells: true lengths (`MSG_TRUNC`), looks (`MSG_PEEK`), the byte at which a buffer is full, and what
 * comes before what.
 *
 * @module
 */
import { expect } from "vitest";
import { readCredentials, readPacketInfo } from "../../src/wire/index.ts";
import {
  ACK,
  DUMP,
  drain,
  errnoOf,
  GENERIC,
  GETFAMILY,
  GETPOLICY,
  generic,
  message,
  NLCTRL,
  named,
  REQUEST,
  USERSOCK,
} from "./messages.ts";
import type { ConformanceCase, Endpoint, Subject } from "./subject.ts";

const note = (size = 0, seq = 1): Uint8Array =>
  message(16, 0, new Uint8Array(size).fill(7), { seq });
const policies = message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, named(2, "nlctrl")));

/** Two sockets, of which the second has something to receive. */
function sent(subject: Subject, ...datagrams: Uint8Array[]): Endpoint {
  const sender = subject.open(USERSOCK);
  const receiver = subject.open(USERSOCK);
  for (const datagram of datagrams) sender.send(datagram, { portId: receiver.portId });
  return receiver;
}

/** Lengths. */
const lengths: readonly ConformanceCase[] = [
  {
    name: "a buffer that is too small gets the beginning, and the true length is told",
    run(subject) {
      const receiver = sent(subject, note(84), note(0, 2));
      const bytes = new Uint8Array(20);
      expect(receiver.receiveInto(bytes)).toBe(100);
      expect(bytes).toEqual(note(84).subarray(0, 20));
      expect(drain(receiver).flat()).toMatchObject([{ seq: 2 }]);
    },
  },
  {
    name: "what does not fit is lost, also all of it",
    run(subject) {
      const receiver = sent(subject, note(84));
      expect(receiver.receiveInto(new Uint8Array(0))).toBe(100);
      expect(receiver.receive()).toBeUndefined();
      expect(receiver.charged()).toBe(0);
    },
  },
  {
    name: "a buffer that is too large is left as it is behind the datagram",
    run(subject) {
      const receiver = sent(subject, note(1));
      const bytes = new Uint8Array(32).fill(0xee);
      expect(receiver.receiveInto(bytes)).toBe(17);
      expect(bytes.subarray(17)).toEqual(new Uint8Array(15).fill(0xee));
    },
  },
  {
    name: "a look leaves the datagram, and its charge, where they are",
    run(subject) {
      const receiver = sent(subject, note(84), note(0, 2));
      const charged = receiver.charged();
      for (let looks = 0; looks < 3; looks++) {
        const bytes = new Uint8Array(100);
        expect(receiver.receiveInto(bytes, true)).toBe(100);
        expect(bytes).toEqual(note(84));
      }
      expect(receiver.charged()).toBe(charged);
      expect(drain(receiver)).toHaveLength(2);
    },
  },
  {
    name: "a look with no buffer tells how large one has to be",
    run(subject) {
      const receiver = sent(subject, note(9000));
      expect(receiver.receiveInto(new Uint8Array(0), true)).toBe(9016);
      expect(receiver.receiveInto(new Uint8Array(9016))).toBe(9016);
    },
  },
  {
    name: "a look where nothing is there gives nothing",
    run(subject) {
      expect(subject.open(USERSOCK).receiveInto(new Uint8Array(16), true)).toBeUndefined();
    },
  },
  {
    name: "an acknowledgement has 36 bytes, an error those of its request besides",
    run(subject) {
      const socket = subject.open(GENERIC);
      const nothing = new Uint8Array(0);
      socket.send(message(1, REQUEST | ACK, new Uint8Array(40)));
      expect(socket.receiveInto(nothing)).toBe(36);
      socket.send(message(0x7777, REQUEST, new Uint8Array(41)));
      expect(socket.receiveInto(nothing)).toBe(20 + 16 + 44);
      socket.setOption("NETLINK_CAP_ACK", true);
      socket.send(message(0x7777, REQUEST, new Uint8Array(41)));
      expect(socket.receiveInto(nothing)).toBe(36);
    },
  },
  {
    name: "an overrun comes before what is there, also at a look, and once",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: 1 });
      for (let seq = 0; seq < 4; seq++) errnoOf(() => sender.send(note(0, seq), { groups: 1 }));
      const look = (): unknown => member.receiveInto(new Uint8Array(16), true);
      expect(errnoOf(look)).toBe("ENOBUFS");
      expect(look()).toBe(16);
      expect(drain(member).flat()).toMatchObject([{ seq: 0 }, { seq: 1 }]);
    },
  },
];

/** Buffers. */
const buffers: readonly ConformanceCase[] = [
  {
    name: "a unicast that fills the buffer to its last byte fits",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const receiver = subject.open(USERSOCK, { receiveBuffer: (832 * 3) / 2 });
      const to = { portId: receiver.portId };
      for (let count = 0; count < 3; count++) sender.send(note(), to);
      expect(receiver.charged()).toBe(receiver.receiveBuffer);
      expect(errnoOf(() => sender.send(note(), to))).toBe("EAGAIN");
    },
  },
  {
    name: "a unicast that is two bytes too large does not",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const receiver = subject.open(USERSOCK, { receiveBuffer: (832 * 3) / 2 - 1 });
      const to = { portId: receiver.portId };
      for (let count = 0; count < 2; count++) sender.send(note(), to);
      expect(errnoOf(() => sender.send(note(), to))).toBe("EAGAIN");
      expect(receiver.dropCount()).toBe(0);
    },
  },
  {
    name: "a multicast fits to the same byte, and is an overrun beyond it",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const fits = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: (832 * 3) / 2 });
      const small = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: (832 * 3) / 2 - 1 });
      for (let count = 0; count < 3; count++) errnoOf(() => sender.send(note(), { groups: 1 }));
      expect([fits.dropCount(), small.dropCount()]).toEqual([0, 1]);
      expect(drain(fits)).toHaveLength(3);
      expect(small.receive()).toBe("overrun");
    },
  },
  {
    name: "who has lost a multicast refuses unicasts too, until it has been read empty",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: 1 });
      const to = { portId: member.portId };
      for (let count = 0; count < 3; count++) errnoOf(() => sender.send(note(), { groups: 1 }));
      expect(member.receive()).toBe("overrun");
      member.receive();
      expect(errnoOf(() => sender.send(note(), to))).toBe("EAGAIN");
      member.receive();
      expect(member.receive()).toBeUndefined();
      expect(errnoOf(() => sender.send(note(), to))).toBe("");
    },
  },
  {
    name: "NETLINK_NO_ENOBUFS after an overrun opens the buffer at once, and the loss is still told",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: 1 });
      for (let count = 0; count < 3; count++) errnoOf(() => sender.send(note(), { groups: 1 }));
      member.setOption("NETLINK_NO_ENOBUFS", true);
      expect(member.receive()).toBe("overrun");
      member.receive();
      errnoOf(() => sender.send(note(0, 9), { groups: 1 }));
      expect(drain(member).flat()).toMatchObject([{ seq: 1 }, { seq: 9 }]);
    },
  },
  {
    name: "a member's NETLINK_BROADCAST_ERROR is nothing to a sender in user space",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1, receiveBuffer: 1 });
      member.setOption("NETLINK_BROADCAST_ERROR", true);
      for (let count = 0; count < 3; count++) {
        expect(errnoOf(() => sender.send(note(), { groups: 1 }))).toBe("ECONNREFUSED");
      }
      expect(member.dropCount()).toBe(1);
    },
  },
  {
    name: "a smaller send buffer refuses smaller datagrams",
    run(subject) {
      const socket = subject.open(USERSOCK);
      socket.sendBuffer = 1;
      expect(errnoOf(() => socket.send(new Uint8Array(4577)))).toBe("EMSGSIZE");
      expect(errnoOf(() => socket.send(new Uint8Array(4576)))).toBe("ECONNREFUSED");
    },
  },
];

/** Dumps, as far as the reader decides. */
const dumps: readonly ConformanceCase[] = [
  {
    name: "a look has a dump under way go on",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policies);
      expect(socket.charged()).toBe(4352);
      socket.receiveInto(new Uint8Array(1024), true);
      expect(socket.charged()).toBe(2 * 4352);
      expect(drain(socket).flat().at(-1)).toMatchObject({ type: 3 });
    },
  },
  {
    name: "a buffer of 7000 bytes makes chunks of 8 KiB, in which they fit with what stands behind",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policies);
      socket.receiveInto(new Uint8Array(7000));
      expect(socket.charged()).toBe(8448);
    },
  },
  {
    name: "a small buffer makes no chunk smaller than a page",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.send(policies);
      socket.receiveInto(new Uint8Array(100));
      expect(socket.charged()).toBe(4352);
    },
  },
  {
    name: "two sockets dump side by side",
    run(subject) {
      const [first, second] = [subject.open(GENERIC), subject.open(GENERIC)];
      first.send(policies);
      second.send(policies);
      const counts = [first, second].map((socket) => drain(socket).flat().length);
      expect(counts).toEqual([8, 8]);
    },
  },
];

/** Control messages. */
const controls: readonly ConformanceCase[] = [
  {
    name: "an answer of the kernel is of group 0",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.setOption("NETLINK_PKTINFO", true);
      socket.send(message(NLCTRL, REQUEST, generic(GETFAMILY, named(2, "nlctrl"))));
      const received = socket.receive();
      if (received === undefined || received === "overrun") throw new Error(`received ${received}`);
      expect(readPacketInfo(received.control)).toBe(0);
      expect([received.portId, received.groups]).toEqual([0, 0]);
    },
  },
  {
    name: "packet info comes before credentials",
    run(subject) {
      const receiver = subject.open(USERSOCK);
      receiver.setOption("NETLINK_PKTINFO", true);
      receiver.passCredentials = true;
      receiver.send(note(), { portId: receiver.portId });
      const received = receiver.receive();
      if (received === undefined || received === "overrun") throw new Error(`received ${received}`);
      const { control } = received;
      expect(control).toHaveLength(24 + 32);
      expect(new DataView(control.buffer, control.byteOffset).getInt32(8, true)).toBe(270);
      expect(readCredentials(control)).toMatchObject({ userId: 0, groupId: 0 });
    },
  },
];

/** Receives. */
export const receiveCases: readonly ConformanceCase[] = [
  ...lengths,
  ...buffers,
  ...dumps,
  ...controls,
];
