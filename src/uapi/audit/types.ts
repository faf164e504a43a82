/**
 * Numbers of audit: types of messages, parts of rules.
 *
 * @module
 */
import { enumTable, flagTable } from "../../schema/index.ts";

/**
 * `AUDIT_*`, types of messages, under their C names. From 1100 on they are records, whose text is
 * all there is of
 * them; what is below is said and asked by programs.
 *
 * @see include/uapi/linux/audit.h
 */
export const AUDIT_TYPE = enumTable("audit-types", {
  AUDIT_GET: 1000,
  AUDIT_SET: 1001,
  AUDIT_LIST: 1002,
  AUDIT_ADD: 1003,
  AUDIT_DEL: 1004,
  AUDIT_USER: 1005,
  AUDIT_LOGIN: 1006,
  AUDIT_WATCH_INS: 1007,
  AUDIT_WATCH_REM: 1008,
  AUDIT_WATCH_LIST: 1009,
  AUDIT_SIGNAL_INFO: 1010,
  AUDIT_ADD_RULE: 1011,
  AUDIT_DEL_RULE: 1012,
  AUDIT_LIST_RULES: 1013,
  AUDIT_TRIM: 1014,
  AUDIT_MAKE_EQUIV: 1015,
  AUDIT_TTY_GET: 1016,
  AUDIT_TTY_SET: 1017,
  AUDIT_SET_FEATURE: 1018,
  AUDIT_GET_FEATURE: 1019,
  AUDIT_USER_AVC: 1107,
  AUDIT_USER_TTY: 1124,
  AUDIT_DAEMON_START: 1200,
  AUDIT_DAEMON_END: 1201,
  AUDIT_DAEMON_ABORT: 1202,
  AUDIT_DAEMON_CONFIG: 1203,
  AUDIT_SYSCALL: 1300,
  AUDIT_PATH: 1302,
  AUDIT_IPC: 1303,
  AUDIT_SOCKETCALL: 1304,
  AUDIT_CONFIG_CHANGE: 1305,
  AUDIT_SOCKADDR: 1306,
  AUDIT_CWD: 1307,
  AUDIT_EXECVE: 1309,
  AUDIT_IPC_SET_PERM: 1311,
  AUDIT_MQ_OPEN: 1312,
  AUDIT_MQ_SENDRECV: 1313,
  AUDIT_MQ_NOTIFY: 1314,
  AUDIT_MQ_GETSETATTR: 1315,
  AUDIT_KERNEL_OTHER: 1316,
  AUDIT_FD_PAIR: 1317,
  AUDIT_OBJ_PID: 1318,
  AUDIT_TTY: 1319,
  AUDIT_EOE: 1320,
  AUDIT_BPRM_FCAPS: 1321,
  AUDIT_CAPSET: 1322,
  AUDIT_MMAP: 1323,
  AUDIT_NETFILTER_PKT: 1324,
  AUDIT_NETFILTER_CFG: 1325,
  AUDIT_SECCOMP: 1326,
  AUDIT_PROCTITLE: 1327,
  AUDIT_FEATURE_CHANGE: 1328,
  AUDIT_REPLACE: 1329,
  AUDIT_KERN_MODULE: 1330,
  AUDIT_FANOTIFY: 1331,
  AUDIT_TIME_INJOFFSET: 1332,
  AUDIT_TIME_ADJNTPVAL: 1333,
  AUDIT_BPF: 1334,
  AUDIT_EVENT_LISTENER: 1335,
  AUDIT_URINGOP: 1336,
  AUDIT_OPENAT2: 1337,
  AUDIT_DM_CTRL: 1338,
  AUDIT_DM_EVENT: 1339,
  AUDIT_AVC: 1400,
  AUDIT_SELINUX_ERR: 1401,
  AUDIT_AVC_PATH: 1402,
  AUDIT_MAC_POLICY_LOAD: 1403,
  AUDIT_MAC_STATUS: 1404,
  AUDIT_MAC_CONFIG_CHANGE: 1405,
  AUDIT_MAC_UNLBL_ALLOW: 1406,
  AUDIT_MAC_CIPSOV4_ADD: 1407,
  AUDIT_MAC_CIPSOV4_DEL: 1408,
  AUDIT_MAC_MAP_ADD: 1409,
  AUDIT_MAC_MAP_DEL: 1410,
  AUDIT_MAC_IPSEC_ADDSA: 1411,
  AUDIT_MAC_IPSEC_DELSA: 1412,
  AUDIT_MAC_IPSEC_ADDSPD: 1413,
  AUDIT_MAC_IPSEC_DELSPD: 1414,
  AUDIT_MAC_IPSEC_EVENT: 1415,
  AUDIT_MAC_UNLBL_STCADD: 1416,
  AUDIT_MAC_UNLBL_STCDEL: 1417,
  AUDIT_MAC_CALIPSO_ADD: 1418,
  AUDIT_MAC_CALIPSO_DEL: 1419,
  AUDIT_IPE_ACCESS: 1420,
  AUDIT_IPE_CONFIG_CHANGE: 1421,
  AUDIT_IPE_POLICY_LOAD: 1422,
  AUDIT_LANDLOCK_ACCESS: 1423,
  AUDIT_LANDLOCK_DOMAIN: 1424,
  AUDIT_MAC_TASK_CONTEXTS: 1425,
  AUDIT_MAC_OBJ_CONTEXTS: 1426,
  AUDIT_ANOM_PROMISCUOUS: 1700,
  AUDIT_ANOM_ABEND: 1701,
  AUDIT_ANOM_LINK: 1702,
  AUDIT_ANOM_CREAT: 1703,
  AUDIT_INTEGRITY_DATA: 1800,
  AUDIT_INTEGRITY_METADATA: 1801,
  AUDIT_INTEGRITY_STATUS: 1802,
  AUDIT_INTEGRITY_HASH: 1803,
  AUDIT_INTEGRITY_PCR: 1804,
  AUDIT_INTEGRITY_RULE: 1805,
  AUDIT_INTEGRITY_EVM_XATTR: 1806,
  AUDIT_INTEGRITY_POLICY_RULE: 1807,
  AUDIT_INTEGRITY_USERSPACE: 1808,
  AUDIT_KERNEL: 2000,
});

