/**
 * A VPN client's part of the network, declared: a link with an address, a table with its default route, and the
 * rules that send everything there but what goes to neighbours and the tunnel's own packets.
 *
 * @module
 */
import { NetlinkPlanError } from "nlkit/errors";
import { type Desired, describeOperation, openRoute, type RouteClient } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

/** Number of the table; packets of the tunnel itself bear it as their mark. */
const TABLE = 51_820;

/** The link is one end of a pair here, which every kernel has; in earnest it is of kind "wireguard". */
const CONNECTED: Desired = {
  links: [
    {
      name: "vpn0",
      kind: "veth",
      peer: { name: "tunnel0" },
      mtu: 1420,
      up: true,
      addresses: ["10.8.0.2/24"],
    },
    { name: "tunnel0", kind: "veth", up: true },
  ],
  routes: [{ table: TABLE, exact: true, list: [{ dst: "default", dev: "vpn0" }] }],
  rules: [
    {
      priorities: [5000, 5099],
      exact: true,
      list: [
        // Of the table main all but its default route.
        { priority: 5000, table: "main", suppressPrefixLength: 0 },
        { priority: 5001, not: true, fwmark: TABLE, table: TABLE },
      ],
    },
  ],
};

/** The same, taken away. */
const DISCONNECTED: Desired = {
  links: [{ name: "vpn0", absent: true }],
  routes: [{ table: TABLE, exact: true, list: [] }],
  rules: [{ priorities: [5000, 5099], exact: true, list: [] }],
};

/** With a gateway that nothing leads to. */
const IMPOSSIBLE: Desired = {
  ...DISCONNECTED,
  routes: [
    { table: TABLE, exact: true, list: [] },
    { list: [{ dst: "203.0.113.0/24", via: "172.16.0.1" }] },
  ],
};

async function reach(route: RouteClient, desired: Desired, print: Print): Promise<void> {
  const plan = await route.plan(desired);
  for (const operation of plan.operations) print(describeOperation(operation));
  await route.apply(plan);
  const { operations } = await route.plan(desired);
  print(`${operations.length} operations are left`);
}

async function show(route: RouteClient, print: Print): Promise<void> {
  const { dev } = await route.routes.get("203.0.113.9");
  const { dev: marked } = await route.routes.get("203.0.113.9", { mark: TABLE });
  print(`203.0.113.9 goes out by ${dev}, the tunnel's own packets by ${marked}`);
}

/** Connects, fails to change something, and disconnects. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using route = await openRoute(options);
  await show(route, print);
  await reach(route, CONNECTED, print);
  await show(route, print);
  try {
    await route.apply(await route.plan(IMPOSSIBLE));
  } catch (error) {
    if (!(error instanceof NetlinkPlanError)) throw error;
    print(`${error.path} is refused, ${error.left.length} operations could not be undone`);
  }
  await show(route, print);
  await reach(route, DISCONNECTED, print);
  await show(route, print);
}
