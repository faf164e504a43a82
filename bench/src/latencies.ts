/**
 * How long one small request takes.
 *
 * @module
 */
import type { RouteClient } from "nlkit/route";
import { rtLink } from "nlkit/uapi/route";
import type { Contender, Scenario } from "./harness.ts";
import { openOther, run } from "./tools.ts";

const REQUESTS = 5000;
/** More answers than this at a time crash the package netlink: they overrun its socket. */
const CONCURRENT = 50;

/** GETLINK of one link, one after the other and many at once. */
export async function* latencies(route: RouteClient): AsyncGenerator<Scenario> {
  const other = openOther();
  const { index } = await route.links.get("bench0");
  const { RTM_GETLINK } = rtLink.operations;
  const client: Contender = {
    name: "nlkit client.do",
    async run() {
      let link: unknown;
      for (let at = 0; at < REQUESTS; at++)
        [link] = await route.client.do(RTM_GETLINK, { ifiIndex: index });
      return link;
    },
  };
  const friendly: Contender = {
    name: "nlkit links.get",
    async run() {
      let link: unknown;
      for (let at = 0; at < REQUESTS; at++) link = await route.links.get(index);
      return link;
    },
  };
  const npm: Contender[] =
    other === undefined
      ? []
      : [
          {
            name: "npm netlink",
            async run() {
              let link: unknown;
              for (let at = 0; at < REQUESTS; at++) [link] = await other.getLink({ index });
              return link;
            },
          },
        ];
  yield {
    name: "GETLINK, one after the other",
    units: REQUESTS,
    unit: "request",
    rounds: 9,
    contenders: [client, friendly, ...npm],
  };
  yield {
    name: `GETLINK, ${CONCURRENT} at once`,
    units: CONCURRENT,
    unit: "request",
    rounds: 25,
    contenders: [
      {
        name: "nlkit client.do",
        run: () =>
          Promise.all(
            Array.from({ length: CONCURRENT }, () =>
              route.client.do(RTM_GETLINK, { ifiIndex: index }),
            ),
          ),
      },
      ...(other === undefined
        ? []
        : [
            {
              name: "npm netlink",
              run: () =>
                Promise.all(Array.from({ length: CONCURRENT }, () => other.getLink({ index }))),
            },
          ]),
    ],
  };
  yield {
    name: "one link, from a process that starts for it",
    units: 1,
    unit: "link",
    rounds: 9,
    contenders: [
      { name: "nlkit links.get (in a running process)", run: () => route.links.get("bench0") },
      { name: "ip -j link show", run: () => run("ip", ["-j", "link", "show", "dev", "bench0"]) },
    ],
  };
  other?.socket.close();
}
