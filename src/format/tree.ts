/**
 * Links as a forest: a port stands under its bridge, bond or VRF, a VLAN or macvlan under the link it
 * rests on; peers are told from such.
 *
 * @module
 */
import type { ShownLink } from "./shown.ts";

/** A link and what stands under it. */
export interface LinkNode<Link extends ShownLink = ShownLink> {
  readonly link: Link;
  /** Depth first, by index. */
  readonly children: readonly LinkNode<Link>[];
  /** The other end of a veth and its like, where that is in the same namespace. */
  readonly peer: Link | undefined;
}

/** The index of the link below, where that is one of this namespace. */
function lowerIndex(link: ShownLink): number | undefined {
  const { link: lower, linkNetnsid, index } = link;
  return lower === undefined || lower === 0 || lower === index || linkNetnsid !== undefined
    ? undefined
    : lower;
}

/**
 * Puts each link in its place, exactly once.
 *
 * A port counts as its master's rather than as that of the link it rests on; of links that name each
 * other neither is above. Rings of any other sort, which no kernel should have, are opened at the link
 * with the lowest index.
 *
 * @param links - In the order that siblings are to have.
 */
export function linkForest<Link extends ShownLink>(links: readonly Link[]): LinkNode<Link>[] {
  const byIndex = new Map(links.map((link) => [link.index, link]));
  const peers = new Map<Link, Link>();
  const children = new Map<Link, Link[]>();
  const roots: Link[] = [];
  for (const link of links) {
    const lower = byIndex.get(lowerIndex(link) ?? 0);
    const isPeer = lower !== undefined && lowerIndex(lower) === link.index;
    if (isPeer) peers.set(link, lower);
    const parent = byIndex.get(link.master ?? 0) ?? (isPeer ? undefined : lower);
    if (parent === undefined || parent === link) roots.push(link);
    else children.set(parent, [...(children.get(parent) ?? []), link]);
  }
  const placed = new Set<Link>();
  const place = (link: Link): LinkNode<Link> => {
    placed.add(link);
    const under = (children.get(link) ?? []).filter((child) => !placed.has(child));
    return { link, children: under.map(place), peer: peers.get(link) };
  };
  const forest = roots.map(place);
  for (const link of links) if (!placed.has(link)) forest.push(place(link));
  return forest;
}
