/**
 * Devices that go up and down, gain and lose their carrier, and are registered and deleted.
 *
 * @module
 * @see net/core/dev.c `__dev_notify_flags`, `unregister_netdevice_many_notify`; net/core/link_watch.c
 */
import { AF } from "../../uapi/index.ts";
import { bringDown4, bringUp4 } from "./address4.ts";
import { bringDown6, bringUp6, restorePrefixes6 } from "./address6.ts";
import { CHANGEABLE_FLAGS, type Device, FLAG } from "./device.ts";
import { ALL_CHANGED, tellLink } from "./link-value.ts";
import { dropNeighbours } from "./neighbour-change.ts";
import type { Network, Networks, Told } from "./network.ts";

/** Lets the devices above and beside one know that its state has changed. */
function tellUppers(networks: Networks, device: Device): void {
  device.master?.operations.portChanged?.(device);
  for (const network of networks) {
    for (const upper of network.devices) {
      if (upper.lower === device) upper.operations.lowerChanged?.();
    }
  }
}

/** Sets the carrier of a device; what follows is done when the request is (`netif_carrier_on`, `netif_carrier_off`). */
export function setCarrier(networks: Networks, device: Device, on: boolean): void {
  if (device.carrier === on) return;
  device.carrier = on;
  if (on) device.carrierUps++;
  else device.carrierDowns++;
  networks.ofDevice(device)?.watched.add(device);
}

/** Works through the devices whose carrier has changed (`linkwatch_run_queue`). */
export function settle(networks: Networks): void {
  // Each may change the carrier of others; a round for each device that exists is more than enough.
  for (let pending = true; pending; ) {
    pending = false;
    for (const network of networks) {
      for (const device of network.watched) {
        network.watched.delete(device);
        pending = true;
        settleDevice(network, device);
      }
    }
  }
}

function settleDevice(network: Network, device: Device): void {
  device.operState = device.expectedOperState();
  device.linkDown = !device.carrier;
  if (!device.up) return;
  bringUp6(network, device);
  if (!device.carrier) device.inet6Ready = false;
  tellLink(network, device);
  forgetNeighbours(network, device, 0);
  tellUppers(network.networks, device);
}

/** The state of a device that is up has changed (`NETDEV_CHANGE`): what is known of its neighbours may not hold any more. */
function forgetNeighbours(network: Network, device: Device, changed: number): void {
  for (const family of [AF.values.inet, AF.values.inet6]) {
    if ((changed & FLAG["no-arp"]) !== 0) dropNeighbours(network, device, family, "neighbours");
    if (!device.carrier) dropNeighbours(network, device, family, "passing");
  }
}

/** Has the kind of a device open it, without telling anybody. @throws A refusal of its kind. */
function openDevice(device: Device): void {
  device.operations.open?.();
  device.flags |= FLAG.up;
  device.linkDown = !device.carrier;
  device.qdisc = "noqueue";
}

/** What listens to devices hears that one has come up (`NETDEV_UP`). */
export function afterUp(network: Network, device: Device): void {
  bringUp4(network, device);
  restorePrefixes6(network, device);
  bringUp6(network, device);
  tellUppers(network.networks, device);
}

function afterDown(network: Network, device: Device): void {
  dropNeighbours(network, device, AF.values.inet);
  bringDown4(network, device);
  bringDown6(network, device);
  dropNeighbours(network, device, AF.values.inet6);
  tellUppers(network.networks, device);
}

/**
 * Changes flags as a request wants them, and tells of it (`dev_change_flags`).
 *
 * @param quiet - Nothing is told, and nobody hears: the device is new.
 * @throws A refusal of the kind.
 */
export function changeFlags(network: Network, device: Device, flags: number, quiet = false): void {
  const before = device.flags;
  const wasUp = device.up;
  device.flags = (device.flags & ~CHANGEABLE_FLAGS) | (flags & CHANGEABLE_FLAGS);
  if ((flags & FLAG.up) !== 0 && !wasUp) openDevice(device);
  const changed = device.flags ^ before;
  setMode(device, before, flags);
  if ((flags & FLAG.up) === 0 && wasUp) {
    device.flags &= ~FLAG.up;
    device.operations.stop?.();
  }
  const all = changed | (device.flags ^ before);
  if (quiet || all === 0) return;
  tellLink(network, device, { change: all });
  if (device.up && !wasUp) afterUp(network, device);
  const isMore = (all & ~(FLAG.up | FLAG.promisc | FLAG["all-multi"])) !== 0;
  if (device.up && isMore) forgetNeighbours(network, device, all);
  if (!device.up && wasUp) afterDown(network, device);
}

/** `IFF_PROMISC` and `IFF_ALLMULTI` are counted. */
function setMode(device: Device, before: number, flags: number): void {
  const count = (mask: number): number =>
    Number((flags & mask) !== 0) - Number((before & mask) !== 0);
  device.promiscuity += count(FLAG.promisc);
  device.allMulti += count(FLAG["all-multi"]);
  const mode = FLAG.promisc | FLAG["all-multi"];
  device.flags = (device.flags & ~mode) | (flags & mode);
}

/**
 * Brings a device down that is being deleted, or that must not be up any more.
 */
export function bringDown(network: Network, device: Device, change: number): void {
  if (!device.up) return;
  device.flags &= ~FLAG.up;
  device.operations.stop?.();
  tellLink(network, device, { change });
  afterDown(network, device);
}

/** Tells of a device that is there from now on (`rtnl_configure_link`). */
export function announceDevice(network: Network, device: Device, told?: Told): void {
  tellLink(network, device, { change: ALL_CHANGED }, told);
  if (device.up) afterUp(network, device);
}

/**
 * Deletes devices, and those that go with them, in that order.
 *
 * @param told - How the first is told of; the others are the kernel's own doing.
 */
export function deleteDevices(networks: Networks, first: readonly Device[], told?: Told): void {
  const gone = new Set<Device>();
  const collect = (device: Device): void => {
    if (gone.has(device)) return;
    gone.add(device);
    for (const other of device.operations.companions?.() ?? []) collect(other);
    for (const network of networks) {
      for (const upper of network.devices) {
        if (upper.lower === device && upper.operations.lowerChanged !== undefined) collect(upper);
      }
    }
  };
  for (const device of first) collect(device);
  // The ends of a pair let go of each other before anything is told.
  for (const device of gone) if (device.kind === "veth") device.lower = undefined;
  for (const device of gone) {
    const network = networks.ofDevice(device);
    if (network !== undefined) bringDown(network, device, FLAG.up | FLAG.running);
  }
  for (const device of gone) {
    const network = networks.ofDevice(device);
    if (network !== undefined)
      deleteOne(network, device, first.includes(device) ? told : undefined);
  }
}

function deleteOne(network: Network, device: Device, told: Told | undefined): void {
  device.leaving = true;
  device.master?.operations.removePort?.(device);
  const ports = network.devices.filter(({ master }) => master === device);
  for (const port of ports) device.operations.removePort?.(port);
  for (const family of [AF.values.inet, AF.values.inet6]) {
    dropNeighbours(network, device, family);
  }
  bringDown6(network, device);
  bringDown4(network, device);
  device.qdisc = "noop";
  network.remove(device);
  tellLink(network, device, { type: "del", change: ALL_CHANGED }, told);
}
