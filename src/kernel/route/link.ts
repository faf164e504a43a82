/**
 * Requests about links.
 *
 * @module
 * @see net/core/rtnetlink.c `rtnl_newlink`, `rtnl_setlink`, `rtnl_dellink`, `rtnl_getlink`, `rtnl_dump_ifinfo`
 */
import { linkAttrs, linkMessage, rtLink } from "../../uapi/route/index.ts";
import {
  NLM_F_CREATE,
  NLM_F_DUMP_FILTERED,
  NLM_F_EXCL,
  NLM_F_REPLACE,
  NLMSG_HDRLEN,
} from "../../wire/index.ts";
import type { DumpSource } from "../dump.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import { POLICY as KINDS_OF_POLICY } from "../policy.ts";
import { bridgeKind, portValue } from "./bridge.ts";
import type { Device, LinkRequest } from "./device.ts";
import { dumpOf } from "./dump-source.ts";
import type { LinkKind } from "./kind.ts";
import { changeLink, setMaster } from "./link-change.ts";
import { inet6LinkValue } from "./link-inet6.ts";
import { deleteDevices } from "./link-state.ts";
import { linkValue } from "./link-value.ts";
import type { Network } from "./network.ts";
import { routePolicy } from "./policies.ts";
import { checkOnly, isStrict, readRequest } from "./request.ts";
import { dummyKind } from "./simple-kinds.ts";
import { vethKind } from "./veth.ts";
import { vlanKind } from "./vlan.ts";

const KINDS: ReadonlyMap<string, LinkKind> = new Map(
  [bridgeKind, dummyKind, vethKind, vlanKind].map((kind) => [kind.name, kind]),
);
const LINK_POLICY = routePolicy(linkAttrs);
const ALIAS = linkAttrs.entries.ifalias[0];
/** An alias is bytes (`IFALIASZ`): it may be none, which takes it away. */
const POLICY = {
  ...LINK_POLICY,
  attributes: LINK_POLICY.attributes.map((policy, number) =>
    number === ALIAS && policy !== undefined
      ? { ...policy, kind: KINDS_OF_POLICY.binary, maxLength: 255 }
      : policy,
  ),
};
const HEADER = ["ifiFamily", "ifiType", "ifiIndex", "ifiFlags", "ifiChange", "unknown"];
/** Of an `ifinfomsg`, all but family and index. */
const NOT_INDEX = [
  [1, 4],
  [8, 16],
] as const;
const INDEX = [[4, 8]] as const;
const { type: NEWLINK } = rtLink.operations.RTM_NEWLINK;

/** The namespace that a request is about. @throws A refusal. */
function targetOf(network: Network, request: LinkRequest): Network {
  const { netNsPid, netNsFd, targetNetnsid } = request;
  // There are no processes in here, and a descriptor is of another kernel.
  if (netNsPid !== undefined) throw refusal("ESRCH");
  if (netNsFd !== undefined) throw refusal("EBADF");
  if (targetNetnsid === undefined) return network;
  const found = network.withId(targetNetnsid);
  if (found === undefined) throw refusal("EINVAL");
  return found;
}

/** The device that a request names: by index, else by name; undefined where it names none. */
function named(network: Network, request: LinkRequest): Device | undefined | "none" {
  const { ifiIndex, ifname, altIfname } = request;
  if (ifiIndex > 0) return network.device(ifiIndex);
  const name = ifname ?? altIfname;
  return name === undefined ? "none" : network.named(name);
}

/** @throws A refusal: `ENODEV`, and `EINVAL` where nothing is named. */
function deviceOf(network: Network, request: LinkRequest): Device {
  const device = named(network, request);
  if (device === "none") throw refusal("EINVAL");
  if (device === undefined) throw refusal("ENODEV");
  return device;
}

function read(message: Message): LinkRequest {
  return readRequest(message, linkMessage, { policy: POLICY });
}

