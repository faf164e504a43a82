/**
 * Routing rules: the three that every namespace begins with; here they can be read, not changed.
 *
 * @module
 * @see net/core/fib_rules.c `fib_nl_fill_rule`; net/ipv4/fib_rules.c `fib_default_rules_init`
 */
import { AF } from "../../uapi/index.ts";
import { FR_ACT, fibRuleMessage, RT_PROTOCOL, RT_TABLE, rtRule } from "../../uapi/route/index.ts";
import type { DumpSource } from "../dump.ts";
import { dumpOf } from "./dump-source.ts";

const { type: NEWRULE } = rtRule.operations.RTM_NEWRULE;
/** `suppress_prefixlen`: none. */
const NO_LENGTH = 0xffff_ffff;
const { inet, inet6 } = AF.values;
const { local, main, default: last } = RT_TABLE.values;

/** Priority and table of each; IPv6 has no default table. */
const RULES: Readonly<Record<number, readonly (readonly [priority: number, table: number])[]>> = {
  [inet]: [
    [0, local],
    [32_766, main],
    [32_767, last],
  ],
  [inet6]: [
    [0, local],
    [32_766, main],
  ],
};

function ruleValue(family: number, priority: number, table: number): object {
  return {
    family,
    dstLen: 0,
    srcLen: 0,
    tos: 0,
    headerTable: table,
    action: FR_ACT.values["to-tbl"],
    flags: 0,
    table,
    suppressPrefixlen: NO_LENGTH,
    protocol: RT_PROTOCOL.values.kernel,
    ...(priority !== 0 && { priority }),
  };
}

/** `RTM_GETRULE`: the rules of a family, or of both. */
export function dumpRules(family: number): DumpSource {
  return dumpOf(NEWRULE, fibRuleMessage, () => ({
    rows: (family === 0 ? [inet, inet6] : [family]).flatMap((one) =>
      (RULES[one] ?? []).map(
        ([priority, table]) =>
          () =>
            ruleValue(one, priority, table),
      ),
    ),
  }));
}
