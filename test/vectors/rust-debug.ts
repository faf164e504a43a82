/**
 * What a Rust library reads in a message of nl80211, printed by its `Debug`, beside what nlkit
 * reads: a list
 * of variants against an object of attributes.
 *
 * @module
 */
import { formatHex } from "../../src/wire/index.ts";

type Bag = Readonly<Record<string, unknown>>;

/** Attributes that the library calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  IfIndex: "ifindex",
  CiphersPairwise: "cipherSuitesPairwise",
  CipherGroup: "cipherSuiteGroup",
  RawInformationElements: "informationElements",
  RawBeaconInformationElements: "beaconIes",
  LastSeenBootTime: "lastSeenBoottime",
};

/**
 * Attributes that hold what nlkit leaves as bytes, or that the library cuts out of a frame; and
 * why.
 */
const OTHERWISE: Readonly<Record<string, string>> = {
  RawProbeResponseInformationElements: "an attribute that only says where the elements are from",
  Capability: "flags of 802.11, a number here",
  UseFor: "flags, a number here",
  ControlPortEthertypeSupported: "an empty attribute, which is no u16: it is kept raw",
  ControlPortEthertype: "a name for 0x888e",
  HtCapabilityMask: "a struct of 802.11, bytes here",
  VhtCap: "a struct of 802.11, bytes here",
  VhtCapMask: "a struct of 802.11, bytes here",
  Other: "what the library has no name for",
  WpaVersions: "a name for a bit",
  ScanFlags: "a name for a bit",
  CiphersPairwise: "names for suites",
  CipherGroup: "a name for a suite",
  AkmSuites: "names for suites",
};

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Both as text that is the same where the values are. */
function sameValue(expected: unknown, actual: unknown): boolean {
  if (typeof expected === "number") {
    if (Array.isArray(actual)) return actual.length === 1 && Number(actual[0]) === expected;
    return Number(actual) === expected;
  }
  if (Array.isArray(expected) && actual instanceof Uint8Array)
    return expected.join() === actual.join();
  if (typeof expected !== "string") return expected === actual;
  if (expected.startsWith("hex:")) {
    const bytes = expected.slice(4);
    return actual instanceof Uint8Array
      ? formatHex(actual) === bytes
      : String(actual).replaceAll(":", "") === bytes;
  }
  if (actual instanceof Uint8Array)
    return new TextDecoder().decode(actual).replace(/\0$/, "") === expected;
  return plain(String(actual)) === plain(expected);
}

/** Compares; counts what could be. Variants without a value are flags. */
export function compareRust(
  expected: unknown,
  decoded: unknown,
): { compared: number; differences: string[] } {
  const differences: string[] = [];
  let compared = 0;
  const visit = (variant: string, value: unknown, bag: Bag): void => {
    if (variant in OTHERWISE) return;
    const name = NAMES[variant] ?? lowerFirst(variant);
    const actual = bag[name];
    compared++;
    if (actual === undefined) differences.push(`${variant}: nothing`);
    else if (Array.isArray(value) && isBag(actual)) list(value, actual);
    else if (Array.isArray(value) && Array.isArray(actual)) {
      for (const [at, item] of value.entries()) {
        const inner = isBag(item) ? Object.values(item)[0] : item;
        if (Array.isArray(inner) && isBag(actual[at])) list(inner, actual[at]);
        else if (!sameValue(item, actual[at])) differences.push(`${variant}.${at}`);
      }
    } else if (!sameValue(value, actual)) differences.push(`${variant}: ${String(actual)}`);
  };
  const list = (items: readonly unknown[], bag: Bag): void => {
    for (const item of items) {
      if (typeof item === "string") visit(item, true, bag);
      else if (isBag(item))
        for (const [variant, value] of Object.entries(item)) visit(variant, value, bag);
    }
  };
  const attributes = attributesOf(expected);
  if (attributes !== undefined && isBag(decoded)) list(attributes, decoded);
  return { compared, differences };
}

const isBag = (value: unknown): value is Bag =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

/**
 * The list of attributes of an entry; undefined for an event, of which the library gives only the
 * gist.
 */
function attributesOf(expected: unknown): readonly unknown[] | undefined {
  if (Array.isArray(expected)) return expected;
  if (!isBag(expected)) return undefined;
  const { payload, attributes, $ } = expected;
  if (payload !== undefined) return attributesOf(payload);
  if (Array.isArray(attributes)) return attributes;
  return $ === undefined ? [expected] : undefined;
}
