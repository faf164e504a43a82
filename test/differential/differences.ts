/**
 * Where the two kernels may differ, and why. Each rule looks at the answers to one request, and covers no more
 * than what it says.
 *
 * @module
 */
import { NLCTRL } from "../conformance/messages.ts";
import type { Line } from "./compare.ts";
import { REACHED } from "./families.ts";

/** A known difference. */
export interface Difference {
  readonly reason: string;
  /** Whether it explains why the answers to a request differ. */
  covers(real: readonly Line[], embedded: readonly Line[]): boolean;
}

/** What `lib/nlattr.c` and `genetlink.c` say of a request that they refuse. */
const REFUSALS = new Set([
  "Attribute failed policy validation",
  "Unknown attribute type",
  "Unsupported attribute",
  "invalid attribute length",
  "integer out of range",
  "reserved bit set",
  "binary attribute size out of range",
  "NLA_F_NESTED is missing",
  "NLA_F_NESTED not expected",
  "genlmsghdr.reserved field is not 0",
  "ambiguous or reserved bits set in nlmsg_flags",
]);

const isRefusal = ({ errno, policy, message = "" }: Line): boolean =>
  errno !== undefined && errno !== 0 && (policy || REFUSALS.has(message));

/** CTRL_ATTR_FAMILY_ID of an answer of the controller. */
function toldFamily({ type, payload }: Line): number | undefined {
  if (type !== NLCTRL) return undefined;
  const at = payload.indexOf("06000100");
  return at < 0 ? undefined : Number.parseInt(payload.slice(at + 8, at + 10), 16);
}

/** `nlmsg_type` of the request that an error holds. */
const askedType = ({ payload }: Line): number =>
  Number.parseInt(payload.slice(18, 20) + payload.slice(16, 18), 16);

/** Generic netlink. */
export const GENERIC_DIFFERENCES: readonly Difference[] = [
  {
    reason:
      "past the checks a request is the family's business, and the families here have no handlers",
    covers: (real, embedded) =>
      embedded.some(({ errno }) => errno === REACHED) && !real.some(isRefusal),
  },
  {
    reason: "netdev and mptcp_pm have more commands than those whose policies are compared",
    covers: (_, [answer, more]) =>
      answer?.errno === 95 && more === undefined && askedType(answer) > NLCTRL,
  },
  {
    reason:
      "of families other than nlctrl the embedded kernel has the numbers, but not what they say of themselves",
    covers: (real, embedded) =>
      [...real, ...embedded].some((line) => (toldFamily(line) ?? NLCTRL) !== NLCTRL),
  },
];

/** Of an answer of rtnetlink: what kind it is, and of an error all but what only its sentence has. */
export function viewOfRoute({ seq, type, flags, own, errno, message, offset }: Line): unknown {
  // The flag says only that there is a sentence, or an offset.
  return { seq, type, flags: flags & ~0x200, own, errno, message, offset };
}

/** rtnetlink. */
export const ROUTE_DIFFERENCES: readonly Difference[] = [
  {
    reason: "the embedded rtnetlink does not give every sentence",
    covers: (real, embedded) => {
      if (real.length !== embedded.length) return false;
      return real.every((line, at) => {
        const own = embedded[at] as Line;
        const told = { ...line, message: own.message ?? undefined };
        return (
          JSON.stringify(viewOfRoute(told)) === JSON.stringify(viewOfRoute(own)) &&
          (own.message === undefined || own.message === line.message)
        );
      });
    },
  },
];
