/**
 * Numbers that a network namespace has for others: list, get, set, follow.
 *
 * @module
 */
import type {
  DumpOptions,
  NetlinkClient,
  RequestOptions,
  Subscription,
} from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { NETNSA_NSID_NOT_ASSIGNED, rtNsid } from "../../uapi/route/index.ts";
import { checkNumber } from "./input.ts";
import { type NamespaceRef, type OpenNamespace, withNamespace } from "./namespace-ref.ts";
import type { EventOptions, Overrun } from "./object-events.ts";

const { RTM_GETNSID, RTM_NEWNSID } = rtNsid.operations;

const MAX_NSID = 0x7fffffff;

/** A change of the numbers. */
export type NamespaceIdEvent =
  | { readonly action: "set" | "delete"; readonly nsid: number }
  | Overrun;

/** The numbers of other namespaces in this one. */
export class NamespaceIds {
  readonly #client: NetlinkClient;
  readonly #open: OpenNamespace | undefined;

  /** @param open - Opens namespaces that are given by name or path. */
  constructor(client: NetlinkClient, open: OpenNamespace | undefined) {
    this.#client = client;
    this.#open = open;
  }

  /** All numbers that are given. @throws As `NetlinkClient.dump`. */
  async list(options: DumpOptions = {}): Promise<number[]> {
    const rows = await this.#client.dump(RTM_GETNSID, {}, options);
    const ids = rows.flatMap(({ nsid = -1 }) => (nsid >= 0 ? [nsid] : []));
    return ids.sort((a, b) => a - b);
  }

  /**
   * The number of a namespace, or undefined where it has none.
   *
   * @param options - `in`: what the namespace of this number calls it instead; since Linux 4.20.
   * @throws `NetlinkErrnoError`: `EINVAL` for a number that is not given, or no namespace; `EPERM` for one that may not be
   *   looked into; `ESRCH` for a process that is not there; `NetlinkSystemError` for a name or path that cannot be opened.
   */
  async get(
    netns: NamespaceRef,
    options: RequestOptions & { readonly in?: number | undefined } = {},
  ): Promise<number | undefined> {
    const { in: target, ...rest } = options;
    checkNumber("in", target, 0, MAX_NSID);
    return withNamespace("netns", netns, this.#open, async (ref) => {
      const request = { ...ref, ...(target !== undefined && { targetNsid: target }) };
      const [row] = await this.#client.do(RTM_GETNSID, request, rest);
      const nsid = row?.nsid ?? NETNSA_NSID_NOT_ASSIGNED;
      return nsid === NETNSA_NSID_NOT_ASSIGNED ? undefined : nsid;
    });
  }

  /**
   * Gives a namespace a number, which it keeps as long as it lives.
   *
   * @param nsid - The kernel chooses where absent.
   * @returns The number.
   * @throws `NetlinkErrnoError`: `EEXIST` where it has one, `ENOSPC` where the number is another's, `EINVAL`, `EPERM`;
   *   `NetlinkInputError`; as {@link get}.
   */
  async set(netns: NamespaceRef, nsid?: number, options: RequestOptions = {}): Promise<number> {
    checkNumber("nsid", nsid, 0, MAX_NSID);
    if (typeof netns === "object" && "nsid" in netns)
      throw new NetlinkInputError("netns", netns, "a namespace that has no number yet");
    return withNamespace("netns", netns, this.#open, async (ref) => {
      await this.#client.do(
        RTM_NEWNSID,
        { ...ref, nsid: nsid ?? NETNSA_NSID_NOT_ASSIGNED },
        options,
      );
      if (nsid !== undefined) return nsid;
      const [row] = await this.#client.do(RTM_GETNSID, ref, options);
      return row?.nsid ?? NETNSA_NSID_NOT_ASSIGNED;
    });
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<NamespaceIdEvent, void, void> {
    const groups = [rtNsid.groups.RTNLGRP_NSID];
    return read(this.#client.subscribe({ ...options, groups, messages: rtNsid.messages }));
  }
}

async function* read(subscription: Subscription): AsyncGenerator<NamespaceIdEvent, void, void> {
  for await (const event of subscription) {
    if (event.kind === "overrun") yield { action: "overrun" };
    else {
      const { nsid = NETNSA_NSID_NOT_ASSIGNED } = event.body as { readonly nsid?: number };
      yield { action: event.name === "RTM_DELNSID" ? "delete" : "set", nsid };
    }
  }
}
