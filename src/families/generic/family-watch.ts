/**
 * Subscriptions of a generic family over its unloading and loading: the controller tells of both, and the
 * family then has another id and other groups.
 *
 * @module
 * @see net/netlink/genetlink.c, `genl_ctrl_event` and `genl_unregister_mc_groups`
 */
import type {
  NetlinkClient,
  OverrunEvent,
  Subscription,
  SubscriptionEvent,
} from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError } from "../../errors/index.ts";
import {
  CTRL_CMD_DELFAMILY,
  CTRL_CMD_NEWFAMILY,
  GENL_ID_CTRL,
  nlctrl,
} from "../../uapi/generic/index.ts";
import { groupNumbers } from "../tables.ts";
import { type ControllerMessage, type FamilyInfo, getFamily, infoOf } from "./controller.ts";

/** What is wanted of a subscription, whatever it carries. */
type Movable = Pick<Subscription, "move">;

/** `notify`, the controller's one group, has its number on every kernel. */
const NOTIFY = GENL_ID_CTRL;

const CREATED = nlctrl.messages.get(CTRL_CMD_NEWFAMILY)?.name;
const DELETED = nlctrl.messages.get(CTRL_CMD_DELFAMILY)?.name;

/** Keeps the subscriptions of one family where the family is. */
export class FamilyWatch {
  readonly #client: NetlinkClient;
  readonly #name: string;
  readonly #changed: (info: FamilyInfo) => void;
  /** As it is now; undefined while it is unloaded. */
  #info: FamilyInfo | undefined;
  /** Names of the groups of each. */
  readonly #subscriptions = new Map<Movable, readonly string[]>();
  #stop: (() => void) | undefined;
  /** How often the controller has told of it. */
  #told = 0;

  /** @param changed - Called when the family is there again, under another id. */
  constructor(client: NetlinkClient, name: string, changed: (info: FamilyInfo) => void) {
    this.#client = client;
    this.#name = name;
    this.#changed = changed;
  }

  /**
   * Begins to listen to the controller, before a subscription is made.
   *
   * @param info - Where the family was when it was last looked up.
   */
  begin(info: FamilyInfo): void {
    if (this.#stop !== undefined) return;
    this.#info = info;
    this.#stop = this.#client.observe<ControllerMessage>(
      { groups: [NOTIFY], messages: nlctrl.messages, familyId: GENL_ID_CTRL },
      (event) => this.#onEvent(event),
    );
    // Nobody has told of what happened since it was looked up.
    void this.#verify();
  }

  /** Whether the family is known not to be there at present. */
  get isUnloaded(): boolean {
    return this.#stop !== undefined && this.#info === undefined;
  }

  add(subscription: Movable, groups: readonly string[]): void {
    this.#subscriptions.set(subscription, groups);
  }

  /** A subscription has come to its end. With the last one, the watch has as well. */
  remove(subscription: Movable): void {
    this.#subscriptions.delete(subscription);
    if (this.#subscriptions.size > 0) return;
    this.#stop?.();
    this.#stop = undefined;
  }

  #onEvent(event: SubscriptionEvent<ControllerMessage>): void {
    if (event.kind === "overrun") {
      void this.#verify();
      return;
    }
    const { name, body } = event;
    if (body.familyName !== this.#name) return;
    this.#told++;
    if (name === DELETED && body.familyId === this.#info?.id) this.#unloaded();
    else if (name === CREATED) this.#loaded(infoOf(body));
  }

  /** Looks it up again; what the controller told may have been lost. */
  async #verify(): Promise<void> {
    const told = this.#told;
    let info: FamilyInfo | undefined;
    try {
      info = await getFamily(this.#client, this.#name);
    } catch (error) {
      // Else the client is closed, or the answer was lost once more, which is an overrun again.
      if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.ENOENT) return;
    }
    // What the controller told meanwhile is newer than its answer.
    if (told !== this.#told) return;
    if (info === undefined) this.#unloaded();
    else this.#loaded(info);
  }

  #unloaded(): void {
    if (this.#info === undefined || this.#stop === undefined) return;
    this.#info = undefined;
    const event: OverrunEvent = { kind: "overrun", reason: "unloaded" };
    for (const subscription of this.#subscriptions.keys()) subscription.move([], undefined, event);
  }

  #loaded(info: FamilyInfo): void {
    if (this.#info?.id === info.id || this.#stop === undefined) return;
    this.#info = info;
    this.#changed(info);
    const event: OverrunEvent = { kind: "overrun", reason: "reloaded" };
    for (const [subscription, names] of this.#subscriptions)
      subscription.move(() => groupNumbers(info.groups, names), info.id, event);
  }
}
