/**
 * What other libraries test themselves with, as hexadecimal text: every line gives a line.
 *
 * @module
 */
import { expect, it } from "vitest";
import { formatCaptured, messageRecord, toJson } from "../../src/format/index.ts";
import { formatHex } from "../../src/wire/index.ts";
import { decodeAll } from "../support/capture.ts";
import { missingVectors, readVectors } from "./vectors.ts";

const FILES = [
  "genl_misc_rust.json",
  "nftables_go.json",
  "nl80211_rust.json",
  "rtnetlink_link_rust.json",
  "rtnetlink_go_jsimonetti.json",
  "fuzz_go_jsimonetti.json",
  "xfrm_rust.json",
];

const missing = FILES.map(missingVectors).find((reason) => reason !== undefined);
const why = missing === undefined ? "" : ` (${missing})`;

it.skipIf(missing !== undefined).each(FILES)(`%s${why}`, async (file) => {
  // Payloads and the like get the header of a link message, which some of them are and most are
  // not.
  const texts = readVectors(file).map(({ layer, bytes }) => {
    if (layer === "message" || layer === "datagram") return formatHex(bytes);
    const length = (bytes.length + 16).toString(16).padStart(4, "0");
    return `${length.slice(2)}${length.slice(0, 2)}0000100000000100000000000000${formatHex(bytes)}`;
  });
  const found = await decodeAll(texts.join("\n"));
  const places = new Set(found.map(({ datagram }) => datagram.place));
  expect(places.size).toBe(texts.length);
  for (const message of found) {
    const record = JSON.parse(toJson(messageRecord(message))) as Record<string, unknown>;
    expect(record).toMatchObject({ protocol: "NETLINK_ROUTE", header: expect.anything() });
    // The tree holds every byte exactly once, in order.
    const { datagram, start, end } = message;
    const shown = formatCaptured(message, { details: true })
      .map((line) => /^ {2}([0-9a-f]{4,}) {2}((?:[0-9a-f]{2} ?)+)(?: |$)/.exec(line)?.[2] ?? "")
      .join("")
      .replaceAll(" ", "");
    expect(shown).toBe(formatHex(datagram.bytes, start, end));
  }
});
