/**
 * The messages of IPsec, the requests that they make, and its events.
 *
 * @module
 */

import type { MessageKind } from "../../schema/index.ts";
import {
  attributeSet,
  familyTable,
  message,
  operation,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";
import { xfrmAttrs } from "./attributes.ts";
import {
  xfrmAeventId,
  xfrmUserAcquire,
  xfrmUserExpire,
  xfrmUserMapping,
  xfrmUserMigrateState,
  xfrmUserPolexpire,
  xfrmUserpolicyDefault,
  xfrmUserpolicyId,
  xfrmUserpolicyInfo,
  xfrmUserReport,
  xfrmUsersaFlush,
  xfrmUsersaId,
  xfrmUsersaInfo,
  xfrmUserspiInfo,
} from "./structs.ts";

const attributes = xfrmAttrs;

/** A state: `struct xfrm_usersa_info`, then `XFRMA_*`. */
export const stateMessage = message({ header: xfrmUsersaInfo, attributes });
/** A state by its identity; the event of its end has the state in `sa`. */
export const stateIdMessage = message({ header: xfrmUsersaId, attributes });
/** A policy: `struct xfrm_userpolicy_info`, then `XFRMA_*`. */
export const policyMessage = message({ header: xfrmUserpolicyInfo, attributes });
/** A policy by its selector or index; the event of its end has the policy in `policy`. */
export const policyIdMessage = message({ header: xfrmUserpolicyId, attributes });
/** A state that wants an SPI. */
export const allocspiMessage = message({ header: xfrmUserspiInfo, attributes });
/** The kernel wants a state. */
export const acquireMessage = message({ header: xfrmUserAcquire, attributes });
/** A state has reached a limit: the hard one, where `hard` is 1. */
export const expireMessage = message({ header: xfrmUserExpire, attributes });
/** A policy has reached a limit. */
export const polexpireMessage = message({ header: xfrmUserPolexpire, attributes });
/** States to flush. */
export const flushStatesMessage = message({ header: xfrmUsersaFlush, attributes });
/** Policies to flush, and the filters of a dump: attributes alone. */
export const xfrmBareMessage = message({ attributes });
/** Counters of a state. */
export const aeventMessage = message({ header: xfrmAeventId, attributes });
/** A packet that was refused. */
export const reportMessage = message({ header: xfrmUserReport, attributes });
/** A peer's new address. */
export const mappingMessage = message({ header: xfrmUserMapping, attributes });
/** Policies for packets that none is for. */
export const policyDefaultMessage = message({ header: xfrmUserpolicyDefault, attributes });
/** A state that moves. */
export const migrateStateMessage = message({ header: xfrmUserMigrateState, attributes });

/** The header of both is a number that nothing reads. */
const infoFlags = struct("xfrm-info-flags", { flags: u32 });

/** How many states there are. */
export const sadInfoMessage = message({
  header: infoFlags,
  attributes: attributeSet("xfrm-sad", "XFRMA_SAD_", {
    cnt: [1, u32],
    hinfo: [2, struct("xfrmu_sadhinfo", { sadhcnt: u32, sadhmcnt: u32 })],
  }),
});

const spdThreshold = struct("xfrmu_spdhthresh", { lbits: u8, rbits: u8 });

/** How many policies there are, and from which prefix lengths on they are hashed. */
export const spdInfoMessage = message({
  header: infoFlags,
  attributes: attributeSet("xfrm-spd", "XFRMA_SPD_", {
    info: [
      1,
      struct("xfrmu_spdinfo", {
        incnt: u32,
        outcnt: u32,
        fwdcnt: u32,
        inscnt: u32,
        outscnt: u32,
        fwdscnt: u32,
      }),
    ],
    hinfo: [2, struct("xfrmu_spdhinfo", { spdhcnt: u32, spdhmcnt: u32 })],
    ipv4Hthresh: [3, spdThreshold],
    ipv6Hthresh: [4, spdThreshold],
  }),
});

const NEWSA = [16, stateMessage] as const;
const NEWPOLICY = [19, policyMessage] as const;
const NEWAE = [30, aeventMessage] as const;
const NEWSADINFO = [34, sadInfoMessage] as const;
const NEWSPDINFO = [36, spdInfoMessage] as const;
const GETDEFAULT = [40, policyDefaultMessage] as const;

/**
 * States that a dump is to have: attributes alone (`filterProto`, `addressFilter`), where one
 * state is asked for by its identity.
 */
export const dumpStates = operation("XFRM_MSG_GETSA", [18, xfrmBareMessage], NEWSA);
/** Policies that a dump is to have: attributes alone (`policyType`). */
export const dumpPolicies = operation("XFRM_MSG_GETPOLICY", [21, xfrmBareMessage], NEWPOLICY);

/** Requests and events of IPsec, on `NETLINK_XFRM`. */
export const xfrm = familyTable({
  name: "xfrm",
  protocol: 6,
  messages: {
    XFRM_MSG_NEWSA: NEWSA,
    XFRM_MSG_DELSA: [17, stateIdMessage],
    XFRM_MSG_GETSA: [18, stateIdMessage],
    XFRM_MSG_NEWPOLICY: NEWPOLICY,
    XFRM_MSG_DELPOLICY: [20, policyIdMessage],
    XFRM_MSG_GETPOLICY: [21, policyIdMessage],
    XFRM_MSG_ALLOCSPI: [22, allocspiMessage],
    XFRM_MSG_ACQUIRE: [23, acquireMessage],
    XFRM_MSG_EXPIRE: [24, expireMessage],
    XFRM_MSG_UPDPOLICY: [25, policyMessage],
    XFRM_MSG_UPDSA: [26, stateMessage],
    XFRM_MSG_POLEXPIRE: [27, polexpireMessage],
    XFRM_MSG_FLUSHSA: [28, flushStatesMessage],
    XFRM_MSG_FLUSHPOLICY: [29, xfrmBareMessage],
    XFRM_MSG_NEWAE: NEWAE,
    XFRM_MSG_GETAE: [31, aeventMessage],
    XFRM_MSG_REPORT: [32, reportMessage],
    XFRM_MSG_MIGRATE: [33, policyIdMessage],
    XFRM_MSG_NEWSADINFO: NEWSADINFO,
    XFRM_MSG_GETSADINFO: [35, sadInfoMessage],
    XFRM_MSG_NEWSPDINFO: NEWSPDINFO,
    XFRM_MSG_GETSPDINFO: [37, spdInfoMessage],
    XFRM_MSG_MAPPING: [38, mappingMessage],
    XFRM_MSG_SETDEFAULT: [39, policyDefaultMessage],
    XFRM_MSG_GETDEFAULT: GETDEFAULT,
    XFRM_MSG_MIGRATE_STATE: [41, migrateStateMessage],
  },
  operations: {
    XFRM_MSG_NEWSA: operation("XFRM_MSG_NEWSA", NEWSA),
    XFRM_MSG_UPDSA: operation("XFRM_MSG_UPDSA", [26, stateMessage]),
    XFRM_MSG_DELSA: operation("XFRM_MSG_DELSA", [17, stateIdMessage]),
    XFRM_MSG_GETSA: operation("XFRM_MSG_GETSA", [18, stateIdMessage], NEWSA, {
      oneReply: true,
    }),
    XFRM_MSG_ALLOCSPI: operation("XFRM_MSG_ALLOCSPI", [22, allocspiMessage], NEWSA, {
      oneReply: true,
    }),
    XFRM_MSG_FLUSHSA: operation("XFRM_MSG_FLUSHSA", [28, flushStatesMessage]),
    XFRM_MSG_NEWAE: operation("XFRM_MSG_NEWAE", NEWAE),
    XFRM_MSG_GETAE: operation("XFRM_MSG_GETAE", [31, aeventMessage], NEWAE, {
      oneReply: true,
    }),
    XFRM_MSG_NEWPOLICY: operation("XFRM_MSG_NEWPOLICY", NEWPOLICY),
    XFRM_MSG_UPDPOLICY: operation("XFRM_MSG_UPDPOLICY", [25, policyMessage]),
    XFRM_MSG_DELPOLICY: operation("XFRM_MSG_DELPOLICY", [20, policyIdMessage]),
    XFRM_MSG_GETPOLICY: operation("XFRM_MSG_GETPOLICY", [21, policyIdMessage], NEWPOLICY, {
      oneReply: true,
    }),
    XFRM_MSG_FLUSHPOLICY: operation("XFRM_MSG_FLUSHPOLICY", [29, xfrmBareMessage]),
    XFRM_MSG_MIGRATE: operation("XFRM_MSG_MIGRATE", [33, policyIdMessage]),
    XFRM_MSG_MIGRATE_STATE: operation("XFRM_MSG_MIGRATE_STATE", [41, migrateStateMessage]),
    XFRM_MSG_GETSADINFO: operation("XFRM_MSG_GETSADINFO", [35, sadInfoMessage], NEWSADINFO, {
      oneReply: true,
    }),
    XFRM_MSG_GETSPDINFO: operation("XFRM_MSG_GETSPDINFO", [37, spdInfoMessage], NEWSPDINFO, {
      oneReply: true,
    }),
    XFRM_MSG_NEWSPDINFO: operation("XFRM_MSG_NEWSPDINFO", NEWSPDINFO),
    XFRM_MSG_SETDEFAULT: operation("XFRM_MSG_SETDEFAULT", [39, policyDefaultMessage]),
    XFRM_MSG_GETDEFAULT: operation("XFRM_MSG_GETDEFAULT", GETDEFAULT, GETDEFAULT, {
      oneReply: true,
    }),
  },
  groups: {
    XFRMNLGRP_ACQUIRE: 1,
    XFRMNLGRP_EXPIRE: 2,
    XFRMNLGRP_SA: 3,
    XFRMNLGRP_POLICY: 4,
    XFRMNLGRP_AEVENTS: 5,
    XFRMNLGRP_REPORT: 6,
    XFRMNLGRP_MIGRATE: 7,
    XFRMNLGRP_MAPPING: 8,
  },
});

/** Name and layout of each message of `NETLINK_XFRM`, by its type. */
export const xfrmMessages: ReadonlyMap<number, MessageKind> = xfrm.messages;
