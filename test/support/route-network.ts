/**
 * A small network for the tests of `nlkit/route`, and what the kernel sends for a call.
 *
 * @module
 */
import { openRouteOn } from "../../src/families/route/index.ts";
import type { RouteClient } from "../../src/route.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";
import type { Sandbox } from "./ip.ts";

/** Words for `ip`. */
export const NETWORK: readonly string[] = [
  "link set lo up",
  "link add v0 type veth peer name p0",
  "link add v1 type veth peer name p1",
  "link add br0 type bridge",
  "link set p0 master br0",
  "link set p1 master br0",
  "link property add dev v0 altname a-name-that-is-longer-than-fifteen-bytes altname short",
  "link set v0 up",
  "link set p0 up",
  "link set br0 up",
  "link add ifb0 type ifb",
  "address add 10.0.0.1/24 dev v0",
  "address add 10.0.1.1/24 dev br0",
  "address add 2001:db8::1/64 dev v0 nodad",
  "route add 10.1.0.0/16 via 10.0.0.254 proto static",
  "route add 10.1.0.0/16 tos 0x10 via 10.0.0.253",
  "route add 10.2.0.0/16 via 10.0.0.254 proto bgp table 100",
  "route add 10.3.0.0/16 dev br0 proto static",
  "route add blackhole 10.4.0.0/16",
  "route add unreachable 10.5.0.0/16",
  "route add prohibit 10.6.0.0/16",
  "route add 10.7.0.0/16 nexthop via 10.0.0.253 nexthop via 10.0.1.253",
  "route add 2001:db8:1::/48 via 2001:db8::fe",
  "route add unreachable 2001:db8:2::/48",
];

/** Rows that the kernel sends for a call, before anything is filtered here. */
export async function rowsSent(
  box: Sandbox,
  call: (client: RouteClient) => Promise<unknown>,
): Promise<number> {
  let rows = 0;
  const client = openRouteOn(kernelTransport, {
    netns: box.namespace.path,
    trace: ({ direction, bytes, start, end }) => {
      if (direction !== "receive") return;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let at = start; at < end; at += (view.getUint32(at, LITTLE_ENDIAN) + 3) & ~3) {
        // Answers: RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE.
        if ([16, 20, 24].includes(view.getUint16(at + 4, LITTLE_ENDIAN))) rows++;
      }
    },
  });
  try {
    await call(client);
  } finally {
    client.close();
  }
  return rows;
}
