/**
 * The messages of audit: its status and features, rules, and records.
 *
 * @module
 */

import type { MessageKind } from "../../schema/index.ts";
import {
  array,
  enumOf,
  familyTable,
  flagsOf,
  message,
  operation,
  struct,
  u32,
} from "../../schema/index.ts";
import {
  AUDIT_ACTION,
  AUDIT_FAIL,
  AUDIT_FEATURE,
  AUDIT_FEATURE_BITMAP,
  AUDIT_FIELD,
  AUDIT_FILTER,
  AUDIT_NLGRP_READLOG,
  AUDIT_OPERATOR,
  AUDIT_STATUS,
  AUDIT_TYPE,
} from "./types.ts";

/**
 * Nothing, or text: what trails the header, without one. A record is ASCII: `audit(time:serial):
 * key=value …`.
 */
export const auditTextMessage = message({});

/** Whether audit is on, and how far: `struct audit_status`, of this length since Linux 5.9. */
export const auditStatusMessage = message({
  header: struct("audit_status", {
    mask: flagsOf(u32, AUDIT_STATUS),
    enabled: u32,
    failure: enumOf(u32, AUDIT_FAIL),
    pid: u32,
    rateLimit: u32,
    backlogLimit: u32,
    lost: u32,
    backlog: u32,
    featureBitmap: flagsOf(u32, AUDIT_FEATURE_BITMAP),
    backlogWaitTime: u32,
    backlogWaitTimeActual: u32,
  }),
});

/** What can be switched once and for all: `struct audit_features`. */
export const auditFeaturesMessage = message({
  header: struct("audit_features", {
    vers: u32,
    mask: flagsOf(u32, AUDIT_FEATURE),
    features: flagsOf(u32, AUDIT_FEATURE),
    lock: flagsOf(u32, AUDIT_FEATURE),
  }),
});

/** Whether keys pressed on terminals are recorded: `struct audit_tty_status`. */
export const auditTtyMessage = message({
  header: struct("audit_tty_status", { enabled: u32, logPasswd: u32 }),
});

/**
 * Two directories to be taken as one: the bytes of each name, which trail it without a NUL
 * between.
 */
export const auditMakeEquivMessage = message({
  header: struct("audit-make-equiv", { oldLength: u32, newLength: u32 }),
});

/**
 * A rule: `struct audit_rule_data`, of whose arrays the first `fieldCount` elements count. `mask`
 * has a bit for each
 * system call. The values of fields that are text are their lengths; the texts trail the struct.
 *
 * @see kernel/auditfilter.c `audit_data_to_entry`
 */
export const auditRuleMessage = message({
  header: struct("audit_rule_data", {
    flags: enumOf(u32, AUDIT_FILTER),
    action: enumOf(u32, AUDIT_ACTION),
    fieldCount: u32,
    mask: array(u32, 64),
    fields: array(enumOf(u32, AUDIT_FIELD), 64),
    values: array(u32, 64),
    fieldflags: array(enumOf(u32, AUDIT_OPERATOR), 64),
    buflen: u32,
  }),
});

const FIRST_RECORD = 1100;
const records = Object.entries(AUDIT_TYPE.values).filter(([, type]) => type >= FIRST_RECORD);

/**
 * Requests of audit, on `NETLINK_AUDIT`, and its records: these come to the socket that has made its process the daemon
 * (`AUDIT_SET` with `pid`), to a subscription with `unicast`.
 */
export const audit = familyTable({
  name: "audit",
  protocol: 9,
  messages: {
    AUDIT_GET: [1000, auditStatusMessage],
    AUDIT_SET: [1001, auditStatusMessage],
    AUDIT_USER: [1005, auditTextMessage],
    AUDIT_LOGIN: [1006, auditTextMessage],
    AUDIT_SIGNAL_INFO: [1010, auditTextMessage],
    AUDIT_ADD_RULE: [1011, auditRuleMessage],
    AUDIT_DEL_RULE: [1012, auditRuleMessage],
    AUDIT_LIST_RULES: [1013, auditRuleMessage],
    AUDIT_TRIM: [1014, auditTextMessage],
    AUDIT_MAKE_EQUIV: [1015, auditMakeEquivMessage],
    AUDIT_TTY_GET: [1016, auditTtyMessage],
    AUDIT_TTY_SET: [1017, auditTtyMessage],
    AUDIT_SET_FEATURE: [1018, auditFeaturesMessage],
    AUDIT_GET_FEATURE: [1019, auditFeaturesMessage],
    ...Object.fromEntries(records.map(([name, type]) => [name, [type, auditTextMessage] as const])),
  },
  operations: {
    AUDIT_GET: operation("AUDIT_GET", [1000, auditTextMessage], [1000, auditStatusMessage], {
      oneReply: true,
    }),
    AUDIT_SET: operation("AUDIT_SET", [1001, auditStatusMessage]),
    AUDIT_USER: operation("AUDIT_USER", [1005, auditTextMessage]),
    AUDIT_ADD_RULE: operation("AUDIT_ADD_RULE", [1011, auditRuleMessage]),
    AUDIT_DEL_RULE: operation("AUDIT_DEL_RULE", [1012, auditRuleMessage]),
    AUDIT_LIST_RULES: operation(
      "AUDIT_LIST_RULES",
      [1013, auditTextMessage],
      [1013, auditRuleMessage],
    ),
    AUDIT_TRIM: operation("AUDIT_TRIM", [1014, auditTextMessage]),
    AUDIT_MAKE_EQUIV: operation("AUDIT_MAKE_EQUIV", [1015, auditMakeEquivMessage]),
    AUDIT_TTY_GET: operation("AUDIT_TTY_GET", [1016, auditTextMessage], [1016, auditTtyMessage], {
      oneReply: true,
    }),
    AUDIT_TTY_SET: operation("AUDIT_TTY_SET", [1017, auditTtyMessage]),
    AUDIT_SET_FEATURE: operation("AUDIT_SET_FEATURE", [1018, auditFeaturesMessage]),
    AUDIT_GET_FEATURE: operation(
      "AUDIT_GET_FEATURE",
      [1019, auditTextMessage],
      [1019, auditFeaturesMessage],
      { oneReply: true },
    ),
  },
  groups: { AUDIT_NLGRP_READLOG },
});

/** Name and layout of each message of `NETLINK_AUDIT`, by its type. */
export const auditMessages: ReadonlyMap<number, MessageKind> = audit.messages;
