/**
 * What a process without privileges may do. The real one gives up root for each call.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  ask,
  DUMP,
  drain,
  errnoOf,
  familyId,
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
import type { ConformanceCase, Subject } from "./subject.ts";

const note = message(16, 0);
const MPTCP = "mptcp_pm";
const GET_ADDR = 3;
const FLUSH_ADDRS = 4;

const nobody = (
  name: string,
  run: (subject: Subject) => void,
  needs?: string,
): ConformanceCase => ({
  name: `without privileges ${name}`,
  unprivileged: true,
  run,
  ...(needs !== undefined && { needs }),
});

/** Privileges. */
export const privilegeCases: readonly ConformanceCase[] = [
  nobody("one may ask the controller", (subject) => {
    const socket = subject.open(GENERIC, { unprivileged: true });
    const request = message(NLCTRL, REQUEST | ACK, generic(GETFAMILY, named(2, "nlctrl")));
    expect(ask(socket, request).map(({ type }) => type)).toEqual([NLCTRL, 2]);
    const dump = message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, named(2, "nlctrl")));
    expect(ask(socket, dump).at(-1)).toMatchObject({ type: 3, ack: { errno: 0 } });
  }),
  nobody("one may join groups of generic netlink, and leave them", (subject) => {
    const socket = subject.open(GENERIC, { unprivileged: true });
    socket.join(16);
    expect(socket.memberships()).toEqual([16]);
    socket.leave(16);
    expect(socket.memberships()).toEqual([]);
  }),
  nobody("one may not join groups of NETLINK_USERSOCK, nor leave them: EPERM", (subject) => {
    const socket = subject.open(USERSOCK, { unprivileged: true });
    expect(errnoOf(() => socket.join(1))).toBe("EPERM");
    expect(errnoOf(() => socket.leave(1))).toBe("EPERM");
    expect(socket.memberships()).toEqual([]);
  }),
  nobody("EPERM comes before the group is looked at", (subject) => {
    const socket = subject.open(USERSOCK, { unprivileged: true });
    expect(errnoOf(() => socket.join(99))).toBe("EPERM");
  }),
  nobody("one may send to sockets and groups of NETLINK_USERSOCK", (subject) => {
    const receiver = subject.open(USERSOCK, { groupMask: 1 });
    const socket = subject.open(USERSOCK, { unprivileged: true });
    socket.send(note, { portId: receiver.portId });
    errnoOf(() => socket.send(note, { groups: 1 }));
    expect(drain(receiver)).toHaveLength(2);
  }),
  nobody(
    "one may not send to sockets of generic netlink: EPERM, also where nobody is",
    (subject) => {
      const receiver = subject.open(GENERIC);
      const socket = subject.open(GENERIC, { unprivileged: true });
      expect(errnoOf(() => socket.send(note, { portId: receiver.portId }))).toBe("EPERM");
      expect(errnoOf(() => socket.send(note, { portId: 12_345 }))).toBe("EPERM");
      expect(receiver.receive()).toBeUndefined();
    },
  ),
  nobody("one may not send to groups of generic netlink: EPERM, and nobody hears it", (subject) => {
    const member = subject.open(GENERIC);
    member.join(16);
    const socket = subject.open(GENERIC, { unprivileged: true });
    expect(errnoOf(() => socket.send(note, { groups: 1 << 15 }))).toBe("EPERM");
    expect(member.receive()).toBeUndefined();
  }),
  nobody("one may not listen to other namespaces: EPERM", (subject) => {
    const socket = subject.open(GENERIC, { unprivileged: true });
    expect(errnoOf(() => socket.setOption("NETLINK_LISTEN_ALL_NSID", true))).toBe("EPERM");
    expect(socket.getOption("NETLINK_LISTEN_ALL_NSID")).toBe(false);
    socket.setOption("NETLINK_NO_ENOBUFS", true);
    expect(socket.getOption("NETLINK_NO_ENOBUFS")).toBe(true);
  }),
  nobody(
    "a privileged operation is refused by an error with EPERM, and the request comes back",
    (subject) => {
      const socket = subject.open(GENERIC, { unprivileged: true });
      socket.setOption("NETLINK_EXT_ACK", true);
      const id = familyId(socket, MPTCP) ?? 0;
      const request = message(id, REQUEST | ACK, generic(FLUSH_ADDRS), { seq: 5 });
      expect(ask(socket, request)).toMatchObject([
        { type: 2, flags: 0, seq: 5, length: 40, ack: { errno: 1, extack: undefined } },
      ]);
    },
    MPTCP,
  ),
  nobody(
    "EPERM comes before attributes are looked at, and after the command is",
    (subject) => {
      const socket = subject.open(GENERIC, { unprivileged: true });
      const id = familyId(socket, MPTCP) ?? 0;
      const bad = generic(FLUSH_ADDRS, Uint8Array.of(6, 0, 1, 0x80, 1, 2, 0, 0));
      expect(ask(socket, message(id, REQUEST, bad))).toMatchObject([{ ack: { errno: 1 } }]);
      expect(ask(socket, message(id, REQUEST, generic(200)))).toMatchObject([
        { ack: { errno: 95 } },
      ]);
      expect(ask(socket, message(id, REQUEST | DUMP, generic(FLUSH_ADDRS)))).toMatchObject([
        { ack: { errno: 95 } },
      ]);
    },
    MPTCP,
  ),
  nobody(
    "an operation that asks for no privilege is carried out",
    (subject) => {
      const socket = subject.open(GENERIC, { unprivileged: true });
      const id = familyId(socket, MPTCP) ?? 0;
      const answers = ask(socket, message(id, REQUEST | DUMP, generic(GET_ADDR)));
      expect(answers.at(-1)).toMatchObject({ type: 3, ack: { errno: 0 } });
    },
    MPTCP,
  ),
];
