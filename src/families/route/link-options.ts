/**
 * Options of a link's kind: the table's object, but for the attribute that the kernel reads as one
 * type and writes as another.
 *
 * @module
 */
import type { Decoded, Encodable } from "../../schema/index.ts";
import type { linkinfoAttrs, rtLink } from "../../uapi/route/index.ts";
import { checkFlag } from "./input.ts";

type Operations = typeof rtLink.operations;
type Info = NonNullable<Decoded<Operations["RTM_GETLINK"]["reply"]>["linkinfo"]>;
type InfoInput = NonNullable<Encodable<Operations["RTM_NEWLINK"]["request"]>["linkinfo"]>;

/** Options with the `ttlInherit` of vxlan as what it means. */
type Friendly<Options> = Options extends { readonly ttlInherit?: infer Value }
  ? Uint8Array extends Value
    ? Omit<Options, "ttlInherit"> & { readonly ttlInherit?: boolean }
    : Options
  : Options;

/** Options of a kind as the kernel gives them, under the kernel's names; bytes where the kind is not known. */
export type LinkOptions = Friendly<NonNullable<Info["data"]>>;
/** Options of any kind, as given. */
export type LinkOptionsInput = Friendly<NonNullable<InfoInput["data"]>>;

type Formats = (typeof linkinfoAttrs)["entries"]["data"][1]["formats"];
/** Kinds of links whose options have a table. */
export type LinkKind = keyof Formats & string;
/** Options of one kind, as given; those of any for a kind without a table. */
export type LinkOptionsFor<Kind extends string> = Kind extends LinkKind
  ? Friendly<Encodable<Formats[Kind]>>
  : LinkOptionsInput;

/** The friendly form of `IFLA_INFO_DATA`. */
export function optionsOf(data: NonNullable<Info["data"]>): LinkOptions {
  if (!("ttlInherit" in data) || !(data.ttlInherit instanceof Uint8Array))
    return data as LinkOptions;
  // drivers/net/vxlan/vxlan_core.c, v6.18: vxlan_fill_info puts a u8, vxlan_policy has a flag.
  return { ...data, ttlInherit: data.ttlInherit[0] !== 0 };
}

/** The attributes of `IFLA_INFO_DATA` for options. @throws `NetlinkInputError` */
export function optionsRequest(
  kind: string,
  options: LinkOptionsInput,
): NonNullable<InfoInput["data"]> {
  if (
    kind !== "vxlan" ||
    options === null ||
    typeof options !== "object" ||
    !("ttlInherit" in options)
  ) {
    return options as NonNullable<InfoInput["data"]>;
  }
  const { ttlInherit, ...rest } = options;
  checkFlag("link.options.ttlInherit", ttlInherit);
  return { ...rest, ...(ttlInherit === true && { ttlInherit: new Uint8Array(0) }) } as NonNullable<
    InfoInput["data"]
  >;
}