/** `AUDIT_STATUS_*` as masks: which members of a status a change is about. */
export const AUDIT_STATUS = flagTable("audit-status-mask", {
  enabled: 0x1,
  failure: 0x2,
  pid: 0x4,
  "rate-limit": 0x8,
  "backlog-limit": 0x10,
  "backlog-wait-time": 0x20,
  lost: 0x40,
  "backlog-wait-time-actual": 0x80,
});

/** `AUDIT_FEATURE_BITMAP_*` as masks: what the kernel's audit can do. */
export const AUDIT_FEATURE_BITMAP = flagTable("audit-feature-bitmap", {
  "backlog-limit": 0x1,
  "backlog-wait-time": 0x2,
  "executable-path": 0x4,
  "exclude-extend": 0x8,
  "sessionid-filter": 0x10,
  "lost-reset": 0x20,
  "filter-fs": 0x40,
});

/** `AUDIT_FEATURE_*` as masks: bit numbers in the header. */
export const AUDIT_FEATURE = flagTable("audit-features", {
  "only-unset-loginuid": 0x1,
  "loginuid-immutable": 0x2,
});

/** `AUDIT_FAIL_*`: what happens when a record is lost. */
export const AUDIT_FAIL = enumTable("audit-fail", { silent: 0, printk: 1, panic: 2 });

/** `AUDIT_FILTER_*`: where a rule is looked at. */
export const AUDIT_FILTER = enumTable("audit-filter", {
  user: 0,
  task: 1,
  entry: 2,
  watch: 3,
  exit: 4,
  exclude: 5,
  fs: 6,
  "uring-exit": 7,
});

/** `AUDIT_NEVER` and its like: what a rule does. */
export const AUDIT_ACTION = enumTable("audit-action", { never: 0, possible: 1, always: 2 });

/** What a field of a rule compares, under the C names. */
export const AUDIT_FIELD = enumTable("audit-fields", {
  AUDIT_PID: 0,
  AUDIT_UID: 1,
  AUDIT_EUID: 2,
  AUDIT_SUID: 3,
  AUDIT_FSUID: 4,
  AUDIT_GID: 5,
  AUDIT_EGID: 6,
  AUDIT_SGID: 7,
  AUDIT_FSGID: 8,
  AUDIT_LOGINUID: 9,
  AUDIT_PERS: 10,
  AUDIT_ARCH: 11,
  AUDIT_MSGTYPE: 12,
  AUDIT_SUBJ_USER: 13,
  AUDIT_SUBJ_ROLE: 14,
  AUDIT_SUBJ_TYPE: 15,
  AUDIT_SUBJ_SEN: 16,
  AUDIT_SUBJ_CLR: 17,
  AUDIT_PPID: 18,
  AUDIT_OBJ_USER: 19,
  AUDIT_OBJ_ROLE: 20,
  AUDIT_OBJ_TYPE: 21,
  AUDIT_OBJ_LEV_LOW: 22,
  AUDIT_OBJ_LEV_HIGH: 23,
  AUDIT_LOGINUID_SET: 24,
  AUDIT_SESSIONID: 25,
  AUDIT_FSTYPE: 26,
  AUDIT_DEVMAJOR: 100,
  AUDIT_DEVMINOR: 101,
  AUDIT_INODE: 102,
  AUDIT_EXIT: 103,
  AUDIT_SUCCESS: 104,
  AUDIT_WATCH: 105,
  AUDIT_PERM: 106,
  AUDIT_DIR: 107,
  AUDIT_FILETYPE: 108,
  AUDIT_OBJ_UID: 109,
  AUDIT_OBJ_GID: 110,
  AUDIT_FIELD_COMPARE: 111,
  AUDIT_EXE: 112,
  AUDIT_SADDR_FAM: 113,
  AUDIT_ARG0: 200,
  AUDIT_ARG1: 201,
  AUDIT_ARG2: 202,
  AUDIT_ARG3: 203,
  AUDIT_FILTERKEY: 210,
});

/** How a field is compared: `fieldflags` of a rule. */
export const AUDIT_OPERATOR = enumTable("audit-operators", {
  "bit-mask": 134217728,
  "less-than": 268435456,
  "greater-than": 536870912,
  "not-equal": 805306368,
  equal: 1073741824,
  "bit-test": 1207959552,
  "less-than-or-equal": 1342177280,
  "greater-than-or-equal": 1610612736,
});

/** `AUDIT_NLGRP_READLOG`: the group that gets a copy of each record. */
export const AUDIT_NLGRP_READLOG = 1;
