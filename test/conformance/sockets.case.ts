/**
 * Sockets: port ids, sends from user to user, groups, buffers and options.
 *
 * @module
 */
import { expect } from "vitest";
import { readCredentials, readNsid, readPacketInfo } from "../../src/wire/index.ts";
import { ACK, drain, errnoOf, GENERIC, message, REQUEST, USERSOCK } from "./messages.ts";
import type { ConformanceCase, Endpoint, Received } from "./subject.ts";

const note = (size = 0, seq = 1): Uint8Array => message(16, 0, new Uint8Array(size), { seq });

const one = (endpoint: Endpoint): Received => {
  const received = endpoint.receive();
  if (received === undefined || received === "overrun") throw new Error(`received ${received}`);
  return received;
};

/** What a datagram of so many bytes is charged, from one socket to another. */
const UNICAST_CHARGES = [
  [16, 832],
  [256, 832],
  [257, 1280],
  [704, 1280],
  [705, 2304],
  [1728, 2304],
  [1729, 4352],
  [3776, 4352],
  [3777, 4416],
  [9000, 9600],
  [40_000, 40_576],
] as const;
/** The same to a group, where large ones are charged by powers of two. */
const GROUP_CHARGES = [
  [16, 832],
  [257, 1280],
  [3776, 4352],
  [4000, 8448],
  [8000, 16_640],
  [20_000, 33_024],
] as const;
/** The same for an acknowledgement, by the length of the refused request. */
const ACK_CHARGES = [
  [16, 832],
  [236, 832],
  [237, 1280],
  [684, 1280],
  [685, 2304],
  [1709, 4352],
  [4000, 8448],
] as const;

/** Port ids and addresses. */
const portIds: readonly ConformanceCase[] = [
  {
    name: "the first socket gets the process id, the next a negative number",
    run(subject) {
      const first = subject.open(USERSOCK);
      const second = subject.open(USERSOCK);
      expect(first.portId).toBe(process.pid);
      expect(second.portId).toBeGreaterThanOrEqual(0x80000000);
      expect(second.portId).toBeLessThanOrEqual(0xffffffff - 4096);
    },
  },
  {
    name: "the process id is given again once it is free",
    run(subject) {
      subject.open(USERSOCK).close();
      expect(subject.open(USERSOCK).portId).toBe(process.pid);
    },
  },
  {
    name: "auto-bind passes over a process id that somebody has bound",
    run(subject) {
      subject.open(USERSOCK, { portId: process.pid });
      expect(subject.open(USERSOCK).portId).toBeGreaterThan(0x80000000);
    },
  },
  {
    name: "one port id is one socket's",
    run(subject) {
      subject.open(USERSOCK, { portId: 77 });
      expect(errnoOf(() => subject.open(USERSOCK, { portId: 77 }))).toBe("EADDRINUSE");
    },
  },
  {
    name: "port ids are apart by protocol and by namespace",
    run(subject) {
      expect(subject.open(USERSOCK, { portId: 77 }).portId).toBe(77);
      expect(subject.open(GENERIC, { portId: 77 }).portId).toBe(77);
      expect(subject.open(USERSOCK, { portId: 77, elsewhere: true }).portId).toBe(77);
    },
  },
  {
    name: "there are 32 protocols, and not all of them exist",
    run(subject) {
      for (const protocol of [32, 99, 30]) {
        expect(errnoOf(() => subject.open(protocol))).toBe("EPROTONOSUPPORT");
      }
    },
  },
];

