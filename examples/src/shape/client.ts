/**
 * Holds what a link sends to 10 Mbit/s, gives one sort of traffic a share of its own, and takes it all back.
 *
 * @module
 */
import { NetlinkErrnoError } from "nlkit/errors";
import { openRoute, type RouteClient } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

const MEGABIT = 1_000_000;

/** One rate for all that is sent: packets wait for 50 ms at most. */
async function shape(route: RouteClient, print: Print): Promise<void> {
  const { kind, options } = await route.qdiscs.replace({
    dev: "v0",
    kind: "tbf",
    options: { bitrate: 10 * MEGABIT, burstBytes: 32_768, latencyMs: 50 },
  });
  print(`${kind}: ${JSON.stringify(options)}`);
}

/** Classes within the rate: DNS gets 1 Mbit/s whatever else is sent, and may use all that is free. */
async function share(route: RouteClient, print: Print): Promise<void> {
  await route.batch(async ({ qdiscs, classes, filters }) => {
    const dev = "v0";
    const ceilBitrate = 10 * MEGABIT;
    await qdiscs.replace({ dev, kind: "htb", handle: "1:", options: { defaultClass: "1:20" } });
    await classes.add({ dev, classId: "1:1", kind: "htb", options: { bitrate: ceilBitrate } });
    for (const [classId, bitrate] of [
      ["1:10", MEGABIT],
      ["1:20", 9 * MEGABIT],
    ] as const) {
      const options = { bitrate, ceilBitrate };
      await classes.add({ dev, parent: "1:1", classId, kind: "htb", options });
    }
    await filters.add({
      dev,
      parent: "1:",
      protocol: "ip",
      kind: "u32",
      // UDP, and port 53 of a packet whose header has no options.
      options: {
        match: [
          { offset: 8, value: 17 << 16, mask: 0xff << 16 },
          { offset: 20, value: 53, mask: 0xffff },
        ],
        classId: "1:10",
      },
    });
  });
  const rows = await route.classes.list({ dev: "v0", kind: "htb" });
  for (const { classId, parent, options } of rows.sort((a, b) => (a.classId < b.classId ? -1 : 1)))
    print(
      `class ${classId} of ${parent}: ${Number(options?.bitrate) / MEGABIT} Mbit/s, ` +
        `up to ${Number(options?.ceilBitrate) / MEGABIT}`,
    );
}

/** Shapes, shares out, and is refused a queue that there cannot be. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using route = await openRoute(options);
  await shape(route, print);
  await share(route, print);
  try {
    await route.qdiscs.add({ dev: "v0", kind: "pfifo", parent: "1:99" });
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    print(`a queue in class 1:99 is refused: ${error.errnoName}`);
  }
  await route.qdiscs.delete({ dev: "v0" });
  const left = await route.qdiscs.list({ dev: "v0", kind: "htb" });
  print(`left of it: ${left.length}`);
}
