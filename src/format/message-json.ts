/**
 * A captured message as the object that `nlkit decode --json` prints.
 *
 * @module
 */
import { errnoName } from "../errors/index.ts";
import { PROTOCOLS } from "../uapi/index.ts";
import { formatHex, type MessageHeader } from "../wire/index.ts";
import { messageFlagNames } from "./message-flags.ts";
import type { ShownAck, ShownMessage } from "./shown-message.ts";

/** A message as plain data: for {@link toJson}, which keeps 64-bit numbers whole. */
export interface MessageRecord {
  /** `"NETLINK_ROUTE"`, or the number of one without a name. */
  readonly protocol: string | number;
  /** `"RTM_NEWLINK"`, or the type that no table names; null where there is no header. */
  readonly name: string | number | null;
  /** `nlmsghdr`, with `cmd` and `version` of a `genlmsghdr`; null where there is none. */
  readonly header: Readonly<Record<string, unknown>> | null;
  /**
   * The decoded message; `{ raw }` in hexadecimal where it is not decoded; of errors and ends of dumps
   * `{ error, errno, operation, msg, extack }`.
   */
  readonly body: Readonly<Record<string, unknown>>;
  /** `"request"` or `"reply"`, where the capture tells. */
  readonly direction?: string | undefined;
  /** Nanoseconds since 1970, where the capture tells. */
  readonly time?: bigint | undefined;
  /** Why it does not parse. */
  readonly error?: string;
  /** Where in it: names, outermost first. */
  readonly path?: readonly string[];
}

function headerRecord(header: MessageHeader, name: string | undefined): Record<string, unknown> {
  const { length, type, flags, seq, portId } = header;
  return { len: length, type, flags: messageFlagNames(type, name, flags), seq, portId };
}

function ackRecord({ errno, request, operation, extack }: ShownAck): Record<string, unknown> {
  return {
    error: errno === 0 ? 0 : -errno,
    errno: errno === 0 ? undefined : errnoName(errno),
    operation,
    msg: request && headerRecord(request, operation),
    extack,
  };
}

function bodyRecord(message: ShownMessage): Readonly<Record<string, unknown>> {
  const { body, ack, datagram, payload, end } = message;
  if (ack !== undefined) return ackRecord(ack);
  if (body !== undefined) return body;
  return payload < end ? { raw: formatHex(datagram.bytes, payload, end) } : {};
}

/**
 * A captured message as plain data: `{"protocol":"NETLINK_ROUTE","name":"RTM_GETLINK","header":{"len":32,
 * "type":18,"flags":["request"],"seq":1,"portId":0},"body":{"ifiFamily":"unspec",…}}`.
 *
 * @returns Shares the message's body.
 */
export function messageRecord(message: ShownMessage): MessageRecord {
  const { datagram, header, generic, name, error } = message;
  const { protocol, direction, time } = datagram;
  return {
    protocol: PROTOCOLS.names.get(protocol) ?? protocol,
    name: name ?? header?.type ?? null,
    header: header === undefined ? null : { ...headerRecord(header, name), ...generic },
    body: bodyRecord(message),
    direction,
    time,
    ...(error !== undefined && { error: error.message, path: error.path }),
  };
}