/** From user to user. */
const unicasts: readonly ConformanceCase[] = [
  {
    name: "a datagram goes to the port id that it is sent to, with the sender's",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const receiver = subject.open(USERSOCK);
      sender.send(note(3, 9), { portId: receiver.portId });
      expect(one(receiver)).toMatchObject({ bytes: note(3, 9), portId: sender.portId, groups: 0 });
      expect(receiver.receive()).toBeUndefined();
    },
  },
  {
    name: "a socket can send to itself",
    run(subject) {
      const socket = subject.open(USERSOCK);
      socket.send(note(), { portId: socket.portId });
      expect(one(socket).portId).toBe(socket.portId);
    },
  },
  {
    name: "nobody there: ECONNREFUSED, also for port id 0 where there is no kernel side",
    run(subject) {
      const socket = subject.open(USERSOCK);
      expect(errnoOf(() => socket.send(note(), { portId: 12345 }))).toBe("ECONNREFUSED");
      expect(errnoOf(() => socket.send(note()))).toBe("ECONNREFUSED");
      const other = subject.open(USERSOCK);
      const { portId } = other;
      other.close();
      expect(errnoOf(() => socket.send(note(), { portId }))).toBe("ECONNREFUSED");
    },
  },
  {
    name: "a namespace is a world of its own",
    run(subject) {
      const there = subject.open(USERSOCK, { portId: 4711, elsewhere: true });
      const here = subject.open(USERSOCK);
      expect(errnoOf(() => here.send(note(), { portId: 4711 }))).toBe("ECONNREFUSED");
      expect(there.receive()).toBeUndefined();
    },
  },
  {
    name: "what is sent need be no message",
    run(subject) {
      const socket = subject.open(USERSOCK);
      socket.send(Uint8Array.of(1), { portId: socket.portId });
      expect(one(socket).bytes).toEqual(Uint8Array.of(1));
    },
  },
  {
    name: "no bytes: ENODATA",
    run(subject) {
      const socket = subject.open(USERSOCK);
      const empty = new Uint8Array(0);
      expect(errnoOf(() => socket.send(empty, { portId: socket.portId }))).toBe("ENODATA");
    },
  },
  {
    name: "a datagram may have 32 bytes fewer than the send buffer",
    run(subject) {
      const socket = subject.open(USERSOCK);
      expect(socket.sendBuffer).toBe(212_992);
      expect(errnoOf(() => socket.send(new Uint8Array(212_961)))).toBe("EMSGSIZE");
      expect(errnoOf(() => socket.send(new Uint8Array(212_960)))).toBe("ECONNREFUSED");
    },
  },
  {
    name: "256 small datagrams fit the default buffer, then EAGAIN, and nobody is told of a loss",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const receiver = subject.open(USERSOCK);
      const to = { portId: receiver.portId };
      for (let seq = 0; seq < 256; seq++) sender.send(note(0, seq), to);
      expect(receiver.charged()).toBe(212_992);
      expect(errnoOf(() => sender.send(note(), to))).toBe("EAGAIN");
      expect(receiver.dropCount()).toBe(0);
      one(receiver);
      sender.send(note(), to);
      expect(drain(receiver)).toHaveLength(256);
    },
  },
  {
    name: "an empty buffer takes a datagram of any size",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const receiver = subject.open(USERSOCK, { receiveBuffer: 1 });
      const to = { portId: receiver.portId };
      sender.send(note(20_000), to);
      expect(errnoOf(() => sender.send(note(), to))).toBe("EAGAIN");
      expect(one(receiver).bytes).toHaveLength(20_016);
    },
  },
];

