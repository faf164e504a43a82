/**
 * The hooks of one namespace, each point's in the order in which they are asked.
 *
 * @module
 */
import type { HookRegistration, HookState } from "./hook.ts";
import { type HookPoint, pointsFor } from "./points.ts";

/** Hooks of a point; never changed, but replaced: runs under way keep what they began with. */
export type HookList = readonly HookRegistration[];

const EMPTY: HookList = [];

/** The list with one more, after those of its priority. */
function withHook(list: HookList, hook: HookRegistration): HookList {
  const at = list.findIndex(({ priority }) => priority > hook.priority);
  return at < 0 ? [...list, hook] : list.toSpliced(at, 0, hook);
}

/** The lists of one namespace. */
export class HookLists {
  /** By {@link HookPoint.index}. */
  readonly #lists: (HookList | undefined)[] = [];
  /** Of points whose hooks belong to a device, by its name. */
  readonly #ofDevices: (Map<string, HookList> | undefined)[] = [];

  /** The hooks that a packet meets. */
  at(point: HookPoint, state: HookState): HookList {
    const { index, device } = point;
    if (device === undefined) return this.#lists[index] ?? EMPTY;
    return this.#ofDevices[index]?.get(state[device] ?? "") ?? EMPTY;
  }

  /** Puts a hook in its place. */
  add(hook: HookRegistration): void {
    this.#change(hook, (list) => withHook(list, hook));
  }

  /** Takes a hook away. @returns Whether it was there. */
  remove(hook: HookRegistration): boolean {
    let found = false;
    this.#change(hook, (list) => {
      found ||= list.includes(hook);
      return list.filter((other) => other !== hook);
    });
    return found;
  }

  #change(hook: HookRegistration, change: (list: HookList) => HookList): void {
    const { device = "" } = hook;
    for (const { index, device: kind } of pointsFor(hook.point)) {
      if (kind === undefined) this.#lists[index] = change(this.#lists[index] ?? EMPTY);
      else {
        this.#ofDevices[index] ??= new Map();
        const devices = this.#ofDevices[index];
        devices.set(device, change(devices.get(device) ?? EMPTY));
      }
    }
  }
}
