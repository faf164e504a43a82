/**
 * Every message of `NETLINK_NETFILTER` that has a table, by its type.
 *
 * @module
 */
import type { FamilyTable, MessageKind } from "../../schema/index.ts";
import { conntrack } from "../generated/conntrack.ts";
import { nftables } from "../generated/nftables.ts";
import { acct } from "./acct.ts";
import { compat } from "./compat.ts";
import { cthelper } from "./cthelper.ts";
import { cttimeout } from "./cttimeout.ts";
import { hook } from "./hook.ts";
import { ipset } from "./ipset.ts";
import { nflog } from "./nflog.ts";
import { nfqueue } from "./nfqueue.ts";
import { osf } from "./osf.ts";

/** The subsystems; the upper byte of a type is the number of one. */
const SUBSYSTEMS: readonly FamilyTable[] = [
  conntrack,
  nfqueue,
  nflog,
  osf,
  ipset,
  acct,
  cttimeout,
  cthelper,
  nftables,
  compat,
  hook,
];

/** Name and layout of each type: 0x100 is `IPCTNL_MSG_CT_NEW`. */
export const netfilterMessages: ReadonlyMap<number, MessageKind> = new Map(
  SUBSYSTEMS.flatMap(({ messages }) => [...messages]),
);
