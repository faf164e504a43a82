/**
 * What the environment wants traced: `NLKIT_TRACE=1` prints every message to standard error,
 * `NLKIT_TRACE=bytes` its bytes as well; subscribers of the diagnostics channel `nlkit:datagram` get every
 * datagram.
 *
 * @module
 * @see https://nodejs.org/api/diagnostics_channel.html
 */
import diagnostics from "node:diagnostics_channel";
import process from "node:process";
import type { Trace } from "./client/index.ts";
import { formatTrace } from "./format/index.ts";
import { type FamilyLayouts, type FamilyTable, familyLayouts } from "./schema/index.ts";
import { NETLINK_GENERIC } from "./uapi/index.ts";

/** Name of the channel; what it carries is a `TraceEvent`, whose bytes are valid during the call only. */
const channel = diagnostics.channel("nlkit:datagram");

/** The families that clients have told of: of raw protocols, and generic ones by the ids that they have now. */
class Described {
  readonly #raw = new Map<FamilyTable, FamilyLayouts>();
  readonly #generic = new Map<number, FamilyLayouts>();

  add(family: FamilyTable, id: number | undefined): void {
    if (id !== undefined) this.#generic.set(id, familyLayouts(family));
    else this.#raw.set(family, familyLayouts(family));
  }

  find(protocol: number, type: number, command: number | undefined, isRequest: boolean) {
    const isGeneric = protocol === NETLINK_GENERIC;
    const number = isGeneric ? command : type;
    if (number === undefined) return undefined;
    const families = isGeneric
      ? [this.#generic.get(type)]
      : [...this.#raw].flatMap(([family, each]) => (family.protocol === protocol ? [each] : []));
    for (const layouts of families) {
      const own = isRequest ? layouts?.requests.get(number) : undefined;
      const kind = own ?? layouts?.messages.get(number);
      if (kind !== undefined) return kind;
    }
    return undefined;
  }
}

/**
 * The trace that the environment asks for; undefined, which costs nothing, where it asks for none. A channel
 * that gets its first subscriber later is not seen by clients that are open already.
 */
export function environmentTrace(): Trace | undefined {
  const wanted = process.env["NLKIT_TRACE"] ?? "";
  const prints = wanted !== "" && wanted !== "0";
  if (!prints && !channel.hasSubscribers) return undefined;
  const described = new Described();
  const trace: Trace = (event) => {
    if (channel.hasSubscribers) channel.publish(event);
    if (!prints) return;
    const lines = formatTrace(
      event,
      (protocol, type, command, direction) =>
        described.find(protocol, type, command, direction === "send"),
      wanted === "bytes",
    );
    process.stderr.write(`${lines.join("\n")}\n`);
  };
  trace.describe = (family, id) => described.add(family, id);
  return trace;
}
