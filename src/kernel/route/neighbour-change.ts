/**
 * Neighbours that come and go.
 *
 * @module
 * @see net/core/neighbour.c `neigh_fill_info`, `neigh_flush_dev`
 */
import { NUD, neighbourMessage, RTNLGRP, rtNeigh } from "../../uapi/route/index.ts";
import type { Device } from "./device.ts";
import type { Neighbour, Network, Told } from "./network.ts";

const { RTM_NEWNEIGH, RTM_DELNEIGH } = rtNeigh.operations;

/** A neighbour as a message tells it. */
export function neighbourValue(network: Network, one: Neighbour): object {
  // Ages are told, in clock ticks; confirmed starts a reachable time back.
  const age = Math.max(0, network.now - one.updated);
  return {
    ndmFamily: one.family,
    ndmIfindex: one.index,
    ndmState: one.state,
    ndmFlags: one.flags,
    ndmType: one.type,
    dst: one.dst,
    ...(one.lladdr !== undefined && { lladdr: one.lladdr }),
    ...(!one.proxy && { probes: 0 }),
    ...(!one.proxy && {
      cacheinfo: { confirmed: age, used: age, updated: age, refcnt: 0 },
    }),
    ...(one.protocol !== 0 && { protocol: one.protocol }),
    ...(one.flagsExt !== 0 && { flagsExt: one.flagsExt }),
  };
}

/** Tells of a neighbour. */
export function tellNeighbour(
  network: Network,
  type: "new" | "del",
  one: Neighbour,
  told?: Told,
): void {
  const number = type === "new" ? RTM_NEWNEIGH.type : RTM_DELNEIGH.type;
  const group = RTNLGRP.values.RTNLGRP_NEIGH;
  network.tell(group, number, neighbourMessage, () => neighbourValue(network, one), told);
}

/** Takes a neighbour out and tells of it; of proxies nothing is told. */
export function dropNeighbour(network: Network, one: Neighbour, told?: Told): void {
  const at = network.neighbours.indexOf(one);
  if (at >= 0) network.neighbours.splice(at, 1);
  if (!one.proxy) tellNeighbour(network, "del", one, told);
}

/**
 * Neighbours that go when something happens to their device.
 *
 * @param which - `all`: proxies too, the device goes down; `neighbours`: its address has changed; `passing`: it has no
 *   carrier, and permanent ones stay.
 * @see net/core/neighbour.c `neigh_ifdown`, `neigh_changeaddr`, `neigh_carrier_down`
 */
export function dropNeighbours(
  network: Network,
  device: Device,
  family: number,
  which: "all" | "neighbours" | "passing" = "all",
): void {
  const goes = ({ proxy, state }: Neighbour): boolean =>
    proxy ? which === "all" : which !== "passing" || (state & NUD.masks.permanent) === 0;
  const gone = network.neighbours.filter(
    (one) => one.index === device.index && one.family === family && goes(one),
  );
  for (const one of gone.reverse()) dropNeighbour(network, one);
}