/** `RTM_NEWLINK`: makes a link, or changes one. @throws A refusal. */
export function newLink(message: Message, from: Network): void {
  const request = read(message);
  const network = targetOf(from, request);
  const { flags } = message;
  const kind = KINDS.get(request.linkinfo?.kind ?? "");
  if (kind !== undefined) kind.validate?.(request);
  const { linkNetnsid } = request;
  const linkNetwork = linkNetnsid === undefined ? network : network.withId(linkNetnsid);
  if (linkNetwork === undefined) throw refusal("EINVAL", "Unknown network namespace id");
  if (request.ifiIndex < 0) throw refusal("EINVAL", "ifindex can't be negative");
  const found = named(network, request);
  if (found !== undefined && found !== "none") {
    if ((flags & NLM_F_EXCL) !== 0) throw refusal("EEXIST");
    if ((flags & NLM_F_REPLACE) !== 0) throw refusal("EOPNOTSUPP");
    return changeFound(network, found, kind, request);
  }
  if ((flags & NLM_F_CREATE) === 0) {
    if (found === "none" && request.group !== undefined) return changeGroup(network, request);
    throw refusal("ENODEV");
  }
  if (request.map !== undefined || request.protinfo !== undefined) throw refusal("EOPNOTSUPP");
  if (kind === undefined) throw refusal("EOPNOTSUPP", "Unknown device type");
  const told = { request: message };
  const device = kind.create({ network, linkNetwork, request, told });
  if (request.master === undefined) return;
  try {
    setMaster(network, device, request.master);
  } catch (error) {
    deleteDevices(network.networks, [device]);
    throw error;
  }
}

function changeFound(
  network: Network,
  device: Device,
  kind: LinkKind | undefined,
  request: LinkRequest,
): void {
  const data = request.linkinfo?.data;
  if (data !== undefined) {
    if (kind === undefined || kind.name !== device.kind || kind.change === undefined) {
      throw refusal("EOPNOTSUPP");
    }
    kind.change(network, device, data);
  }
  changeLink(network, device, request);
}

function changeGroup(network: Network, request: LinkRequest): void {
  for (const device of network.devices) {
    if (device.group === request.group) changeLink(network, device, request);
  }
}

/** `RTM_SETLINK`. @throws A refusal. */
export function setLink(message: Message, from: Network): void {
  const request = read(message);
  const network = targetOf(from, request);
  changeLink(network, deviceOf(network, request), request);
}

/** `RTM_DELLINK`: one link, or a group of them. @throws A refusal. */
export function deleteLink(message: Message, from: Network): void {
  const request = read(message);
  const network = targetOf(from, request);
  const { group } = request;
  const found = named(network, request);
  if (found === "none" && group !== undefined) return deleteGroup(message, network, group);
  const device = deviceOf(network, request);
  if (device.kind === undefined) throw refusal("EOPNOTSUPP");
  deleteDevices(network.networks, [device], { request: message });
}

function deleteGroup(message: Message, network: Network, group: number): void {
  if (group === 0) throw refusal("EPERM");
  const members = network.devices.filter((device) => device.group === group);
  if (members.length === 0) throw refusal("ENODEV");
  if (members.some(({ kind }) => kind === undefined)) throw refusal("EOPNOTSUPP");
  deleteDevices(network.networks, members, { request: message });
}

function maskOf({ extMask }: LinkRequest): number {
  return typeof extMask === "number" ? extMask : 0;
}

/** `RTM_GETLINK` for one link. @throws A refusal. */
export function getLink(message: Message, from: Network): void {
  const strict = isStrict(message);
  const request = readRequest(message, linkMessage, {
    policy: POLICY,
    strict,
    shortHeader: "Invalid header for get link",
    ...(strict && {
      zeroes: [{ ranges: NOT_INDEX, sentence: "Invalid values in header for get link request" }],
    }),
  });
  if (strict) {
    const allowed = ["ifname", "altIfname", "extMask", "targetNetnsid"];
    checkOnly(request, HEADER, allowed, "Unsupported attribute in get link request");
  }
  const network = targetOf(from, request);
  const device = deviceOf(network, request);
  const value = linkValue(network, device, { mask: maskOf(request) });
  from.answer(message, NEWLINK, linkMessage, value);
}

