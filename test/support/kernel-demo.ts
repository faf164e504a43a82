/**
 * A generic family for the tests of the embedded kernel, with kernels and clients that are closed after each.
 *
 * @module
 */
import { NetlinkClient } from "../../src/client/index.ts";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import {
  createKernel,
  type EmbeddedKernel,
  type EmbeddedSocketOptions,
} from "../../src/kernel/index.ts";
import {
  type AnyGenericOperation,
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  limited,
  multi,
  nest,
  string,
  struct,
  u8,
  u32,
} from "../../src/schema/index.ts";

const port = attributeSet("port", "DEMO_PORT_", {
  number: [1, limited(u32, { max: 10 })],
  state: [2, enumOf(u8, enumTable("state", { down: 0, up: 1 }))],
});
/** A family with one of everything. */
export const demo = defineFamily({
  name: "DEMO",
  version: 3,
  header: struct("demohdr", { index: u32 }),
  attributes: {
    id: [1, u32],
    text: [2, limited(string, { maxLength: 7 })],
    port: [3, nest(port)],
    tags: [4, multi(u32)],
  },
  operations: {
    get: { command: 1, oneReply: true },
    set: { command: 2, permission: "admin" },
    own: { command: 3, permission: "namespace-admin" },
    list: { command: 4 },
    old: { command: 5, validation: "liberal" },
  },
  notifications: { changed: { command: 9 } },
  groups: ["events", "more"],
});

const opened: (NetlinkClient | EmbeddedKernel)[] = [];
/** For `afterEach`. */
export function closeAll(): void {
  for (const one of opened.splice(0).reverse()) one.close();
}

/** A kernel, and what its handlers threw; closed after the test. */
export function newKernel(): { kernel: EmbeddedKernel; errors: unknown[] } {
  const errors: unknown[] = [];
  const kernel = createKernel({ onError: (error, where) => errors.push([where, String(error)]) });
  opened.push(kernel);
  return { kernel, errors };
}

/** A client on generic netlink; closed after the test. */
export function newClient(
  kernel: EmbeddedKernel,
  options: EmbeddedSocketOptions = {},
): NetlinkClient {
  const client = new NetlinkClient(kernel.openTransport(16, options));
  opened.push(client);
  return client;
}

/** The operation as it is sent, once the family's id is known. */
export function at<Operation extends AnyGenericOperation>(
  family: { id: number },
  operation: Operation,
): Operation {
  return { ...operation, generic: { familyId: family.id, version: demo.version } };
}

/** What a request fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<NetlinkErrnoError> {
  const error = await promise.then(
    () => new Error("it was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof NetlinkErrnoError) return error;
  throw error;
}
