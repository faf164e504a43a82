/**
 * A client in a process of its own, with the built library: `client.mjs SCENARIO ADDRESS [TOKEN]`. Each line that it
 * prints is JSON.
 *
 * @module
 */
import { defineFamily, openFamily, string, u32 } from "../../../dist/generic.js";
import { connect } from "../../../dist/remote.js";

const [scenario, address, token] = process.argv.slice(2);
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const table = defineFamily({
  name: "REMOTE",
  attributes: { id: [1, u32], text: [2, string] },
  operations: { get: { command: 1, oneReply: true }, list: { command: 2 } },
  notifications: { told: { command: 3 } },
  groups: ["news"],
});

/** One message of 17 bytes. */
const note = (byte) => Uint8Array.of(17, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, byte);

const SCENARIOS = {
  /** Asks, dumps, and waits for one event. */
  async family(kernel) {
    const client = await openFamily(table, { transport: kernel });
    const events = client.subscribe("news");
    const { text } = await client.do("get", { id: 7 });
    const rows = await client.dump("list", {});
    say({ text, rows: rows.length, last: rows.at(-1).id });
    const { value } = await events.next();
    say({ event: value.name, id: value.body.id });
    // Neither closed nor exited: an idle client must not keep the process alive.
  },

  /** Listens to group 1 of protocol 30 and never reads until it is told to. */
  async slow(kernel) {
    const transport = kernel.openTransport(30, { receiveBuffer: 4096 });
    transport.join(1);
    await kernel.ready;
    say("listening");
    await new Promise((resolve) => process.stdin.once("data", resolve));
    let datagrams = 0;
    let overruns = 0;
    const handler = {
      onDatagram: () => datagrams++,
      onOverrun: () => overruns++,
    };
    transport.watch(() => {
      while (transport.receive(handler) > 0);
      if (overruns === 0) return;
      say({ isLossTold: true, read: datagrams > 0 });
      process.exit();
    });
  },

  /** Opens an endpoint and waits to be killed. */
  async held(kernel) {
    const transport = kernel.openTransport(30, { portId: 4711 });
    transport.send(note(1), 17);
    transport.keepAlive(true);
  },

  /** Says how it was received. */
  async knock(kernel) {
    try {
      await kernel.ready;
      say("let in");
    } catch (error) {
      say(error.message);
    }
  },
};

await SCENARIOS[scenario](connect(address, token === undefined ? {} : { token }));
