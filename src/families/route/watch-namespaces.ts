/**
 * Namespaces that messages come from on one socket, by their ids in the socket's own.
 *
 * @module
 */
import type { NetlinkClient } from "../../client/index.ts";
import { NetlinkErrnoError } from "../../errors/index.ts";
import { rtNsid } from "../../uapi/route/index.ts";

const { RTM_GETNSID, RTM_NEWNSID } = rtNsid.operations;

/** Types of the messages of ids: of one that is given, and of one that is taken back. */
export const NSID_MESSAGES = { given: RTM_NEWNSID.type, taken: RTM_NEWNSID.type + 1 } as const;

/**
 * Whether an id is that of the asking namespace itself, whose messages then bear it: asked for what the namespace of
 * that id calls the namespace of that id, the kernel answers with the same number. (It gives a namespace an id for
 * itself when it makes a veth whose other end lies elsewhere, for one.)
 *
 * @throws As `NetlinkClient.do`, but for a refusal: the id is gone already, or not to be looked into.
 */
export async function isOwnId(
  client: NetlinkClient,
  nsid: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const [answer] = await client.do(RTM_GETNSID, { nsid, targetNsid: nsid }, { signal });
    return answer?.nsid === nsid;
  } catch (error) {
    if (error instanceof NetlinkErrnoError) return false;
    throw error;
  }
}

/** The ids that a namespace has for others and for itself. @throws As `NetlinkClient.dump`. */
export async function listNamespaceIds(
  client: NetlinkClient,
  signal: AbortSignal | undefined,
): Promise<Set<number>> {
  const rows = await client.dump(RTM_GETNSID, {}, { signal });
  return new Set(rows.flatMap(({ nsid }) => (nsid !== undefined && nsid >= 0 ? [nsid] : [])));
}
