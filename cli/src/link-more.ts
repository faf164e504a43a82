/**
 * What `nlkit link` changes by requests of their own: virtual functions, XDP programs, alternative names.
 *
 * @module
 */
import type { LinkRef, RouteClient, VirtualFunctionSettings, XdpSettings } from "nlkit/route";
import { UsageError, unknownWord } from "./usage.ts";
import {
  Cursor,
  type Draft,
  NUMBER,
  ON_OFF,
  readWords,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

/** The EUI-64 of InfiniBand as a number. */
const GUID: Value = {
  shown: "GUID",
  read(given, name) {
    if (/^([0-9a-f]{2}:){7}[0-9a-f]{2}$/i.test(given))
      return BigInt(`0x${given.replaceAll(":", "")}`);
    throw new UsageError(`${name}: "${given}" is no GUID of 8 bytes`);
  },
};

const PROTOCOLS: Readonly<Record<string, string>> = { "802.1q": "8021q", "802.1ad": "8021ad" };
const PROTOCOL: Value = {
  shown: "802.1Q|802.1ad",
  read(given, name) {
    const known = given.toLowerCase();
    if (Object.hasOwn(PROTOCOLS, known)) return PROTOCOLS[known];
    throw unknownWord(`value of ${name}`, given, ["802.1Q", "802.1ad"]);
  },
};

const FUNCTION_WORDS: readonly Word[] = [
  word("mac", text("MAC"), "mac", "its link-layer address"),
  word("vlan", NUMBER, "vlan", "the VLAN that it is in; 0 for none"),
  word("qos", NUMBER, "qos", "priority in that VLAN, 0 to 7"),
  word("proto", PROTOCOL, "vlanProtocol", "of that VLAN"),
  word("min_tx_rate", NUMBER, "txRate.min", "Mbit/s; with max_tx_rate"),
  word("max_tx_rate", NUMBER, "txRate.max", "Mbit/s, 0 for no limit; with min_tx_rate"),
  word("spoofchk", ON_OFF, "spoofCheck", "drop frames with another source address"),
  word("query_rss", ON_OFF, "rssQuery", "it may ask how packets are spread"),
  word("state", text("auto|enable|disable"), "linkState", "how it sees the link"),
  word("trust", ON_OFF, "trust", "it may ask for more than its share"),
  word("node_guid", GUID, "nodeGuid", "of InfiniBand"),
  word("port_guid", GUID, "portGuid", "of InfiniBand"),
];

/** A virtual function and what is changed of it. */
export interface FunctionChange {
  readonly vf: number;
  readonly settings: VirtualFunctionSettings;
}

const FUNCTION: Word = {
  names: ["vf"],
  property: "functions",
  help: `NUMBER and what of that virtual function is changed: ${FUNCTION_WORDS.map(({ names }) => names[0]).join(", ")}`,
  parse(cursor, draft) {
    const vf = NUMBER.read(cursor.take("vf", "NUMBER"), "vf") as number;
    const settings = readWords(cursor, FUNCTION_WORDS, { isPart: true }) as VirtualFunctionSettings;
    draft["functions"] = [
      ...((draft["functions"] as FunctionChange[] | undefined) ?? []),
      { vf, settings },
    ];
    return undefined;
  },
};

/** A program is a descriptor that a command line has none of: it can only be taken away. */
function detach(settings: XdpSettings | null): Value {
  return {
    shown: "off",
    read(given, name) {
      if (given !== "off") throw unknownWord(`value of ${name}`, given, ["off"]);
      return settings;
    },
  };
}

/** Words of `link set` for what {@link changeMore} carries out. */
export const MORE_WORDS: readonly Word[] = [
  FUNCTION,
  word("xdp", detach(null), "xdp", "take its XDP programs away"),
  word("xdpgeneric", detach({ fd: -1, mode: "skb" }), "xdp", "take the one behind the driver away"),
  word("xdpdrv", detach({ fd: -1, mode: "native" }), "xdp", "take the one in the driver away"),
  word(
    "xdpoffload",
    detach({ fd: -1, mode: "hardware" }),
    "xdp",
    "take the one on the adapter away",
  ),
];

/** What {@link MORE_WORDS} have set. */
export interface More {
  readonly functions?: readonly FunctionChange[];
  readonly xdp?: XdpSettings | null;
}

/** Carries the requests out that changes of virtual functions and programs are. */
export async function changeMore(
  { links }: RouteClient,
  dev: LinkRef,
  { functions = [], xdp }: More,
): Promise<void> {
  for (const { vf, settings } of functions) await links.setVirtualFunction(dev, vf, settings);
  if (xdp !== undefined) await links.setXdp(dev, xdp);
}

/** `link property add|del DEV altname NAME…`. */
export async function changeProperties(
  { links }: RouteClient,
  words: readonly string[],
): Promise<void> {
  const cursor = new Cursor(words);
  const verb = cursor.take("link property", "add or del");
  if (verb !== "add" && verb !== "del" && verb !== "delete")
    throw unknownWord("command of link property", verb, ["add", "del"]);
  if (cursor.next === "dev") cursor.skip();
  const dev = cursor.take(`link property ${verb}`, "the name of a link");
  const names: string[] = [];
  const table: readonly Word[] = [
    {
      names: ["altname"],
      property: "names",
      help: "",
      parse(own) {
        names.push(own.take("altname", "NAME"));
        return undefined;
      },
    },
  ];
  readWords(cursor, table, {
    // ip takes a list after one word.
    other: (name, _draft: Draft) => names.length > 0 && names.push(name) > 0,
  });
  if (names.length === 0) throw new UsageError(`link property ${verb}: altname NAME is missing`);
  await (verb === "add" ? links.addAltNames(dev, names) : links.deleteAltNames(dev, names));
}
