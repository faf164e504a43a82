/**
 * A made-up family for tests of the client, and the messages that a kernel would send: answers,
 * acknowledgements, errors with what explains them.
 *
 * @module
 */
import {
  attributeSet,
  encodePayload,
  message,
  nest,
  operation,
  string,
  u32,
} from "../../src/schema/index.ts";
import {
  MessageBuilder,
  NLM_F_ACK_TLVS,
  NLM_F_CAPPED,
  NLM_F_MULTI,
  NLMSG_DONE,
  NLMSG_ERROR,
} from "../../src/wire/index.ts";

const inner = attributeSet("inner", "TEST_I_", { depth: [1, u32] });

/** What every message of the family holds. */
export const TABLE = message({
  attributes: attributeSet("test", "TEST_A_", {
    id: [1, u32],
    name: [2, string],
    inner: [3, nest(inner)],
  }),
});

/** `nlmsg_type` of a request. */
export const TYPE_GET = 18;
/** `nlmsg_type` of an answer. */
export const TYPE_NEW = 16;

/** One answer, no acknowledgement. */
export const GET = operation("TEST_GET", [TYPE_GET, TABLE], [TYPE_NEW, TABLE], { oneReply: true });
/** Only acknowledged. */
export const SET = operation("TEST_SET", [19, TABLE]);
/** Takes the kernel long. */
export const SLOW = operation("TEST_SLOW", [20, TABLE], undefined, { slow: true });
/** Any number of answers, then an acknowledgement; dumped as well. */
export const LIST = operation("TEST_LIST", [TYPE_GET, TABLE], [TYPE_NEW, TABLE]);

/** `nlmsg_type` of a generic family of the same tables. */
export const FAMILY = 30;
const generic = { familyId: FAMILY, version: 2 };
/** As {@link GET}, of a generic family. */
export const GENERIC_GET = { ...GET, generic };
/** As {@link LIST}, of a generic family. */
export const GENERIC_LIST = { ...LIST, generic };

function build(
  type: number,
  flags: number,
  seq: number,
  fill: (builder: MessageBuilder) => void,
): Uint8Array {
  const builder = new MessageBuilder(64);
  const at = builder.beginMessage(type, flags, seq, 4242);
  fill(builder);
  builder.endMessage(at);
  return builder.written().slice();
}

/** An answer, or an event. */
export function row(seq: number, id: number, flags = 0, type = TYPE_NEW): Uint8Array {
  return build(type, flags, seq, (builder) => encodePayload(TABLE, builder, { id }));
}

/** An answer of the generic family: to a command. */
export function genericRow(seq: number, command: number, id: number, flags = 0): Uint8Array {
  return build(FAMILY, flags, seq, (builder) => {
    builder.bytes[builder.zeros(4)] = command;
    encodePayload(TABLE, builder, { id });
  });
}

/** A message as the kernel sends it of its own accord: no port id in its header. */
export function unaddressed(message: Uint8Array): Uint8Array {
  new DataView(message.buffer).setUint32(12, 0, true);
  return message;
}

/** An answer, one of several. */
export function part(seq: number, id: number, flags = 0): Uint8Array {
  return row(seq, id, flags | NLM_F_MULTI);
}

/** A message of netlink's own without content: NOOP, OVERRUN. */
export function bare(type: number, seq: number): Uint8Array {
  return build(type, 0, seq, () => undefined);
}

/** Attributes of an extended acknowledgement. */
export interface FakeExtack {
  readonly message?: string;
  readonly offset?: number;
  readonly missingType?: number;
  readonly missingNest?: number;
}

function putExtack(builder: MessageBuilder, extack: FakeExtack): void {
  if (extack.message !== undefined) builder.putText(1, extack.message);
  if (extack.offset !== undefined) builder.putU32(2, extack.offset);
  if (extack.missingType !== undefined) builder.putU32(5, extack.missingType);
  if (extack.missingNest !== undefined) builder.putU32(6, extack.missingNest);
}

/** An acknowledgement, or with an errno a refusal. */
export function ack(seq: number, errno = 0, extack?: FakeExtack): Uint8Array {
  const flags = NLM_F_CAPPED | (extack === undefined ? 0 : NLM_F_ACK_TLVS);
  return build(NLMSG_ERROR, flags, seq, (builder) => {
    const at = builder.zeros(20);
    builder.view.setInt32(at, -errno, true);
    if (extack !== undefined) putExtack(builder, extack);
  });
}

/** The end of a dump. */
export function done(seq: number, errno = 0, extack?: FakeExtack, flags = 0): Uint8Array {
  const tlvs = extack === undefined ? 0 : NLM_F_ACK_TLVS;
  return build(NLMSG_DONE, NLM_F_MULTI | tlvs | flags, seq, (builder) => {
    const at = builder.zeros(4);
    builder.view.setInt32(at, -errno, true);
    if (extack !== undefined) putExtack(builder, extack);
  });
}

/** Control messages as `NETLINK_PKTINFO` adds them: the number of the group. */
export function packetInfo(group: number): Uint8Array {
  const control = new Uint8Array(24);
  const view = new DataView(control.buffer);
  view.setBigUint64(0, 20n, true);
  view.setInt32(8, 270, true);
  view.setInt32(12, 3, true);
  view.setUint32(16, group, true);
  return control;
}