/** What a dump of links is limited to. */
interface LinkFilter {
  readonly network: Network;
  readonly master: number | undefined;
  readonly kind: LinkKind | undefined;
  readonly mask: number;
}

/** @throws A refusal. */
function readFilter(message: Message, from: Network): LinkFilter {
  const strict = isStrict(message);
  const size = linkMessage.header?.size ?? 0;
  if (!strict && message.end - message.start < NLMSG_HDRLEN + size) {
    return { network: from, master: undefined, kind: undefined, mask: 0 };
  }
  const request = readRequest(message, linkMessage, {
    policy: POLICY,
    strict,
    shortHeader: "Invalid header for link dump",
    ...(strict && {
      zeroes: [
        { ranges: NOT_INDEX, sentence: "Invalid values in header for link dump request" },
        { ranges: INDEX, sentence: "Filter by device index not supported for link dumps" },
      ],
    }),
  });
  if (strict) {
    const allowed = ["targetNetnsid", "extMask", "master", "linkinfo"];
    checkOnly(request, HEADER, allowed, "Unsupported attribute in link dump request");
  }
  const { targetNetnsid } = request;
  const master = request.master === 0 ? undefined : request.master;
  const network = targetNetnsid === undefined ? from : from.withId(targetNetnsid);
  if (network === undefined) throw refusal("EINVAL", "Invalid target network namespace id");
  const kind = KINDS.get(request.linkinfo?.kind ?? "");
  return { network, master, kind, mask: maskOf(request) };
}

/** Where requests are not checked closely, what is wrong with a filter is passed over, and the filter with it. */
function filterOf(message: Message, from: Network): LinkFilter {
  try {
    return readFilter(message, from);
  } catch (error) {
    if (isStrict(message)) throw error;
    message.extack = undefined;
    return { network: from, master: undefined, kind: undefined, mask: 0 };
  }
}

/** `RTM_GETLINK` for all links. */
export function dumpLinks(message: Message, from: Network): DumpSource {
  return dumpOf(NEWLINK, linkMessage, () => {
    const { network, master, kind, mask } = filterOf(message, from);
    const isWanted = (device: Device): boolean =>
      (master === undefined || device.master?.index === master) &&
      (kind === undefined || device.kind === kind.name);
    const filtered = master !== undefined || kind !== undefined;
    return {
      rows: network.devices
        .filter(isWanted)
        .map(
          (device) => () =>
            network.owns(device) ? linkValue(network, device, { mask }) : undefined,
        ),
      rowFlags: filtered ? NLM_F_DUMP_FILTERED : 0,
      separateDone: true,
      generation: () => network.linkGeneration,
    };
  });
}

/** `RTM_GETLINK` for IPv6: the links as it sees them. */
export function dumpInet6Links(message: Message, network: Network): DumpSource {
  return dumpOf(NEWLINK, linkMessage, () => {
    if (isStrict(message)) checkInet6Dump(message);
    return {
      rows: network.devices.map((device) => () => inet6LinkValue(network, device)),
      generation: () => network.linkGeneration,
    };
  });
}

/** `inet6_valid_dump_ifinfo`. @throws A refusal. */
function checkInet6Dump({ bytes, start, end }: Message): void {
  const size = linkMessage.header?.size ?? 0;
  const payload = start + NLMSG_HDRLEN;
  if (end - payload < size) {
    throw refusal("EINVAL", "ipv6: Invalid header for link dump request");
  }
  if (end - payload > size) throw refusal("EINVAL", "ipv6: Invalid data after header");
  // All but the family.
  if (bytes.subarray(payload + 1, end).some((byte) => byte !== 0)) {
    throw refusal("EINVAL", "ipv6: Invalid values in header for dump request");
  }
}

/** `RTM_GETLINK` for bridges: the ports. */
export function dumpBridgePorts(network: Network): DumpSource {
  return dumpOf(NEWLINK, linkMessage, () => ({
    rows: network.devices
      .filter(({ master }) => master !== undefined)
      .map((device) => () => portValue(device)),
  }));
}
