/**
 * Pairs of virtual Ethernet devices: each has a carrier while both are up.
 *
 * @module
 * @see drivers/net/veth.c
 */
import { refusal } from "../failure.ts";
import { type Device, GSO_MAX_SIZE, type LinkRequest } from "./device.ts";
import { type LinkKind, type Making, makeDevice, validateEthernet } from "./kind.ts";
import { announceDevice, deleteDevices, setCarrier } from "./link-state.ts";
import type { Network } from "./network.ts";
import { configure } from "./simple-kinds.ts";

const LEAST_MTU = 68;
const MOST_MTU = 65_535;

function validate(request: LinkRequest): void {
  validateEthernet(request);
  const { mtu } = request;
  if (mtu !== undefined && (mtu < LEAST_MTU || mtu > MOST_MTU)) throw refusal("EINVAL");
}

/** One end, registered and without a carrier. */
function makeEnd(network: Network, request: LinkRequest, index: number): Device {
  const device = makeDevice(network, "veth", request, (made) => {
    made.tellsLower = true;
    made.tsoMaxSize = GSO_MAX_SIZE;
  });
  const { networks } = network;
  const setBoth = (on: boolean): void => {
    setCarrier(networks, device, on);
    if (device.lower !== undefined) setCarrier(networks, device.lower, on);
  };
  device.operations = {
    open() {
      if (device.lower === undefined) throw refusal("ENOTCONN");
      if (device.lower.up) setBoth(true);
    },
    stop: () => setBoth(false),
    companions: () => (device.lower === undefined ? [] : [device.lower]),
  };
  network.add(device, index);
  setCarrier(networks, device, false);
  device.operState = device.expectedOperState();
  return device;
}

const NO_REQUEST = { ifiFamily: 0, ifiType: 0, ifiIndex: 0, ifiFlags: 0, ifiChange: 0 };

/** The other end as `VETH_INFO_PEER` describes it. */
function peerRequest(request: LinkRequest): LinkRequest {
  const data = request.linkinfo?.data as { readonly peer?: LinkRequest } | undefined;
  if (data?.peer !== undefined) return data.peer;
  // Where nothing is said of it, it is like the first but for what there can be one of only.
  const { ifname, address, linkinfo, master, ...alike } = request;
  return { ...alike, ...NO_REQUEST };
}

/**
 * Makes a pair, the other end first.
 *
 * @param peerNetwork - Where the other end is made.
 * @throws A refusal.
 */
function createPair({ network, request, told }: Making, peerNetwork: Network): Device {
  const wanted = peerRequest(request);
  validate(wanted);
  // veth_newlink: the other end is given the index that is asked for only where the first one is, too.
  const peer = makeEnd(peerNetwork, wanted, request.ifiIndex === 0 ? 0 : wanted.ifiIndex);
  try {
    configure(peerNetwork, peer, wanted);
  } catch (error) {
    peerNetwork.remove(peer);
    throw error;
  }
  announceDevice(peerNetwork, peer);
  let device: Device | undefined;
  try {
    device = makeEnd(network, request, request.ifiIndex);
    device.lower = peer;
    peer.lower = device;
    configure(network, device, request);
  } catch (error) {
    deleteDevices(network.networks, device === undefined ? [peer] : [device]);
    throw error;
  }
  announceDevice(network, device, told);
  return device;
}

/** `veth`. */
export const vethKind: LinkKind = {
  name: "veth",
  validate(request) {
    validate(request);
    const { netNsPid, netNsFd } = peerRequest(request);
    // Processes and descriptors are of another kernel than this one.
    if (netNsPid !== undefined) throw refusal("ESRCH");
    if (netNsFd !== undefined) throw refusal("EBADF");
  },
  create(making) {
    const { targetNetnsid: id } = peerRequest(making.request);
    const peerNetwork = id === undefined ? making.network : making.network.withId(id);
    if (peerNetwork === undefined) throw refusal("EINVAL");
    return createPair(making, peerNetwork);
  },
};
