/**
 * A spec's document → its model: numbers counted out, references found, subsets filled in.
 *
 * @module
 * @see Documentation/userspace-api/netlink/specs.rst and netlink-raw.rst of the kernel
 */
import { resolveDefinitions } from "./definitions.ts";
import type { FormatModel, SpecModel } from "./model.ts";
import { byName, upperName } from "./names.ts";
import { resolveOperations } from "./operations.ts";
import type { SpecNode } from "./parse.ts";
import { resolveSets } from "./sets.ts";

const PROTOCOLS = ["genetlink", "genetlink-c", "genetlink-legacy", "netlink-raw"];
const NETLINK_GENERIC = 16;

function resolveFormats(
  message: SpecNode,
  structs: ReadonlySet<string>,
  sets: ReadonlySet<string>,
): FormatModel[] {
  return message.need("formats").items.map((format) => {
    const header = format.textOf("fixed-header");
    const set = format.textOf("attribute-set");
    if (header !== undefined && !structs.has(header)) format.fail(`there is no struct "${header}"`);
    if (set !== undefined && !sets.has(set)) format.fail(`there is no attribute set "${set}"`);
    return { value: format.textOf("value"), header, set };
  });
}

function resolveGroups(root: SpecNode, raw: boolean): Map<string, number | undefined> {
  const groups = byName(root.get("mcast-groups")?.listOf("list") ?? []);
  return new Map(
    [...groups].map(([name, group]) => [
      group.textOf("constant") ?? (raw ? upperName(name) : name),
      group.numberOf("value"),
    ]),
  );
}

/**
 * Resolves a spec.
 *
 * @throws `NetlinkSpecError` (`ERR_NETLINK_SPEC`) with the place of: an unknown protocol or type, a
 *   reference to nothing, two attributes of a set with one number, a struct that contains itself.
 */
export function resolveSpec(root: SpecNode): SpecModel {
  const name = root.need("name").text;
  const protocol = root.textOf("protocol") ?? "genetlink";
  if (!PROTOCOLS.includes(protocol)) root.get("protocol")?.fail(`unknown protocol "${protocol}"`);
  const raw = protocol === "netlink-raw";
  const definitions = resolveDefinitions(byName(root.listOf("definitions")));
  const sets = resolveSets(root, name, definitions);
  const structs = new Set(
    [...definitions.values()].flatMap((it) => (it.kind === "struct" ? [it.name] : [])),
  );
  const setNames = new Set(sets.keys());
  const subMessages = new Map(
    [...byName(root.listOf("sub-messages"))].map(([key, node]) => [
      key,
      resolveFormats(node, structs, setNames),
    ]),
  );
  const operations = resolveOperations(root.need("operations"), {
    family: name,
    raw,
    structs,
    sets: setNames,
  });
  for (const item of root.listOf("keep")) {
    if (!definitions.has(item.text)) item.fail(`there is no definition "${item.text}"`);
  }
  return {
    name,
    protocol,
    protocolNumber: raw ? root.need("protonum").number : NETLINK_GENERIC,
    version: root.numberOf("version") ?? 1,
    definitions,
    sets,
    subMessages,
    operations,
    groups: resolveGroups(root, raw),
    keep: root.listOf("keep").map((item) => item.text),
  };
}
