/**
 * Reading a part of the kernel's tables as it is now, and what a reading can have missed.
 *
 * @module
 */
import type { NetlinkClient } from "../../client/index.ts";
import { ERRNO, NetlinkDumpInterruptedError, NetlinkErrnoError } from "../../errors/index.ts";
import { rtLink } from "../../uapi/route/index.ts";
import type { Step } from "./group-steps.ts";
import { addRow, type Key } from "./part-state.ts";
import { isMissingTable } from "./routes.ts";
import type { Part } from "./watch-parts.ts";
import type { AnyObject, Table } from "./watch-space.ts";

/** What a dump gave. */
export interface Dump {
  /** Objects by their key. */
  readonly rows: Map<Key, AnyObject | readonly AnyObject[]>;
  /** Messages that become rows when all names are known: those of the part that has the names. */
  readonly messages: readonly unknown[];
  /** The kernel has marked it so (`NLM_F_DUMP_INTR`). */
  readonly isInterrupted: boolean;
}

/** Whether a kernel does not have a family of tables at all. */
function isMissingFamily(error: unknown): boolean {
  return (
    error instanceof NetlinkErrnoError &&
    (error.errno === ERRNO.EOPNOTSUPP || error.errno === ERRNO.EAFNOSUPPORT)
  );
}

/** Makes rows of messages. */
export function addRows(
  { followed: { part, selection }, space }: Table,
  rows: Dump["rows"],
  messages: readonly unknown[],
): void {
  for (const message of messages) {
    if (!part.holds(message as never) || !selection.keeps(message)) continue;
    const object = part.toObject(message as never, space.nameOf);
    addRow(rows, part.keyOf(object as never), object);
  }
}

/** Sent from another thread: whoever holds the lock may do so for seconds, and the event loop goes on meanwhile. */
const GET_LINK_ASIDE = { ...rtLink.operations.RTM_GETLINK, slow: true };

/**
 * Waits for the lock that links, addresses and nexthop objects change under: whoever has told of a change and
 * is not through with it holds it (`rtnl_lock`, net/core/rtnetlink.c).
 */
async function untilUnlocked(
  client: NetlinkClient,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await client.do(GET_LINK_ASIDE, { ifiIndex: 1 }, { signal });
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
  }
}

/** Whether the kernel has the family of a part. */
async function isThere(
  client: NetlinkClient,
  { operation, request }: Part,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await client.do(operation, request, { signal });
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    return !isMissingFamily(error);
  }
  return true;
}

/** Dumps a part. @throws As `NetlinkClient.chunks`, but for an interrupted dump. */
export async function dumpTable(
  client: NetlinkClient,
  table: Table,
  signal: AbortSignal | undefined,
): Promise<Dump> {
  const { part, selection } = table.followed;
  const { nsid } = table.space;
  const request = {
    ...selection.request,
    ...(nsid !== undefined && part.nsidField !== undefined && { [part.nsidField]: nsid }),
  };
  const rows: Dump["rows"] = new Map();
  const messages: unknown[] = [];
  let isInterrupted = false;
  if (part.mayLack === true && !(await isThere(client, part, signal))) {
    return { rows, messages, isInterrupted };
  }
  await untilUnlocked(client, signal);
  try {
    for await (const chunk of client.chunks(part.operation, request, { signal })) {
      // Names first: links speak of links that come after them.
      if (part.nameIn === undefined) addRows(table, rows, chunk);
      else for (const message of chunk) messages.push(message);
    }
  } catch (error) {
    if (error instanceof NetlinkDumpInterruptedError) isInterrupted = true;
    else if (!isMissingTable(error, request) && !isMissingFamily(error)) throw error;
  }
  return { rows, messages, isInterrupted };
}

const always = (): boolean => true;

/**
 * Which objects a dump can have passed over; undefined for none.
 *
 * @param steps - What was told of the part meanwhile.
 * @param isWhole - Whether no message was lost meanwhile: one may have said that something is gone.
 */
export function missable(
  { followed: { part } }: Table,
  dump: Dump,
  steps: readonly Step<AnyObject>[],
  isWhole: boolean,
): ((object: AnyObject) => boolean) | undefined {
  const { losesRows, leafOf } = part;
  if (dump.isInterrupted) return always;
  if (losesRows === "never") return undefined;
  if (!isWhole) return always;
  const gone = steps.filter(({ set }) => !set);
  if (gone.length === 0) return undefined;
  if (losesRows === "any" || leafOf === undefined) return always;
  const leaves = new Set(gone.map(({ object }) => leafOf(object as never)));
  return (object) => leaves.has(leafOf(object as never));
}
