/**
 * The `operations` of a spec, numbered by either of the two models.
 *
 * @module
 */
import type { OperationModel } from "./model.ts";
import { byName, upperName } from "./names.ts";
import type { SpecNode } from "./parse.ts";

/** What operations may refer to. */
interface Context {
  readonly family: string;
  readonly raw: boolean;
  readonly structs: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
}

interface Numbers {
  readonly request: number | undefined;
  readonly reply: number | undefined;
}

const MODES = ["do", "dump", "notify", "event"] as const;

/** One counter: a request and its reply share a number. */
function unifiedNumbers(): (node: SpecNode) => Numbers {
  let next = 1;
  return (node) => {
    const id = node.numberOf("value") ?? next;
    next = id + 1;
    return { request: id, reply: id };
  };
}

/** Two counters: what user space sends, and what the kernel sends. */
function directionalNumbers(): (node: SpecNode) => Numbers {
  let request = 1;
  let reply = 1;
  return (node) => {
    if (node.get("notify") !== undefined || node.get("event") !== undefined) {
      reply = node.numberOf("value") ?? reply;
      return { request: undefined, reply: reply++ };
    }
    // The other mode's numbers are not looked at: devlink's port-get has a wrong one in its dump.
    const mode = node.get("do") ?? node.get("dump");
    request = mode?.get("request")?.numberOf("value") ?? request;
    const answer = mode?.get("reply");
    reply = answer?.numberOf("value") || reply;
    return { request: request++, reply: answer === undefined ? undefined : reply++ };
  };
}

/** Resolves the operations in their order. */
export function resolveOperations(root: SpecNode, context: Context): OperationModel[] {
  const model = root.textOf("enum-model") ?? "unified";
  if (model !== "unified" && model !== "directional")
    root.get("enum-model")?.fail(`unknown enum-model "${model}"`);
  const numbersOf = model === "directional" ? directionalNumbers() : unifiedNumbers();
  const prefix = root.textOf("name-prefix") ?? `${context.family}-cmd-`;
  const asyncPrefix = root.textOf("async-prefix") ?? prefix;
  const familyHeader = root.textOf("fixed-header");
  // Generic families with two counters have two C enums; raw ones number all messages in one.
  const splitNames = model === "directional" && !context.raw;
  const nodes = byName(root.listOf("list"));
  return [...nodes].map(([name, node]) => {
    const modes = MODES.filter((mode) => node.get(mode) !== undefined);
    const notify = node.get("notify");
    const shared =
      notify && (nodes.get(notify.text) ?? notify.fail(`there is no operation "${notify.text}"`));
    const header = node.textOf("fixed-header") ?? shared?.textOf("fixed-header") ?? familyHeader;
    const set = shared?.textOf("attribute-set") ?? node.textOf("attribute-set");
    if (header !== undefined && !context.structs.has(header))
      node.fail(`there is no struct "${header}"`);
    if (set !== undefined && !context.sets.has(set))
      node.fail(`there is no attribute set "${set}"`);
    const isRequest = modes.includes("do") || modes.includes("dump");
    const numbers = numbersOf(node);
    const constant =
      node.textOf("constant") ?? upperName((isRequest ? prefix : asyncPrefix) + name);
    return {
      name,
      constant,
      replyConstant: node.textOf("reply-constant") ?? (splitNames ? `${constant}_REPLY` : constant),
      ...numbers,
      isRequest,
      modes,
      header,
      set,
      isSlow: node.isSet("slow"),
      isOneReply: node.isSet("one-reply"),
      dumpReply: node.numberOf("dump-reply"),
      requires: node.listOf("requires").map((it) => it.text),
      flags: node.listOf("flags").map((it) => it.text),
      notValidated: node.listOf("dont-validate").map((it) => it.text),
    };
  });
}