/** Groups. */
const groups: readonly ConformanceCase[] = [
  {
    name: "members get what is sent to their group, the sender does not",
    run(subject) {
      const sender = subject.open(USERSOCK, { groupMask: 2 });
      const member = subject.open(USERSOCK, { groupMask: 2 });
      const joined = subject.open(USERSOCK);
      joined.join(2);
      const other = subject.open(USERSOCK, { groupMask: 1 });
      expect(errnoOf(() => sender.send(note(), { groups: 2 }))).toBe("ECONNREFUSED");
      expect(one(member)).toMatchObject({ groups: 2, portId: sender.portId });
      expect(one(joined).groups).toBe(2);
      expect([sender.receive(), other.receive()]).toEqual([undefined, undefined]);
    },
  },
  {
    name: "of several groups in the mask only the lowest is sent to",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const low = subject.open(USERSOCK, { groupMask: 0b0100 });
      const high = subject.open(USERSOCK, { groupMask: 0b1000 });
      expect(errnoOf(() => sender.send(note(), { groups: 0b1100 }))).toBe("ECONNREFUSED");
      expect(one(low).groups).toBe(0b0100);
      expect(high.receive()).toBeUndefined();
    },
  },
  {
    name: "to a group and a port id: each gets one, and the one named is not in the group's",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const named = subject.open(USERSOCK, { groupMask: 1 });
      const member = subject.open(USERSOCK, { groupMask: 1 });
      sender.send(note(), { groups: 1, portId: named.portId });
      expect(one(named).groups).toBe(1);
      expect(named.receive()).toBeUndefined();
      expect(one(member).groups).toBe(1);
    },
  },
  {
    name: "group 32 is the highest bit",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK);
      member.join(32);
      errnoOf(() => sender.send(note(), { groups: 0x80000000 }));
      expect(one(member).groups).toBe(0x80000000);
    },
  },
  {
    name: "who has left gets nothing, and may leave again",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1 });
      member.leave(1);
      member.leave(1);
      errnoOf(() => sender.send(note(), { groups: 1 }));
      expect(member.receive()).toBeUndefined();
    },
  },
  {
    name: "memberships are listed, whichever way they came",
    run(subject) {
      const member = subject.open(USERSOCK, { groupMask: 0b101 });
      member.join(32);
      member.join(3);
      member.leave(1);
      expect(member.memberships()).toEqual([3, 32]);
    },
  },
  {
    name: "a protocol has as many groups as it says",
    run(subject) {
      const user = subject.open(USERSOCK);
      expect(errnoOf(() => user.join(32))).toBe("");
      expect(errnoOf(() => user.join(33))).toBe("EINVAL");
      const generic = subject.open(GENERIC);
      expect(errnoOf(() => generic.join(64))).toBe("");
      expect(errnoOf(() => generic.join(0x7fffffff))).toBe("EINVAL");
      expect(generic.memberships()).toEqual([64]);
    },
  },
  {
    name: "groups of another namespace are not heard",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const there = subject.open(USERSOCK, { groupMask: 1, elsewhere: true });
      there.setOption("NETLINK_LISTEN_ALL_NSID", true);
      errnoOf(() => sender.send(note(), { groups: 1 }));
      expect(there.receive()).toBeUndefined();
    },
  },
  {
    name: "an overrun is told once, and all is dropped until the buffer is empty",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1 });
      const send = (): unknown => errnoOf(() => sender.send(note(), { groups: 1 }));
      for (let count = 0; count < 300; count++) send();
      expect(member.dropCount()).toBe(44);
      expect(member.receive()).toBe("overrun");
      one(member);
      send();
      expect(member.dropCount()).toBe(45);
      expect(drain(member)).toHaveLength(255);
      send();
      expect(drain(member)).toHaveLength(1);
    },
  },
  {
    name: "NETLINK_NO_ENOBUFS hides the loss, and drops no more than does not fit",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1 });
      member.setOption("NETLINK_NO_ENOBUFS", true);
      const send = (): unknown => errnoOf(() => sender.send(note(), { groups: 1 }));
      for (let count = 0; count < 300; count++) send();
      expect(member.dropCount()).toBe(44);
      one(member);
      send();
      expect(member.dropCount()).toBe(44);
      expect(drain(member)).toHaveLength(256);
    },
  },
];

