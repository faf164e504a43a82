/**
 * Generic families of the real kernel that the embedded one gets for the comparison: their policies, which are
 * facts, and handlers that do nothing but tell that a request came as far as them.
 *
 * @module
 * @see net/core/netdev-genl-gen.c, net/mptcp/mptcp_pm_gen.c
 */
import { type EmbeddedKernel, refusal } from "../../src/kernel/index.ts";
import {
  type AttributeSet,
  attributeSet,
  binary,
  defineFamily,
  limited,
  nest,
  s32,
  u8,
  u16,
  u32,
  u32be,
  uint,
} from "../../src/schema/index.ts";
import {
  attribute,
  DUMP,
  drain,
  familyId,
  GENERIC,
  GETPOLICY,
  generic,
  message,
  NLCTRL,
  named,
  REQUEST,
} from "../conformance/messages.ts";
import type { Subject } from "../conformance/subject.ts";

/** `EUCLEAN`: the errno of a request that no check of the bus has refused. No handler of these families gives it. */
export const REACHED = 117;
const reached = (): never => {
  throw refusal("EUCLEAN");
};

/** An operation whose policy is one for all modes that are asked for. */
export interface FuzzedOperation {
  readonly family: string;
  readonly command: number;
  /** How closely a request is looked at; absent: it is not asked for. */
  readonly do?: "strict" | "liberal";
  readonly dump?: "strict";
  readonly request: AttributeSet;
}

const ifindex = limited(u32, { min: 1 });
const page = limited(uint, { min: 1, max: 0xffffffff });
const pageOwner = limited(u32, { min: 1, max: 0x7fffffff });
const pool = attributeSet("page-pool-info", "NETDEV_A_PAGE_POOL_", {
  id: [1, page],
  ifindex: [2, pageOwner],
});
const endpoint = attributeSet("endpoint", "MPTCP_PM_ADDR_ATTR_", {
  family: [1, u16],
  id: [2, u8],
  addr4: [3, u32be],
  addr6: [4, limited(binary, { minLength: 16, maxLength: 16 })],
  port: [5, u16],
  flags: [6, u32],
  ifIdx: [7, s32],
});
const endpointRequest = attributeSet("endpoint-request", "MPTCP_PM_ENDPOINT_", {
  addr: [1, nest(endpoint)],
});

const addressRequest = attributeSet("address-request", "MPTCP_PM_ATTR_", {
  addr: [1, nest(endpoint)],
  token: [4, u32],
});

const netdev = (
  command: number,
  mode: "do" | "dump",
  entries: AttributeSet["entries"],
): FuzzedOperation => ({
  family: "netdev",
  command,
  ...(mode === "do" ? { do: "strict" } : { dump: "strict" }),
  request: attributeSet(`netdev ${command}`, "NETDEV_A_", entries),
});

/** Its `resv_start_op`. */
const MPTCP_STRICT_FROM = 12;

/** Operations with every kind of policy that their families have. */
export const OPERATIONS: readonly FuzzedOperation[] = [
  netdev(1, "do", { ifindex: [1, ifindex] }),
  netdev(5, "do", { id: [1, page] }),
  netdev(9, "do", { info: [1, nest(pool)] }),
  netdev(10, "do", { id: [1, u32], ifindex: [2, ifindex], type: [3, limited(u32, { max: 1 })] }),
  netdev(11, "do", { id: [2, u32] }),
  netdev(12, "dump", { ifindex: [1, ifindex], scope: [4, limited(uint, { mask: 1 })] }),
  { family: "mptcp_pm", command: 3, do: "liberal", dump: "strict", request: addressRequest },
  { family: "mptcp_pm", command: 4, do: "liberal", request: endpointRequest },
];

/** Registers them under the ids that the real kernel gives them, so that the same bytes mean the same. */
export function registerFamilies(kernel: EmbeddedKernel, ids: ReadonlyMap<string, number>): void {
  const byId = new Map([...ids].map(([name, id]) => [id, name]));
  for (let id = 0x13; id <= Math.max(...byId.keys()); id++) {
    const name = byId.get(id) ?? `hole${id}`;
    const own = OPERATIONS.filter(({ family }) => family === name);
    const named = own.map((one) => [`command${one.command}`, one] as const);
    const operations = named.map(([key, { command, request, do: validation, dump }]) => [
      key,
      { command, request, validation: validation ?? "strict", dumpValidation: dump ?? "strict" },
    ]);
    const handlers = named.map(([key, operation]) => [
      key,
      {
        ...(operation.do !== undefined && { doit: reached }),
        ...(operation.dump !== undefined && { start: reached, dumpit: () => [] }),
      },
    ]);
    const family = defineFamily({ name, operations: Object.fromEntries(operations) });
    const strictFrom = name === "mptcp_pm" ? MPTCP_STRICT_FROM : 0;
    kernel.registerFamily(family, Object.fromEntries(handlers), { strictFrom });
  }
}

/** The policies of an operation as a kernel tells them. */
function policyOf(subject: Subject, { family, command }: FuzzedOperation): string[] {
  const socket = subject.open(GENERIC);
  const of = generic(GETPOLICY, named(2, family), attribute(10, [command, 0, 0, 0]));
  socket.send(message(NLCTRL, REQUEST | DUMP, of));
  const told = drain(socket).flat();
  socket.close();
  // The first says which policies do and dump have: of the two only one is here.
  return told.slice(1).map(({ type, payload }) => `${type} ${payload}`);
}

/** Where the number of a policy stands in a row. */
const POLICY_NUMBER = "16 0a02000006000100140000002c0008802800".length;
const isFirst = (row: string): boolean => row.startsWith("00", POLICY_NUMBER);

/** Those of the operations that the real kernel has with the same policies: its own, and all that is within. */
export function sharedOperations(real: Subject, embedded: Subject): FuzzedOperation[] {
  return OPERATIONS.filter((one) => {
    const facts = policyOf(real, one);
    const own = policyOf(embedded, one);
    return (
      own.every((row) => facts.includes(row)) &&
      facts.filter(isFirst).length === own.filter(isFirst).length
    );
  });
}

/** Ids of the families that are asked. */
export function familyIds(real: Subject): Map<string, number> {
  const socket = real.open(GENERIC);
  const ids = new Map<string, number>();
  for (const name of new Set(OPERATIONS.map(({ family }) => family))) {
    const id = familyId(socket, name);
    if (id !== undefined) ids.set(name, id);
  }
  socket.close();
  return ids;
}
