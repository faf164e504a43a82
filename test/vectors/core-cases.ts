/**
 * Headers and attributes of the shared vectors, and the fuzz corpus: what each entry is; data of
 * core.test.ts.
 *
 * @module
 */
import type { MessageTable } from "../../src/schema/index.ts";
import {
  addrMessage,
  fibRuleMessage,
  linkMessage,
  neighbourMessage,
  routeMessage,
} from "../../src/uapi/route/index.ts";

/** Headers, attributes and alignment. */
export const CORE = "core_go_mdlayher.json";
/** The corpus. */
export const FUZZ = "fuzz_go_jsimonetti.json";

/** Tests of messages, by what is in their names. */
export const MESSAGES: readonly string[] = [
  "TestParseMessagesIter",
  "TestMessageMarshal",
  "TestMessageUnmarshal",
];
/** Tests of attributes. */
export const SETS: readonly string[] = [
  "Attributes",
  "AttributeDecoderOK",
  "AttributeEncoderOK",
  "AttributeDecoderError",
];

/** Tables of the corpus, by object. */
export const FUZZ_TABLES: Readonly<Record<string, MessageTable>> = {
  address: addrMessage,
  link: linkMessage,
  route: routeMessage,
  rule: fibRuleMessage,
  neigh: neighbourMessage,
};
