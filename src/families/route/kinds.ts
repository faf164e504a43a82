/**
 * What can be said of links of each kind: for programs that take options as words, or list them.
 *
 * @module
 */
import type { AttributeSet, MessageTable } from "../../schema/index.ts";
import { linkinfoAttrs } from "../../uapi/route/index.ts";

function setsOf(
  formats: Readonly<Record<string, MessageTable>>,
): ReadonlyMap<string, AttributeSet | undefined> {
  return new Map(Object.entries(formats).map(([kind, { attributes }]) => [kind, attributes]));
}

const { data, slaveData } = linkinfoAttrs.entries;

/** The options of each kind of link (`IFLA_INFO_DATA`); undefined for a kind that has none. */
export const linkKinds: ReadonlyMap<string, AttributeSet | undefined> = setsOf(data[1].formats);

/** The options of a port by the kind of its master (`IFLA_INFO_SLAVE_DATA`). */
export const portKinds: ReadonlyMap<string, AttributeSet | undefined> = setsOf(
  slaveData[1].formats,
);
