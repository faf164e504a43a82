/**
 * nlctrl: the family that tells of families.
 *
 * Its messages are written by hand, for the kernel marks the older nests (operations, groups) without
 * `NLA_F_NESTED` and counts them from 1.
 *
 * @module
 * @see net/netlink/genetlink.c `ctrl_fill_info`, `ctrl_dumppolicy`
 */
import { ERRNO } from "../errors/index.ts";
import {
  CTRL_CMD_DELFAMILY,
  CTRL_CMD_DELMCAST_GRP,
  CTRL_CMD_GETFAMILY,
  CTRL_CMD_GETPOLICY,
  CTRL_CMD_NEWFAMILY,
  CTRL_CMD_NEWMCAST_GRP,
  ctrlAttrs,
  GENL_FLAGS,
  GENL_ID_CTRL,
  mcastGroupAttrs,
  opAttrs,
  opPolicyAttrs,
} from "../uapi/generic/index.ts";
import { NETLINK_GENERIC } from "../uapi/index.ts";
import {
  attributes,
  GENL_HDRLEN,
  LITTLE_ENDIAN,
  MessageBuilder,
  NLA_F_NESTED,
  NLMSG_HDRLEN,
  readText,
} from "../wire/index.ts";
import type { NetlinkCore } from "./af-netlink.ts";
import type { DumpOutput, DumpSource } from "./dump.ts";
import { refusal } from "./failure.ts";
import {
  type BusEvent,
  type BusFamily,
  type BusOperation,
  type GenericBus,
  type NumberedFamily,
  putGenericHeader,
} from "./genetlink.ts";
import type { Message } from "./message.ts";
import { type Policy, policyOfNumbers } from "./policy.ts";
import { isTold, PolicyList, writePolicy } from "./policy-dump.ts";
import { VALIDATE } from "./validate.ts";

const VERSION = 2;
const FAMILY_ID = ctrlAttrs.entries.familyId[0];
const FAMILY_NAME = ctrlAttrs.entries.familyName[0];
const OP = ctrlAttrs.entries.op[0];

const FAMILY_POLICY = policyOfNumbers(ctrlAttrs, [FAMILY_ID, FAMILY_NAME]);
const POLICY_POLICY = policyOfNumbers(ctrlAttrs, [FAMILY_ID, FAMILY_NAME, OP]);

const EVENT_COMMANDS: Readonly<Record<BusEvent, number>> = {
  "new-family": CTRL_CMD_NEWFAMILY,
  "delete-family": CTRL_CMD_DELFAMILY,
  "new-group": CTRL_CMD_NEWMCAST_GRP,
  "delete-group": CTRL_CMD_DELMCAST_GRP,
};

/** What a request asks for, of what the policy has checked; of attributes that repeat, the last counts. */
interface Asked {
  id?: number;
  name?: string;
  op?: number;
  /** Where that attribute stands, from the `nlmsghdr`. */
  opOffset?: number;
}

function readAsked({ bytes, view, start, end }: Message, policy: Policy): Asked {
  const asked: Asked = {};
  // What does not parse at the end has been warned of by now, and is passed over as by the kernel.
  let room = end;
  for (let at = start + NLMSG_HDRLEN + GENL_HDRLEN; room - at >= 4; ) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < 4 || length > end - at) {
      room = at;
      break;
    }
    at += (length + 3) & ~3;
  }
  const from = start + NLMSG_HDRLEN + GENL_HDRLEN;
  for (const { type, payload, end: stop } of attributes(bytes, from, room)) {
    // What the operation does not take has not been checked.
    if (policy.attributes[type] === undefined) continue;
    if (type === FAMILY_ID) asked.id = view.getUint16(payload, LITTLE_ENDIAN);
    else if (type === FAMILY_NAME) asked.name = readText(bytes, payload, stop);
    else if (type === OP) {
      asked.op = view.getUint32(payload, LITTLE_ENDIAN);
      asked.opOffset = payload - 4 - start;
    }
  }
  return asked;
}

function flagsOf(operation: BusOperation): number {
  const { doit, dumpit, doPolicy, dumpPolicy, permission } = operation;
  const { masks } = GENL_FLAGS;
  let flags = 0;
  if (permission === "admin") flags |= masks["admin-perm"];
  if (permission === "namespace-admin") flags |= masks["uns-admin-perm"];
  if (doit !== undefined) flags |= masks["cmd-cap-do"];
  if (dumpit !== undefined) flags |= masks["cmd-cap-dump"];
  if (doPolicy !== undefined || dumpPolicy !== undefined) flags |= masks["cmd-cap-haspol"];
  return flags;
}

