/**
 * Every message of `NETLINK_ROUTE` that has a table, by its type.
 *
 * @module
 */
import type { MessageKind } from "../../schema/index.ts";
import { rtAddr } from "../generated/rt-addr.ts";
import { rtLink } from "../generated/rt-link.ts";
import { rtNeigh } from "../generated/rt-neigh.ts";
import { rtRoute } from "../generated/rt-route.ts";
import { rtRule } from "../generated/rt-rule.ts";

/** Name and layout of each type: 16 is `RTM_NEWLINK`. */
export const routeMessages: ReadonlyMap<number, MessageKind> = new Map([
  ...rtLink.messages,
  ...rtAddr.messages,
  ...rtRoute.messages,
  ...rtNeigh.messages,
  ...rtRule.messages,
]);
