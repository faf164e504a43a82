/**
 * `NLM_F_*` by name. Four of the bits mean one thing in a request to read, another in one to make and a
 * third in an answer.
 *
 * @module
 * @see include/uapi/linux/netlink.h
 */
import { type FlagTable, flagNames, flagTable } from "../schema/index.ts";
import { NLMSG_DONE, NLMSG_ERROR } from "../wire/index.ts";

const COMMON = {
  request: 0x1,
  multi: 0x2,
  ack: 0x4,
  echo: 0x8,
  "dump-intr": 0x10,
  "dump-filtered": 0x20,
} as const;

const UNKNOWN = flagTable("flags of any message", COMMON);
const ACKS = flagTable("flags of acknowledgements", {
  ...COMMON,
  capped: 0x100,
  "ack-tlvs": 0x200,
});
const READS = flagTable("flags of requests to read", {
  ...COMMON,
  root: 0x100,
  match: 0x200,
  atomic: 0x400,
});
const REMOVALS = flagTable("flags of requests to remove", {
  ...COMMON,
  nonrec: 0x100,
  bulk: 0x200,
});
const CHANGES = flagTable("flags of requests to make", {
  ...COMMON,
  replace: 0x100,
  excl: 0x200,
  create: 0x400,
  append: 0x800,
});

/** The two bits that make a request a dump. */
const DUMP = READS.masks.root | READS.masks.match;

/**
 * The flags of a message: `["request", "dump"]`.
 *
 * @param name - The message's name in the kernel's header, which tells reading from making; undefined where
 *   it is not known, so that the bits above 0x20 stay a number.
 */
export function messageFlagNames(type: number, name: string | undefined, flags: number): string[] {
  if (type === NLMSG_ERROR || type === NLMSG_DONE) return flagNames(ACKS, flags);
  if (name === undefined) return flagNames(UNKNOWN, flags);
  if (/_GET/.test(name)) {
    const isDump = (flags & DUMP) === DUMP;
    return isDump ? [...flagNames(READS, flags & ~DUMP), "dump"] : flagNames(READS, flags);
  }
  const table: FlagTable = /_DEL/.test(name) ? REMOVALS : CHANGES;
  return flagNames(table, flags);
}
