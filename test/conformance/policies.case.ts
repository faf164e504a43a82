/**
 * Policies with nests, as mptcp_pm has them: its dump of endpoints is strict, the same operation without the dump
 * flag is liberal.
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
import type { ConformanceCase } from "./subject.ts";

const MPTCP = "mptcp_pm";
const GET_ADDR = 3;
const ADDR = 1;
const NESTED = 0x8000;
const WORDS = "Attribute failed policy validation";
const LEFT_OVER = "bytes leftover after parsing attributes";
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

const U16 = hex("0c00040000000000000000000c000500ffff0000000000000800010003000000");
const S32 = hex("0c00020000000080ffffffff0c000300ffffff7f000000000800010008000000");
const SIXTEEN = hex("08000600100000000800070010000000080001000a000000");
const NEST = hex("080001000d000000");

/** What the `NLMSG_ERROR` says; 0 and nothing where the request was carried out. */
interface Said {
  readonly errno: number;
  readonly message?: string;
  readonly offset?: number;
  readonly policy?: Uint8Array;
}

const nested = (...payload: (Uint8Array | readonly number[])[]): Uint8Array =>
  attribute(ADDR | NESTED, [...join(...payload)]);
const inner = (type: number, ...payload: number[]): Uint8Array => attribute(type, payload);

const says = (
  mode: "do" | "dump",
  title: string,
  request: Uint8Array,
  said: Said,
): ConformanceCase => ({
  name: `${mode === "dump" ? "strict" : "liberal"}: ${title}`,
  needs: MPTCP,
  run(subject) {
    const socket = subject.open(GENERIC);
    socket.setOption("NETLINK_EXT_ACK", true);
    socket.setOption("NETLINK_CAP_ACK", true);
    const id = familyId(socket, MPTCP) ?? 0;
    const flags = REQUEST | (mode === "dump" ? DUMP : ACK);
    const answer = ask(socket, message(id, flags, generic(GET_ADDR, request))).at(-1);
    const { errno, extack } = answer?.ack ?? { errno: -1 };
    expect({ errno, ...extack }).toEqual(said);
  },
});

/** Policies of nests. */
export const policyCases: readonly ConformanceCase[] = [
  says("dump", "an integer within a nest that is too short", nested(inner(1, 9)), {
    errno: 22,
    message: "invalid attribute length",
    offset: 24,
    policy: U16,
  }),
  says(
    "dump",
    "an integer in network order that is too long has no policy to tell",
    nested(inner(3, 1, 2, 3, 4, 5)),
    { errno: 22, message: "invalid attribute length", offset: 24 },
  ),
  says("dump", "a nest without its flag", attribute(ADDR, [...inner(1, 2, 0)]), {
    errno: 22,
    message: "NLA_F_NESTED is missing",
    offset: 20,
    policy: NEST,
  }),
  says("dump", "an integer with the flag of a nest", nested(inner(7 | NESTED, 1, 2, 3, 4)), {
    errno: 22,
    message: "NLA_F_NESTED not expected",
    offset: 24,
    policy: S32,
  }),
  says("dump", "an unknown attribute within a nest", nested(inner(99, 1)), {
    errno: 22,
    message: "Unknown attribute type",
    offset: 24,
  }),
  says("dump", "attribute 0 within a nest", nested(inner(0, 1, 2, 3, 4)), {
    errno: 22,
    message: "Unknown attribute type",
    offset: 24,
  }),
  says("dump", "bytes left over within a nest", nested(inner(1, 2, 0), [1, 2, 3]), {
    errno: 22,
    message: LEFT_OVER,
  }),
  says("dump", "a nest of three bytes", nested([1, 2, 3]), {
    errno: 34,
    message: WORDS,
    offset: 20,
    policy: NEST,
  }),
  says("dump", "bytes of another length than the one there is", nested(inner(4, 1, 2, 3, 4)), {
    errno: 34,
    message: "binary attribute size out of range",
    offset: 24,
    policy: SIXTEEN,
  }),
  says("dump", "the second attribute of a nest", nested(inner(2, 1), inner(1, 9)), {
    errno: 22,
    message: "invalid attribute length",
    offset: 32,
    policy: U16,
  }),
  says("dump", "an attribute that the operation does not take", attribute(99, [1, 2, 3, 4]), {
    errno: 22,
    message: "Unknown attribute type",
    offset: 20,
  }),
  says("dump", "an empty nest", nested(), { errno: 0 }),
  says("dump", "nothing at all", new Uint8Array(0), { errno: 0 }),
  says("do", "an integer within a nest that is too short", nested(inner(1, 9)), {
    errno: 34,
    message: WORDS,
    offset: 24,
    policy: U16,
  }),
  says("do", "a nest of three bytes", nested([1, 2, 3]), {
    errno: 34,
    message: WORDS,
    offset: 20,
    policy: NEST,
  }),
  says("do", "bytes of another length than the one there is", nested(inner(4, 1, 2, 3, 4)), {
    errno: 34,
    message: "binary attribute size out of range",
    offset: 24,
    policy: SIXTEEN,
  }),
  says("do", "what is wrong within a nest without its flag", attribute(ADDR, [...inner(1, 9)]), {
    errno: 34,
    message: WORDS,
    offset: 24,
    policy: U16,
  }),
  {
    name: "the policy of an operation with a nest: the nest's follows at once",
    needs: MPTCP,
    run(subject) {
      const socket = subject.open(GENERIC);
      const op = attribute(10, [GET_ADDR, 0, 0, 0]);
      const request = message(NLCTRL, REQUEST | DUMP, generic(GETPOLICY, named(2, MPTCP), op));
      const rows = ask(socket, request).slice(0, -1);
      const endpoints = rows.map(({ payload }) => payload.slice(24));
      expect(endpoints[0]).toBe("180009801400038008000100000000000800020000000000");
      expect(endpoints[1]).toBe(
        "24000880200000801c00018008000800010000000800090007000000080001000d000000",
      );
      // Attribute 3 is in network order: there is nothing to tell of it.
      const within = endpoints.filter((nest) => nest.slice(12, 14) === "01");
      const numbers = within.map((nest) => nest.slice(20, 22));
      expect(numbers).toEqual(["01", "02", "04", "05", "06", "07"]);
    },
  },
  {
    name: "a privileged operation is marked so",
    needs: MPTCP,
    run(subject) {
      const [answer] = ask(
        subject.open(GENERIC),
        message(NLCTRL, REQUEST, generic(GETFAMILY, named(2, MPTCP))),
      );
      // GENL_UNS_ADMIN_PERM, CAP_DO and HASPOL of command 4.
      expect(answer?.payload).toContain("0800010004000000080002001a000000");
    },
  },
];
