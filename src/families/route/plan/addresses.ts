/**
 * Which operations bring the addresses of links to their target.
 *
 * @module
 */
import type { Address } from "../addr.ts";
import { parsePrefix } from "../input.ts";
import { addressKey, covers, formOfAddress } from "./forms.ts";
import type { PlanOperation } from "./operation.ts";
import type { State } from "./state.ts";
import { type AddressForm, type At, placed, type Target } from "./target.ts";

/** Operations on addresses, and what follows from them. */
export interface AddressSteps {
  readonly operations: PlanOperation[];
  /** Links that are without an IPv4 address in between: the kernel takes their routes away. */
  readonly bare: ReadonlySet<string>;
  readonly removed: readonly Address[];
}

/** Whether a declared lifetime and the kernel's are both limited, or neither; seconds pass. */
function alikeFor(wanted: number | "forever" | undefined, live: number | "forever"): boolean {
  return (wanted ?? "forever") === "forever" ? live === "forever" : live !== "forever";
}

/** Whether what cannot be changed is as wanted. */
function isSame(live: Address, wanted: AddressForm): boolean {
  const { scope, broadcast, label, secondary } = wanted;
  return (
    live.prefixLength === parsePrefix("address", wanted.address).length &&
    (scope === undefined || live.scope === scope) &&
    (label === undefined || live.label === label) &&
    (secondary === undefined || live.flags.includes("secondary") === secondary) &&
    (broadcast === undefined ||
      (broadcast === "auto" ? live.broadcast !== undefined : live.broadcast === broadcast))
  );
}

/** Whether what can be changed is as wanted. */
function isCurrent(live: Address, wanted: AddressForm): boolean {
  const { flags = [], metric, protocol, validLifetime, preferredLifetime = validLifetime } = wanted;
  return (
    flags.every((flag) => live.flags.includes(flag)) &&
    (metric === undefined || live.metric === metric) &&
    (protocol === undefined || live.protocol === protocol) &&
    alikeFor(validLifetime, live.validLifetime) &&
    alikeFor(preferredLifetime, live.preferredLifetime)
  );
}

/** Whether the one being removed can take the other along: both of one IPv4 network. */
function isNear({ address, prefixLength, family }: Address, wanted: AddressForm): boolean {
  return (
    (family === "ipv4" || address === wanted.address.split("/")[0]) &&
    (covers(`${address}/${prefixLength}`, wanted.address.split("/")[0] as string) ||
      address === wanted.address.split("/")[0])
  );
}

interface Parted {
  readonly keeps: { readonly live: Address; readonly wanted: At<AddressForm> }[];
  readonly adds: At<AddressForm>[];
  readonly deletes: Address[];
}

function partedOf(
  live: readonly Address[],
  wanted: readonly At<AddressForm>[],
  owns: Target["ownsAddress"],
): Parted {
  const left = new Map(
    live.map((each) => {
      const { peer } = each;
      const address = `${each.address}/${each.prefixLength}`;
      return [addressKey({ address, ...(peer !== undefined && { peer }) }), each];
    }),
  );
  const parted: Parted = { keeps: [], adds: [], deletes: [] };
  for (const each of wanted) {
    const key = addressKey(each.form);
    const found = left.get(key);
    left.delete(key);
    if (found !== undefined && isSame(found, each.form)) {
      parted.keeps.push({ live: found, wanted: each });
      continue;
    }
    parted.adds.push(each);
    if (found !== undefined) parted.deletes.push(found);
  }
  for (const each of left.values()) if (owns(each)) parted.deletes.push(each);
  // A primary address may take its secondary ones along.
  parted.deletes.sort((a, b) => Number(isSecondary(b)) - Number(isSecondary(a)));
  return parted;
}

function isSecondary({ family, flags }: Address): boolean {
  return family === "ipv4" && flags.includes("secondary");
}

function settled({ form, path }: At<AddressForm>, action: "add" | "replace"): PlanOperation {
  const { secondary, ...settings } = form;
  return { object: "address", action, settings, ...placed(path) };
}

/**
 * Operations on the addresses of all links of which they are declared. New ones come first, so that a link is not without
 * one, but for those that a removed one would take along.
 */
export function addressPlan(
  state: State,
  { addresses, ownsAddress }: Target,
  lost: ReadonlySet<string>,
  down: ReadonlySet<string>,
): AddressSteps {
  const operations: PlanOperation[] = [];
  const bare = new Set<string>();
  const removed: Address[] = [];
  for (const [dev, wanted] of addresses) {
    const all = state.addresses.filter((each) => each.dev === dev && !lost.has(dev));
    const live = all.filter(({ family }) => !(family === "ipv6" && down.has(dev)));
    const { keeps, adds, deletes } = partedOf(live, wanted, ownsAddress);
    // Some kernels are told to keep IPv6 addresses of a link that is down: then they are there already.
    const action = down.has(dev) ? "replace" : "add";
    const near = (each: At<AddressForm>): boolean =>
      deletes.some((other) => isNear(other, each.form));
    const early = adds.filter((each) => !near(each));
    for (const each of early) operations.push(settled(each, action));
    for (const each of deletes) {
      const settings = formOfAddress(each);
      if (settings !== undefined)
        operations.push({ object: "address", action: "delete", settings });
    }
    for (const each of adds) if (near(each)) operations.push(settled(each, action));
    for (const { live: kept, wanted: each } of keeps)
      if (!isCurrent(kept, each.form) || (isSecondary(kept) && near(each)))
        operations.push(settled(each, "replace"));
    removed.push(...deletes.filter(({ family }) => family === "ipv4"));
    const isLeft = (family: string): boolean =>
      live.some((each) => each.family === family && !deletes.includes(each)) ||
      early.some(({ form }) => parsePrefix("address", form.address).family === family);
    if (all.some(({ family }) => family === "ipv4") && !isLeft("ipv4")) bare.add(dev);
  }
  return { operations, bare, removed };
}
