/**
 * Changes as text: what `ip monitor` would show, with the object's kind in front.
 *
 * @module
 */
import { formatAddress } from "./address.ts";
import { formatLink } from "./link.ts";
import { type FormatOptions, plain } from "./paint.ts";
import { formatRoute } from "./route.ts";
import type { ShownEvent } from "./shown.ts";

/** The object that an event is about, in its own lines. */
function objectLines(
  event: Exclude<ShownEvent, { object: "overrun" }>,
  options: FormatOptions,
): string[] {
  switch (event.object) {
    case "link":
      return formatLink(event.link, options);
    case "address":
      return formatAddress(event.address, options);
    case "route":
      return formatRoute(event.route, options);
  }
}

/** A change: `[link] 4: eth0: …`, `[route] deleted 10.0.0.0/24 …`; an overrun is told as what it means. */
export function formatEvent(event: ShownEvent, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  if (event.object === "overrun") {
    return [`${paint("bad", "[overrun]")} events were lost here: what was shown so far is stale`];
  }
  const [first = "", ...rest] = objectLines(event, options);
  const deleted = event.action === "delete" ? `${paint("bad", "deleted")} ` : "";
  return [`${paint("faint", `[${event.object}]`)} ${deleted}${first}`, ...rest];
}
