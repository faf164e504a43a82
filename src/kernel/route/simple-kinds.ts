/**
 * Links without a life of their own: the loopback, and dummies.
 *
 * @module
 * @see drivers/net/loopback.c, drivers/net/dummy.c
 */
import { ARPHRD } from "../../uapi/route/index.ts";
import { Device, FLAG, GSO_MAX_SIZE } from "./device.ts";
import { type LinkKind, makeDevice, validateEthernet } from "./kind.ts";
import { announceDevice, changeFlags } from "./link-state.ts";
import type { Network } from "./network.ts";

/** `65536`: the loopback's MTU, which fits what TCP sends at once. */
const LOOPBACK_MTU = 65_536;

/** Gives a namespace its loopback: index 1, down. */
export function addLoopback(network: Network): void {
  const device = new Device("lo", undefined);
  device.type = ARPHRD.values.loopback;
  device.flags = FLAG.loopback;
  device.mtu = LOOPBACK_MTU;
  device.minMtu = 0;
  device.maxMtu = 0;
  device.broadcast = new Uint8Array(6);
  device.immutable = true;
  device.tsoMaxSize = GSO_MAX_SIZE;
  network.add(device);
}

/** `dummy`: takes packets and loses them; always has a carrier. */
export const dummyKind: LinkKind = {
  name: "dummy",
  validate: validateEthernet,
  create({ network, request, told }) {
    const setup = (made: Device): void => {
      made.flags = FLAG.broadcast | FLAG["no-arp"];
      made.minMtu = 0;
      made.maxMtu = 0;
      made.tsoMaxSize = GSO_MAX_SIZE;
    };
    const device = makeDevice(network, "dummy", request, setup);
    network.add(device, request.ifiIndex);
    configure(network, device, request);
    announceDevice(network, device, told);
    return device;
  },
};

/** Flags that a request for a new device asks for, before anything is told of it. @throws A refusal of the kind. */
export function configure(
  network: Network,
  device: Device,
  { ifiFlags = 0, ifiChange = 0 }: { readonly ifiFlags?: number; readonly ifiChange?: number },
): void {
  if (ifiFlags === 0 && ifiChange === 0) return;
  changeFlags(network, device, wantedFlags(device, ifiFlags, ifiChange), true);
}

/** Flags as a request wants them: those of its mask, or where it has none all (`rtnl_dev_combine_flags`). */
export function wantedFlags(device: Device, flags: number, change: number): number {
  if (change === 0) return flags;
  const promiscuous = device.flags & (FLAG.promisc | FLAG["all-multi"]);
  return (flags & change) | ((device.shownFlags | promiscuous) & ~change);
}