function putGroups(builder: MessageBuilder, groups: readonly [name: string, id: number][]): void {
  if (groups.length === 0) return;
  const list = builder.beginAttribute(ctrlAttrs.entries.mcastGroups[0]);
  groups.forEach(([name, id], index) => {
    const nest = builder.beginAttribute(index + 1);
    builder.putU32(mcastGroupAttrs.entries.id[0], id);
    builder.putText(mcastGroupAttrs.entries.name[0], name);
    builder.endAttribute(nest);
  });
  builder.endAttribute(list);
}

/** All that is told of a family (`ctrl_fill_info`). */
function putFamily(builder: MessageBuilder, family: NumberedFamily, command: number): void {
  const { entries } = ctrlAttrs;
  putGenericHeader(builder, command, VERSION);
  builder.putText(FAMILY_NAME, family.name);
  builder.putU16(FAMILY_ID, family.id);
  builder.putU32(entries.version[0], family.version);
  builder.putU32(entries.hdrsize[0], family.headerSize);
  builder.putU32(entries.maxattr[0], family.maxAttribute);
  if (family.operations.size > 0) {
    const list = builder.beginAttribute(entries.ops[0]);
    let index = 0;
    for (const operation of family.operations.values()) {
      const nest = builder.beginAttribute(++index);
      builder.putU32(opAttrs.entries.id[0], operation.command);
      builder.putU32(opAttrs.entries.flags[0], flagsOf(operation));
      builder.endAttribute(nest);
    }
    builder.endAttribute(list);
  }
  const { groups, firstGroup } = family;
  putGroups(
    builder,
    groups.map((name, index) => [name, firstGroup + index]),
  );
}

/** One group, as events tell of it (`ctrl_fill_mcgrp_info`). */
function putGroup(
  builder: MessageBuilder,
  family: NumberedFamily,
  group: number,
  command: number,
): void {
  putGenericHeader(builder, command, VERSION);
  builder.putText(FAMILY_NAME, family.name);
  builder.putU16(FAMILY_ID, family.id);
  putGroups(builder, [[family.groups[group] ?? "", family.firstGroup + group]]);
}

/** The families, one message each. */
function* familyMessages(families: readonly NumberedFamily[], request: Message) {
  for (const family of families) {
    if (family.isIn?.(request.sender.netns) === false) continue;
    yield (builder: MessageBuilder) => putFamily(builder, family, CTRL_CMD_NEWFAMILY);
  }
}

type Write = (builder: MessageBuilder) => void;

/** First which policies an operation has, then each attribute of each policy. */
function* policyMessages(family: NumberedFamily, operations: readonly BusOperation[]) {
  const list = new PolicyList();
  for (const { doPolicy, dumpPolicy } of operations) {
    list.add(doPolicy);
    list.add(dumpPolicy);
  }
  const started: Write = (builder) => {
    putGenericHeader(builder, CTRL_CMD_GETPOLICY, VERSION);
    builder.putU16(FAMILY_ID, family.id);
  };
  for (const operation of operations) {
    const { doPolicy, dumpPolicy, command, doit, dumpit } = operation;
    const told: [number, Policy][] = [];
    if (doit !== undefined && doPolicy !== undefined)
      told.push([opPolicyAttrs.entries.do[0], doPolicy]);
    if (dumpit !== undefined && dumpPolicy !== undefined) {
      told.push([opPolicyAttrs.entries.dump[0], dumpPolicy]);
    }
    const indexes = told.filter(([, policy]) => list.indexOf(policy) >= 0);
    if (indexes.length === 0) continue;
    yield (builder: MessageBuilder) => {
      started(builder);
      const nest = builder.beginNest(ctrlAttrs.entries.opPolicy[0]);
      // Without a doit the kernel writes 0 here: it takes the number from the empty half (v6.18 ctrl_dumppolicy_put_op).
      const own = builder.beginNest(doit === undefined ? 0 : command);
      for (const [type, policy] of indexes) builder.putU32(type, list.indexOf(policy));
      builder.endAttribute(own);
      builder.endAttribute(nest);
    };
  }
  for (const [index, policy] of list.policies.entries()) {
    for (const [number, attribute] of policy.attributes.entries()) {
      if (!isTold(attribute)) continue;
      yield (builder: MessageBuilder) => {
        started(builder);
        const nest = builder.beginNest(ctrlAttrs.entries.policy[0]);
        const own = builder.beginNest(index);
        writePolicy(builder, attribute, number | NLA_F_NESTED, list);
        builder.endAttribute(own);
        builder.endAttribute(nest);
      };
    }
  }
}

