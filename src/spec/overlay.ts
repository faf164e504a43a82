/**
 * Corrections and additions laid over a spec: a second document in the same language, merged by name
 * before anything is resolved.
 *
 * Lists whose items have names (definitions, attribute sets and their attributes, sub-messages and their
 * formats, operations, groups) are merged item by item, everything else is replaced. What is changed or
 * added says why (`reason`), there or around it. A change that changes nothing is an error: the spec has
 * caught up, and the correction can go.
 *
 * @module
 */
import { SpecNode } from "./parse.ts";

/** Lists that are merged, and what their items are known by. */
const MERGED: ReadonlyMap<string, string> = new Map([
  ["definitions", "name"],
  ["attribute-sets", "name"],
  ["attributes", "name"],
  ["sub-messages", "name"],
  ["formats", "value"],
  ["list", "name"],
]);

/** What tables are made of beyond the need of the messages says nothing about the spec. */
const KEEP = "keep";

function isSame(left: SpecNode | undefined, right: SpecNode): boolean {
  const a = left?.content;
  const b = right.content;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && b.every((item, index) => isSame(a[index], item));
  }
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...b].every(([key, node]) => isSame(a.get(key), node));
  }
  return a === b;
}

function mergeList(base: SpecNode, change: SpecNode, by: string, explained: boolean): SpecNode {
  const items = [...base.items];
  for (const item of change.items) {
    const name = item.textOf(by);
    const index = items.findIndex((other) => other.textOf(by) === name);
    const found = items[index];
    if (found !== undefined) items[index] = mergeMap(found, item, explained);
    else if (explained || item.get("reason") !== undefined) items.push(item);
    else item.fail(`${name ?? "an addition"}: give the reason for it`);
  }
  return new SpecNode(base.place, items);
}

function mergeMap(base: SpecNode, change: SpecNode, outer: boolean): SpecNode {
  const explained = outer || change.get("reason") !== undefined;
  const entries = new Map(base.entries);
  for (const [key, node] of change.entries) {
    const before = entries.get(key);
    // What an item is known by is no change of it.
    if (key === "reason" || key === "name" || (key === "value" && isSame(before, node))) continue;
    const by = MERGED.get(key);
    if (before !== undefined && by !== undefined) {
      entries.set(key, mergeList(before, node, by, explained));
    } else if (before?.content instanceof Map && key !== "checks") {
      entries.set(key, mergeMap(before, node, explained));
    } else if (isSame(before, node)) {
      node.fail(`${key}: the spec says so itself; the correction is no longer needed`);
    } else if (explained || by !== undefined || key === KEEP) {
      entries.set(key, node);
    } else node.fail(`${key}: give the reason for the change`);
  }
  // A changed item is complained about where it was changed.
  return new SpecNode(explained ? change.place : base.place, entries);
}

/**
 * Lays corrections over a spec.
 *
 * @throws `NetlinkSpecError` at a change that has no reason, or no effect.
 */
export function applyOverlay(spec: SpecNode, overlay: SpecNode): SpecNode {
  return mergeMap(spec, overlay, false);
}
