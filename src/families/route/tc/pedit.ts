/**
 * What the action pedit changes in packets.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { checkList, checkNumber, checkProperties } from "../input.ts";
import { type Field, MAX_U32 } from "./fields.ts";

/** Four bytes of a packet that are changed. */
export interface PeditKey {
  /** What `offset` counts from; `"network"` where it is not said. */
  readonly header?: "network" | "eth" | "ip4" | "ip6" | "tcp" | "udp" | number;
  /** `"set"` where it is not said. */
  readonly command?: "set" | "add" | number;
  /** A multiple of 4; may be below 0. */
  readonly offset: number;
  /** The four bytes as a number, the first the highest. */
  readonly value: number;
  /** Bits that stay as they are; none where it is not said. */
  readonly keep?: number;
}

const HEADERS = ["network", "eth", "ip4", "ip6", "tcp", "udp"] as const;
const COMMANDS = ["set", "add"] as const;

/** A number whose bytes in the host's order are those of another in the network's; its own inverse. */
function swapped(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint32Array(view.buffer)[0] as number;
}

interface KeyMessage {
  readonly val: number;
  readonly mask: number;
  readonly off: number;
}
interface KeyExMessage {
  readonly htype?: (typeof HEADERS)[number] | number;
  readonly cmd?: (typeof COMMANDS)[number] | number;
}

function keyRequest(name: string, key: PeditKey) {
  checkProperties(name, key, ["header", "command", "offset", "value", "keep"]);
  const { header = "network", command = "set", offset, value, keep = 0 } = key;
  checkNumber(`${name}.offset`, offset, -0x80000000, 0x7fffffff);
  if (offset % 4 !== 0) throw new NetlinkInputError(`${name}.offset`, offset, "a multiple of 4");
  checkNumber(`${name}.value`, value, 0, MAX_U32);
  checkNumber(`${name}.keep`, keep, 0, MAX_U32);
  if (typeof header === "string" && !HEADERS.includes(header))
    throw new NetlinkInputError(`${name}.header`, header, `one of ${HEADERS.join(", ")}`);
  if (typeof command === "string" && !COMMANDS.includes(command))
    throw new NetlinkInputError(`${name}.command`, command, `one of ${COMMANDS.join(", ")}`);
  return {
    key: { val: swapped(value), mask: swapped(keep), off: offset >>> 0 },
    extended: { htype: header, cmd: command },
  };
}

/** The changes of an action. */
export const peditKeys: Field<readonly PeditKey[]> = {
  attributes: ["parmsEx", "parms", "keysEx"],
  path: "parmsEx",
  read({ parmsEx, parms, keysEx }) {
    const { keys = [] } = (parmsEx ?? parms ?? {}) as { readonly keys?: readonly KeyMessage[] };
    const { keyEx = [] } = (keysEx ?? {}) as { readonly keyEx?: readonly KeyExMessage[] };
    return keys.map(({ val, mask, off }, at): PeditKey => {
      const { htype = "network", cmd = "set" } = keyEx[at] ?? {};
      return {
        header: htype,
        command: cmd,
        offset: off | 0,
        value: swapped(val),
        ...(mask !== 0 && { keep: swapped(mask) }),
      };
    });
  },
  write(name, value, draft) {
    checkList(name, value);
    if (value.length === 0 || value.length > 255)
      throw new NetlinkInputError(name, value, "a list of 1 to 255 changes");
    const all = value.map((key, at) => keyRequest(`${name}[${at}]`, key));
    draft["parmsEx"] = { nkeys: all.length, keys: all.map(({ key }) => key) };
    draft["keysEx"] = { keyEx: all.map(({ extended }) => extended) };
  },
};
