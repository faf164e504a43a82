import { describe, expect, it } from "vitest";
import { type FamilyTable, type MessageTable, tableOfSet } from "../../src/schema/index.ts";
import { ethtool } from "../../src/uapi/generated/ethtool.ts";
import { nl80211Message, wowlanTriggersAttrs } from "../../src/uapi/generated/nl80211.ts";
import { nlctrl } from "../../src/uapi/generated/nlctrl.ts";
import { formatHex } from "../../src/wire/index.ts";
import { decodeHex, ENGINES, encodeHex, hex } from "../support/rows.ts";
import {
  absent,
  FAMILIES,
  isAcknowledgement,
  isController,
  type Row,
  type Vector,
  vectors,
  WITH_HEADER,
  WRITTEN_OTHERWISE,
  why,
} from "./generic-cases.ts";
import { GO_VALUES } from "./generic-values.ts";
import { compareRust } from "./rust-debug.ts";

function requestTable(family: FamilyTable, payload: string): MessageTable {
  const command = Number.parseInt(payload.slice(0, 2), 16);
  const operation = Object.values(family.operations).find(({ type }) => type === command);
  expect(operation, `command ${command} of ${family.name}`).toBeDefined();
  return operation?.request as MessageTable;
}

/**
 * The payloads of an exchange: requests by their command, answers by the last request that could
 * be theirs.
 */
function exchangeRows(vector: Vector, family: FamilyTable): Row[] {
  const asked = (vector.requests ?? []).filter(({ type }) => type !== 16);
  const rows: Row[] = asked.map(({ payload }, at) => [
    `${vector.id} request ${at}`,
    requestTable(family, payload),
    payload.slice(8),
  ]);
  let answers = 0;
  for (const reply of vector.replies ?? []) {
    if (reply.type === 2 || isAcknowledgement(reply.payload)) continue;
    const table = isController(reply)
      ? (nlctrl.messages.get(1)?.table as MessageTable)
      : requestTable(family, asked[0]?.payload ?? "");
    const name = isController(reply) ? "controller" : `answer ${answers++}`;
    rows.push([`${vector.id} ${name}`, table, reply.payload.slice(8)]);
  }
  return rows;
}

function rowsOf(vector: Vector): Row[] {
  const family = FAMILIES[vector.family] as FamilyTable;
  const { id, layer } = vector;
  if (layer === "exchange") return exchangeRows(vector, family);
  const isMessage = layer === "message" || WITH_HEADER.some((part) => id.endsWith(part));
  const start = isMessage ? 40 : layer === "genl-payload" ? 8 : 0;
  const payload = vector.hex.slice(start);
  if (vector.family === "nl80211") {
    const isTrigger = id.endsWith("test_wowlan_wakeup_reason_round_trip");
    return [[id, isTrigger ? tableOfSet(wowlanTriggersAttrs) : nl80211Message, payload]];
  }
  const command = start === 0 ? undefined : vector.hex.slice(start - 8, start - 6);
  const table =
    vector.object === "channels"
      ? (ethtool.operations.ETHTOOL_MSG_CHANNELS_GET.request as MessageTable)
      : requestTable(family, command ?? "");
  return [[id, table, payload]];
}

/**
 * NLA_F_NESTED where nlkit sets it and the vector does not; kernels leave it out of old
 * attributes.
 */
function sameButNested(again: string, text: string): string {
  const bytes = hex(text);
  return formatHex(
    hex(again).map((byte, at) => (byte === ((bytes[at] ?? 0) | 0x80) ? (bytes[at] ?? 0) : byte)),
  );
}

describe.skipIf(absent)(`vectors of generic families${why}`, () => {
  const rows = vectors.flatMap(rowsOf);
  const decoded = new Map(
    rows.map(([name, table, payload]) => [name, decodeHex(table, payload, "compiled")]),
  );

  it("are as many as there were", () => {
    expect(vectors).toHaveLength(91);
    expect(rows.length).toBeGreaterThan(150);
  });

  it.each(rows)("%s", (name, table, payload) => {
    for (const engine of ENGINES) {
      const value = decodeHex(table, payload, engine);
      expect(value).toEqual(decodeHex(table, payload, "compiled"));
      const again = sameButNested(encodeHex(table, value, engine), payload);
      if (WRITTEN_OTHERWISE.includes(name)) expect(again).toHaveLength(payload.length);
      else expect(again).toBe(payload);
    }
  });

  it.each(Object.entries(GO_VALUES))("%s says the same", (name, value) => {
    expect([...decoded.keys()]).toContain(name);
    expect(decoded.get(name)).toMatchObject(value);
  });

  it("hold what wl-nl80211 reads in them", () => {
    let compared = 0;
    const differences: string[] = [];
    for (const vector of vectors.filter(({ family }) => family === "nl80211")) {
      const result = compareRust(vector.expected, decoded.get(vector.id));
      compared += result.compared;
      differences.push(
        ...result.differences.map((text) => `${vector.id.split("/").at(-1)}: ${text}`),
      );
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});
