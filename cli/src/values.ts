/**
 * Values that words of several objects take.
 *
 * @module
 */
import { UsageError, unknownWord } from "./usage.ts";
import { NUMBER, type Value } from "./words.ts";

const FAMILIES: Readonly<Record<string, string>> = {
  inet: "ipv4",
  ipv4: "ipv4",
  inet6: "ipv6",
  ipv6: "ipv6",
  mpls: "mpls",
};
/** An address family, in the words of `ip` or ours. */
export const FAMILY: Value = {
  shown: "inet|inet6",
  read(given) {
    if (Object.hasOwn(FAMILIES, given)) return FAMILIES[given];
    throw unknownWord("family", given, Object.keys(FAMILIES));
  },
};

/** Realms of a route: where from and where to, or where to alone. */
export const REALMS: Value = {
  shown: "[NUMBER/]NUMBER",
  read(given, name) {
    const parts = given.split("/").map((part) => NUMBER.read(part, name) as number);
    if (parts.length > 2 || parts.some((part) => part > 0xffff))
      throw new UsageError(`${name}: "${given}" is no pair of realms`);
    const [to = 0, from = 0] = parts.reverse();
    return from * 0x10000 + to;
  },
};

/** `START-END`, or one number for both. */
export const RANGE: Value = {
  shown: "NUMBER[-NUMBER]",
  read(given, name) {
    const parts = given.split("-").map((part) => NUMBER.read(part, name) as number);
    const [start = 0, end = start] = parts;
    if (parts.length <= 2) return { start, end };
    throw new UsageError(`${name}: "${given}" is no range`);
  },
};

/** A number that may have 64 bits. */
export const BIG: Value = {
  shown: "NUMBER",
  read(given, name) {
    if (/^(\d+|0x[0-9a-f]+)$/i.test(given)) return BigInt(given);
    throw new UsageError(`${name}: "${given}" is no whole number`);
  },
};

/** Seconds, also parts of one, as milliseconds. */
export const SECONDS_AS_MS: Value = {
  shown: "SECONDS",
  read(given, name) {
    if (/^\d+(\.\d+)?s?$/.test(given)) return Math.round(Number.parseFloat(given) * 1000);
    throw new UsageError(`${name}: "${given}" is no number of seconds`);
  },
};
