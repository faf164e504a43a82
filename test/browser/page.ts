/**
 * What runs in the page, and for comparison in Node: a kernel, a family, and a client that calls it.
 *
 * @module
 */
import { NetlinkErrnoError } from "nlkit/errors";
import { createKernel, NF_DROP, registerDropMonitor } from "nlkit/kernel";
import { openFamily } from "nlkit/portable";
import {
  attributeSet,
  currentEngine,
  defineFamily,
  limited,
  multi,
  nest,
  string,
  u32,
  u64,
} from "nlkit/schema";

/** What a run of the page tells; the same wherever it runs. */
export interface Answer {
  /** How tables are read there: generated code, or where that is forbidden the interpreter. */
  readonly engine: string;
  readonly reply: unknown;
  readonly rows: readonly unknown[];
  readonly event: unknown;
  readonly refused: string;
  /** A drop that a hook of netfilter caused, told by a family whose table is loaded by its name. */
  readonly drop: unknown;
}

const port = attributeSet("port", "PAGE_PORT_", {
  name: [1, limited(string, { maxLength: 15 })],
  bytes: [2, u64],
});
const page = defineFamily({
  name: "PAGE",
  attributes: { id: [1, limited(u32, { max: 1000 })], ports: [2, multi(nest(port))] },
  operations: { get: { command: 1, oneReply: true }, set: { command: 2 } },
  notifications: { changed: { command: 3 } },
  groups: ["events"],
});

/** As text, for 64-bit numbers and bytes are nothing that JSON has. */
const plain = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return `${value}n`;
  return value instanceof Uint8Array ? [...value] : value;
};
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value, plain));

async function dropOne(kernel: ReturnType<typeof createKernel>): Promise<unknown> {
  registerDropMonitor(kernel);
  kernel.registerHook({ family: "ipv4", hook: "local-out", name: "page" }, () => NF_DROP);
  await using monitor = await openFamily("NET_DM", { transport: kernel });
  const events = monitor.subscribe<{ timestamp?: unknown }>("events");
  await monitor.do("NET_DM_CMD_CONFIG", { alertMode: "packet" });
  await monitor.do("NET_DM_CMD_START", {});
  kernel.netfilter.run({ family: "ipv4", hook: "local-out", packet: Uint8Array.of(0x45, 0, 0, 4) });
  const { value } = await events.next();
  if (value?.kind !== "message") return value;
  const { timestamp, ...told } = value.body;
  return copy({ ...told, timestamp: typeof timestamp });
}

/** Runs it all in a kernel of its own. */
export async function run(): Promise<Answer> {
  using kernel = createKernel();
  const family = kernel.registerFamily(page, {
    get: {
      doit({ id = 0 }, { reply }) {
        reply({ id, ports: [{ name: `port ${id}`, bytes: 2n ** 63n + BigInt(id) }] });
      },
      dumpit: () => Array.from({ length: 300 }, (_, id) => ({ id })),
    },
    set: { doit() {} },
  });
  await using client = await openFamily(page, { transport: kernel });
  const events = client.subscribe("events");
  const reply = await client.do("get", { id: 7 });
  const rows = await client.dump("get", {});
  family.multicast("events", "changed", { id: 9, ports: [] });
  const { value: event } = await events.next();
  const refused = await client.do("set", { id: 1001 }).then(
    () => "it was not refused",
    (error: unknown) =>
      error instanceof NetlinkErrnoError
        ? `${error.errnoName} ${error.extack?.attributePath?.join(".")}: ${error.extack?.message}`
        : String(error),
  );
  return {
    engine: currentEngine(),
    reply: copy(reply),
    rows: rows.map(({ id }) => id),
    event: event?.kind === "message" ? copy({ name: event.name, body: event.body }) : undefined,
    refused,
    drop: await dropOne(kernel),
  };
}
