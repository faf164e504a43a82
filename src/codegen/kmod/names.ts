/**
 * Names in C: how those of a table are spelled there, and that each is one, free, and used once.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";

/** Words that no identifier may be: of C11, of GNU C, and of <stdbool.h> as the kernel has it. */
const KEYWORDS = new Set(
  (
    "auto break case char const continue default do double else enum extern float for goto if inline int " +
    "long register restrict return short signed sizeof static struct switch typedef union unsigned void " +
    "volatile while _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert " +
    "_Thread_local asm typeof __auto_type bool true false"
  ).split(" "),
);
/** Macros that stand in every source of a module, whatever they are meant as: `current` is a call, `unix` is 1. */
const MACROS = new Set("current linux unix i386 mips sparc errno NULL EOF".split(" "));
/** What begins the constants of <linux/netlink.h> and <linux/genetlink.h>, which every module includes. */
const KERNEL_CONSTANTS = /^(?:__)?(?:CTRL|GENL|NETLINK|NLA|NLM|NLMSG|NLMSGERR|NL_ATTR|NL_POLICY)_/;
/**
 * Names of modules whose functions (`NAME_init`, `NAME_notify` and the like) the kernel's headers declare already, in 6.1 or
 * in 6.12.
 */
const KERNEL_FUNCTIONS = new Set(
  (
    "alarm arch bio bioset cgroup cpu cr4 cred d do dql driver dst early ethtool files fixup fork fqdir fwnode genl " +
    "genlmsg gro hash hrtimer hrtimers ida idr initmem inode instrumentation intr iommu irq is kcsan kernfs key klist " +
    "kobject kref kset kthread lm lockdep lruvec mas mem mempool mmap module mt mutex ndo netlink nlmsg nmi oom oops " +
    "pagecache pagetable paging pgtable platform pm pmd poking pre pti ptlock ptrace pud random rcu rcuref rcuwait " +
    "realmode reject rhashtable rhltable rtnetlink rtnl rwlock security sema seqcount seqlock sigev signals skb skip " +
    "smp sockcm softirq sparse srcu syscall sysfs tasklet time timekeeping timer timerqueue trap tsc umount uprobes " +
    "vma vmalloc vmpressure wallclock within workqueue write x86 xa"
  ).split(" "),
);

/** `maxHopCount` and `max-hop-count` as `max_hop_count`. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-. ]/g, "_")
    .toLowerCase();
}

/** A constant of a name within a prefix that ends in `_`; once where the name begins with it already. */
export function constant(prefix: string, name: string): string {
  const upper = snake(name).toUpperCase();
  return upper.startsWith(prefix) ? upper : prefix + upper;
}

/** Text as a string of C. */
export function cString(text: string): string {
  const escaped = text
    .replace(/[\\"?]/g, "\\$&")
    .replace(/[^ -~]/gu, (letter) =>
      [...new TextEncoder().encode(letter)]
        .map((byte) => `\\${byte.toString(8).padStart(3, "0")}`)
        .join(""),
    );
  return `"${escaped}"`;
}

/** @throws `NetlinkSchemaError` for what is no identifier of C, or is a word or macro with a meaning of its own. */
export function checkIdentifier(name: string, owner: string): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new NetlinkSchemaError(`${owner}: ${JSON.stringify(name)} is no name in C`);
  }
  if (KEYWORDS.has(name)) {
    throw new NetlinkSchemaError(`${owner}: "${name}" is a keyword of C`);
  }
  if (MACROS.has(name)) {
    throw new NetlinkSchemaError(`${owner}: "${name}" is a macro in the kernel`);
  }
  if (KERNEL_CONSTANTS.test(name)) {
    throw new NetlinkSchemaError(
      `${owner}: "${name}" is one of <linux/netlink.h> or <linux/genetlink.h>, which every module includes`,
    );
  }
}

/** @throws `NetlinkSchemaError` for the name of a module whose functions would have the kernel's names. */
export function checkModuleName(name: string): void {
  if (KERNEL_FUNCTIONS.has(name))
    throw new NetlinkSchemaError(
      `module ${name}: the kernel has functions of its names: it needs another`,
    );
}

/** The names of one module that share one space of C. */
export class Identifiers {
  readonly #owners = new Map<string, string>();
  readonly #numbers = new Map<string, number>();

  /**
   * Takes a name. @returns The name.
   *
   * @param owner - What it is the name of, as a person would look for it in the table: `attribute note.id`.
   * @throws `NetlinkSchemaError` for a name that cannot be one, and for one that something else has.
   */
  claim(name: string, owner: string): string {
    checkIdentifier(name, owner);
    const other = this.#owners.get(name);
    if (other !== undefined) {
      throw new NetlinkSchemaError(`${other} and ${owner} would both be "${name}" in C`);
    }
    this.#owners.set(name, owner);
    return name;
  }

  /**
   * Takes the name of a number. @returns Whether it was free; else it has been taken for the same number.
   *
   * @throws As {@link claim}, where it was taken for another.
   */
  claimNumber(name: string, number: number, owner: string): boolean {
    if (this.#numbers.get(name) === number) return false;
    this.claim(name, owner);
    this.#numbers.set(name, number);
    return true;
  }
}