function sourceOf(writers: Iterator<Write, unknown>, separateDone: boolean): DumpSource {
  return {
    separateDone,
    next(output: DumpOutput): boolean {
      const { done, value } = writers.next();
      if (done === true) return false;
      output.begin(GENL_ID_CTRL);
      value(output.builder);
      output.end();
      return true;
    },
  };
}

/** Puts nlctrl on the bus; from then on it tells of what happens there. */
export function createController(core: NetlinkCore, bus: GenericBus): NumberedFamily {
  const builder = new MessageBuilder(1024);

  function getFamily(request: Message): number {
    const { id, name } = readAsked(request, FAMILY_POLICY);
    let family: NumberedFamily | undefined;
    let errno: number = ERRNO.EINVAL;
    if (id !== undefined) {
      family = bus.find(id);
      errno = ERRNO.ENOENT;
    }
    if (name !== undefined) {
      family = bus.find(name);
      errno = ERRNO.ENOENT;
    }
    if (family === undefined) return errno;
    if (family.isIn?.(request.sender.netns) === false) return ERRNO.ENOENT;
    builder.reset();
    const at = builder.beginMessage(GENL_ID_CTRL, 0, request.seq, request.sender.portId);
    putFamily(builder, family, CTRL_CMD_NEWFAMILY);
    builder.endMessage(at);
    bus.answer(request, builder.bytes, builder.length);
    return 0;
  }

  function dumpPolicy(request: Message): DumpSource {
    const { id, name, op, opOffset } = readAsked(request, POLICY_POLICY);
    if (id === undefined && name === undefined) throw refusal("EINVAL");
    const family = bus.find(id ?? name ?? "");
    if (family === undefined) throw refusal("ENOENT");
    let operations = [...family.operations.values()];
    if (op !== undefined) {
      operations = operations.filter(({ command }) => command === op);
      if (operations.length === 0) throw refusal("ENOENT", undefined, { offset: opOffset });
    }
    const hasPolicy = operations.some(
      (it) => it.doPolicy !== undefined || it.dumpPolicy !== undefined,
    );
    if (!hasPolicy) throw refusal("ENODATA");
    return sourceOf(policyMessages(family, operations), true);
  }

  const operations: readonly BusOperation[] = [
    {
      command: CTRL_CMD_GETFAMILY,
      permission: "anyone",
      doit: getFamily,
      dumpit: (request) => sourceOf(familyMessages(bus.families, request), false),
      doPolicy: FAMILY_POLICY,
      dumpPolicy: FAMILY_POLICY,
      doValidation: VALIDATE.liberal,
      // It says GENL_DONT_VALIDATE_DUMP, which spares an operation with a policy of its own nothing (v6.18 genl_start).
      dumpValidation: VALIDATE.strict,
    },
    {
      command: CTRL_CMD_GETPOLICY,
      permission: "anyone",
      dumpit: dumpPolicy,
      dumpPolicy: POLICY_POLICY,
      doValidation: VALIDATE.strict,
      dumpValidation: VALIDATE.strict,
    },
  ];
  const family: BusFamily = {
    name: "nlctrl",
    version: VERSION,
    headerSize: 0,
    maxAttribute: 0,
    operations: new Map(operations.map((operation) => [operation.command, operation])),
    groups: ["notify"],
    strictFrom: CTRL_CMD_GETPOLICY + 1,
  };
  const controller = bus.register(family);
  bus.onEvent = (event, subject, group) => {
    if (!core.hasListeners(NETLINK_GENERIC, controller.firstGroup)) return;
    builder.reset();
    const at = builder.beginMessage(GENL_ID_CTRL, 0, 0, 0);
    const command = EVENT_COMMANDS[event];
    if (event === "new-family" || event === "delete-family") putFamily(builder, subject, command);
    else putGroup(builder, subject, group, command);
    builder.endMessage(at);
    for (const netns of core.namespaces) {
      if (subject.isIn?.(netns) === false) continue;
      const { firstGroup } = controller;
      core.multicast(NETLINK_GENERIC, firstGroup, builder.bytes, builder.length, { netns });
    }
  };
  return controller;
}
