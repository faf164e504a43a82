/**
 * Labels of IPv6 prefixes: list, add, replace, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { Decoded } from "../../schema/index.ts";
import { rtAddrlabel } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import { checkNumber, checkProperties, FAMILIES, type LinkRef, parsePrefix } from "./input.ts";
import { type LinkNames, named } from "./link-names.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETADDRLABEL, RTM_NEWADDRLABEL, RTM_DELADDRLABEL } = rtAddrlabel.operations;
type AddrlabelMessage = Decoded<typeof RTM_GETADDRLABEL.reply>;

/** The kernel's mark for "no label". */
const NO_LABEL = 0xffffffff;

/** A prefix and its label: source addresses are chosen whose label is the destination's (RFC 6724). */
export interface AddressLabel {
  /** `"2002::/16"`. */
  readonly prefix: string;
  /** 0 to 4294967294. */
  readonly label: number;
  /** Index of the one link that it holds on; absent: all. */
  readonly index?: number;
  /** Name of that one. */
  readonly dev?: string;
}

/** How a label is found. */
export interface AddressLabelKey {
  readonly prefix: string;
  readonly dev?: LinkRef;
}

/** What a label is added with. */
export interface AddressLabelSettings extends AddressLabelKey {
  readonly label: number;
}

/** The labels of IPv6 prefixes of a namespace. */
export class AddressLabels {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  async #friendly(rows: readonly AddrlabelMessage[]): Promise<AddressLabel[]> {
    const indexes = rows.map(({ ifalIndex }) => ifalIndex).filter((index) => index !== 0);
    const names = await this.#names.namesOf(new Set(indexes));
    return rows.map((row) => ({
      prefix: `${row.address ?? "::"}/${row.ifalPrefixlen}`,
      label: row.label ?? NO_LABEL,
      ...(row.ifalIndex !== 0 && { index: row.ifalIndex }),
      ...named((index) => names.get(index), "dev", row.ifalIndex),
    }));
  }

  /** All labels, longest prefixes first. @throws As `NetlinkClient.dump`. */
  async list(options: DumpOptions = {}): Promise<AddressLabel[]> {
    const request = { ifalFamily: FAMILIES.ipv6 };
    return this.#friendly(await this.#client.dump(RTM_GETADDRLABEL, request, options));
  }

  /**
   * The label that an address has.
   *
   * @throws `NetlinkErrnoError` (`ESRCH`) where no prefix matches; `NetlinkInputError`.
   */
  async get(
    address: string,
    dev?: LinkRef,
    options: RequestOptions = {},
  ): Promise<Pick<AddressLabel, "prefix" | "label">> {
    const key = { prefix: address, ...(dev !== undefined && { dev }) };
    const request = await this.#request("address", key, options);
    const [row] = await this.#client.do(RTM_GETADDRLABEL, request, options);
    const [label] = await this.#friendly([row as AddrlabelMessage]);
    return label as AddressLabel;
  }

  async #request(field: string, { prefix, dev }: AddressLabelKey, options: RequestOptions) {
    const { family, address, length } = parsePrefix(field, prefix);
    if (family !== "ipv6") throw new NetlinkInputError(field, prefix, "one of IPv6");
    return {
      ifalFamily: FAMILIES.ipv6,
      ifalPrefixlen: length,
      ifalFlags: 0,
      ifalIndex: dev === undefined ? 0 : await this.#names.indexOf("dev", dev, options),
      ifalSeq: 0,
      address,
    };
  }

  async #new(settings: AddressLabelSettings, flags: number, options: RequestOptions) {
    checkProperties("label", settings, ["prefix", "dev", "label"]);
    const { label } = settings;
    if (label === undefined) throw new NetlinkInputError("label", label, "a number");
    checkNumber("label", label, 0, NO_LABEL - 1);
    const request = { label, ...(await this.#request("prefix", settings, options)) };
    await this.#client.do(RTM_NEWADDRLABEL, request, { ...options, flags });
  }

  /**
   * Adds a label.
   *
   * @throws `NetlinkErrnoError` (`EEXIST`) where the prefix has one, `EINVAL` for one of mapped IPv4 addresses
   *   that is not 96 bits; `NetlinkInputError`.
   * @see ip-addrlabel(8)
   */
  add(settings: AddressLabelSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds a label, or changes that of the prefix. */
  replace(settings: AddressLabelSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Removes a label. @throws `NetlinkErrnoError` (`ESRCH`) where the prefix has none. */
  async delete(key: AddressLabelKey, options: RequestOptions = {}): Promise<void> {
    checkProperties("label", key, ["prefix", "dev"]);
    // net/ipv6/addrlabel.c, v6.18: ip6addrlbl_newdel wants some label, and does not compare it.
    const request = { label: 0, ...(await this.#request("prefix", key, options)) };
    await this.#client.do(RTM_DELADDRLABEL, request, options);
  }
}
