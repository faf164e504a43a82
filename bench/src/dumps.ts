/**
 * How long it takes to read a large routing table.
 *
 * @module
 */
import type { RouteClient } from "nlkit/route";
import { rtRoute } from "nlkit/uapi/route";
import { addRoutes } from "./adds.ts";
import type { Scenario } from "./harness.ts";
import { openOther, run } from "./tools.ts";

const ROUTES = 100_000;

/** Dumps of 100,000 IPv4 routes. */
export async function* dumps(route: RouteClient): AsyncGenerator<Scenario> {
  const other = openOther();
  await addRoutes(route, ROUTES);
  const { RTM_GETROUTE } = rtRoute.operations;
  const all = { rtmFamily: 2, table: 254 };
  yield {
    name: `dump of ${ROUTES} routes`,
    units: ROUTES,
    unit: "route",
    rounds: 9,
    contenders: [
      { name: "nlkit client.dump", run: () => route.client.dump(RTM_GETROUTE, all) },
      {
        name: "nlkit client.chunks (not kept)",
        async run() {
          let count = 0;
          for await (const rows of route.client.chunks(RTM_GETROUTE, all)) count += rows.length;
          return count;
        },
      },
      {
        name: "nlkit routes.list",
        run: () => route.routes.list({ family: "ipv4", table: "main" }),
      },
      {
        name: "nlkit routes.stream (not kept)",
        async run() {
          let count = 0;
          for await (const row of route.routes.stream({ family: "ipv4", table: "main" }))
            count += row.flags.length + 1;
          return count;
        },
      },
      { name: "ip -j route", run: () => run("ip", ["-j", "-4", "route", "show"]) },
      ...(other === undefined
        ? []
        : [{ name: "npm netlink", run: () => other.getRoutes({ family: 2 }) }]),
    ],
  };
  other?.socket.close();
}
