/**
 * Generic families of the shared vectors: which entries hold their messages; data of
 * generic.test.ts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import type { FamilyTable, MessageTable } from "../../src/schema/index.ts";
import { devlink } from "../../src/uapi/generated/devlink.ts";
import { ethtool } from "../../src/uapi/generated/ethtool.ts";
import { nl80211 } from "../../src/uapi/generated/nl80211.ts";
import { wireguard } from "../../src/uapi/generated/wireguard.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";

/** A message of an exchange. */
export interface Packet {
  /** `nlmsg_type`; in these exchanges 16 is the controller's, 2 an error or acknowledgement. */
  readonly type: number;
  readonly payload: string;
}

/** An entry. */
export interface Vector {
  readonly id: string;
  readonly family: string;
  readonly layer: string;
  readonly hex: string;
  readonly object?: string | null;
  readonly expected: unknown;
  readonly requests?: readonly Packet[];
  readonly replies?: readonly Packet[];
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
/** Whether the vectors cannot be read here. */
export const absent = !existsSync(folder) || !LITTLE_ENDIAN;
/** Why, for the names of tests. */
export const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
/** The files. */
export const FILES = [
  "ethtool_go",
  "wireguard_go",
  "nl80211_rust",
  "genl_misc_go",
  "genl_misc_rust",
];
/** Tables, by the name in the entries. */
export const FAMILIES: Readonly<Record<string, FamilyTable>> = {
  devlink,
  ethtool,
  nl80211,
  wireguard,
};

/** Vectors that hold no attributes of a family. */
export const LEFT_OUT: readonly string[] = [
  // Information elements and frames of 802.11.
  "test_captured_ie_rsn",
  "test_parse_ies",
  "test_parse_auth_frame_open",
  "test_parse_auth_frame_sae",
];

/** Called a payload there, though they begin with an nlmsghdr. */
export const WITH_HEADER: readonly string[] = ["test_captured_set_cqm_message"];

/** Payloads whose bytes nlkit writes otherwise, beyond setting NLA_F_NESTED on every nest. */
export const WRITTEN_OTHERWISE: readonly string[] = [
  // A time of one byte: a struct that ends within its first member keeps its size, not its bytes.
  "WireGuard/wgctrl-go#TestLinuxClientDevicesError answer 1",
];

/** What stands in the place of an acknowledgement: four bytes of zeros, without any header. */
export const isAcknowledgement = (payload: string): boolean => /^0{8}$/.test(payload);
/** An answer of the controller in these exchanges: command 1, version 2. */
export const isController = ({ payload }: Packet): boolean => payload.startsWith("0102");

/** One payload to decode: with the vector that it is of, and its place there. */
export type Row = readonly [name: string, table: MessageTable, payload: string];

/** The entries of a file. */
export const load = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).vectors;
/** Those that hold messages of a family. */
export const vectors = absent
  ? []
  : FILES.flatMap(load).filter(
      ({ family, id }) => family in FAMILIES && !LEFT_OUT.some((part) => id.endsWith(part)),
    );