/** Buffers and options. */
const options: readonly ConformanceCase[] = [
  {
    name: "receive buffers are doubled, from 2304 on",
    run(subject) {
      const socket = subject.open(USERSOCK);
      expect(socket.receiveBuffer).toBe(212_992);
      for (const [asked, given] of [
        [1, 2304],
        [1152, 2304],
        [1153, 2306],
        [5000, 10_000],
      ] as const) {
        socket.receiveBuffer = asked;
        expect(socket.receiveBuffer).toBe(given);
      }
    },
  },
  {
    name: "send buffers are doubled, from 4608 on",
    run(subject) {
      const socket = subject.open(USERSOCK);
      for (const [asked, given] of [
        [1, 4608],
        [2304, 4608],
        [2305, 4610],
      ] as const) {
        socket.sendBuffer = asked;
        expect(socket.sendBuffer).toBe(given);
      }
    },
  },
  ...UNICAST_CHARGES.map(
    ([size, charge]): ConformanceCase => ({
      name: `a datagram of ${size} bytes is charged ${charge}`,
      run(subject) {
        const sender = subject.open(USERSOCK);
        const receiver = subject.open(USERSOCK);
        sender.send(note(size - 16), { portId: receiver.portId });
        expect(receiver.charged()).toBe(charge);
        one(receiver);
        expect(receiver.charged()).toBe(0);
      },
    }),
  ),
  ...GROUP_CHARGES.map(
    ([size, charge]): ConformanceCase => ({
      name: `to a group, ${size} bytes are charged ${charge}`,
      run(subject) {
        const sender = subject.open(USERSOCK);
        const receiver = subject.open(USERSOCK, { groupMask: 1 });
        errnoOf(() => sender.send(note(size - 16), { groups: 1 }));
        expect(receiver.charged()).toBe(charge);
      },
    }),
  ),
  ...ACK_CHARGES.map(
    ([size, charge]): ConformanceCase => ({
      name: `the error for a request of ${size} bytes is charged ${charge}`,
      run(subject) {
        const socket = subject.open(GENERIC);
        socket.send(message(0x7777, REQUEST, new Uint8Array(size - 16)));
        expect(socket.charged()).toBe(charge);
      },
    }),
  ),
  {
    name: "options are off, and stay as they are set",
    run(subject) {
      const socket = subject.open(GENERIC);
      for (const option of [
        "NETLINK_PKTINFO",
        "NETLINK_BROADCAST_ERROR",
        "NETLINK_NO_ENOBUFS",
        "NETLINK_LISTEN_ALL_NSID",
        "NETLINK_CAP_ACK",
        "NETLINK_EXT_ACK",
        "NETLINK_GET_STRICT_CHK",
      ] as const) {
        expect(socket.getOption(option)).toBe(false);
        socket.setOption(option, true);
        expect(socket.getOption(option)).toBe(true);
        socket.setOption(option, false);
        expect(socket.getOption(option)).toBe(false);
      }
    },
  },
  {
    name: "packet info tells the group, 0 for unicast",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 0x10 });
      member.setOption("NETLINK_PKTINFO", true);
      errnoOf(() => sender.send(note(), { groups: 0x10 }));
      expect(readPacketInfo(one(member).control)).toBe(5);
      sender.send(note(), { portId: member.portId });
      expect(readPacketInfo(one(member).control)).toBe(0);
    },
  },
  {
    name: "credentials come with each datagram, the kernel's own are zero",
    run(subject) {
      const socket = subject.open(GENERIC);
      socket.passCredentials = true;
      socket.send(message(1, REQUEST | ACK));
      expect(readCredentials(one(socket).control)).toEqual({ processId: 0, userId: 0, groupId: 0 });
      const user = subject.open(USERSOCK);
      user.passCredentials = true;
      user.send(note(), { portId: user.portId });
      expect(readCredentials(one(user).control)?.processId).toBe(process.pid);
    },
  },
  {
    name: "no control messages unless asked for, and no nsid for one's own namespace",
    run(subject) {
      const sender = subject.open(USERSOCK);
      const member = subject.open(USERSOCK, { groupMask: 1 });
      errnoOf(() => sender.send(note(), { groups: 1 }));
      expect(one(member).control).toHaveLength(0);
      member.setOption("NETLINK_LISTEN_ALL_NSID", true);
      errnoOf(() => sender.send(note(), { groups: 1 }));
      expect(readNsid(one(member).control)).toBeUndefined();
    },
  },
  {
    name: "acknowledgements that do not fit are an overrun of their own sender",
    run(subject) {
      const socket = subject.open(GENERIC);
      for (let seq = 0; seq < 257; seq++)
        socket.send(message(1, REQUEST | ACK, undefined, { seq }));
      expect(socket.receive()).toBe("overrun");
      expect(drain(socket)).toHaveLength(256);
      expect(socket.dropCount()).toBe(1);
    },
  },
];

/** All of them. */
export const socketCases: readonly ConformanceCase[] = [
  ...portIds,
  ...unicasts,
  ...groups,
  ...options,
];
