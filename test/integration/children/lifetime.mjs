/**
 * Ways for a program with an open client to end: `lifetime.mjs NAME NAMESPACE`, with the built library.
 *
 * @module
 */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { openRoute } from "../../../dist/route.js";

const [name, netns] = isMainThread ? process.argv.slice(2) : workerData;

/** Every change of a link, as it is sent. */
const LINKS = { groups: [1], messages: new Map() };

function startWorker(scenario) {
  return new Worker(fileURLToPath(import.meta.url), {
    workerData: [scenario, netns],
    stdout: true,
  });
}

const SCENARIOS = {
  async idle() {
    const route = await openRoute({ netns });
    await route.links.list();
    console.log("idle");
  },

  /** A subscription that nobody waits for. */
  async listening() {
    const route = await openRoute({ netns });
    route.client.subscribe(LINKS);
    await route.links.list();
    console.log("listening");
  },

  /** A subscription that somebody waits for: the event comes from outside. */
  async awaiting() {
    const route = await openRoute({ netns });
    const subscription = route.client.subscribe(LINKS);
    console.log("awaiting");
    const { value } = await subscription.next();
    console.log(value.kind);
  },

  /** Left by `process.exit` with everything under way. */
  async leaving() {
    const route = await openRoute({ netns });
    void route.client.subscribe(LINKS).next();
    for (let at = 0; at < 20; at++)
      void route.links.add({ kind: "veth", name: `leave${at}`, peer: { name: `gone${at}` } });
    await route.links.list();
    process.exit(0);
  },

  async workers() {
    const counts = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const worker = startWorker("counting");
        const [count] = await once(worker, "message");
        await once(worker, "exit");
        return count;
      }),
    );
    console.log(counts.join(" "));
  },

  async counting() {
    const route = await openRoute({ netns });
    let count = 0;
    for (let round = 0; round < 200; round++) count += (await route.links.list()).length;
    parentPort.postMessage(count);
  },

  /** Workers that are ended while they wait. */
  async terminated() {
    for (let round = 0; round < 5; round++) {
      const worker = startWorker("awaiting");
      await once(worker.stdout, "data");
      await worker.terminate();
    }
    console.log("terminated");
  },
};

await SCENARIOS[name]();
