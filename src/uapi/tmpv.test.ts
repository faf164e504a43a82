import { readFileSync, writeFileSync } from "node:fs";
import { test } from "vitest";
import { decodePayload, encodePayload } from "../schema/index.ts";
import { MessageBuilder } from "../wire/index.ts";
import { addrMessage, linkMessage, routeMessage, statsMessage } from "./route/index.ts";
const T: any = { link: linkMessage, addr: addrMessage, route: routeMessage, stats: statsMessage, "link-driver": linkMessage };
test("x", () => {
  const out: string[] = [];
  for (const f of ["rtnetlink_link_rust", "rtnetlink_misc_rust", "rtnetlink_go_jsimonetti"]) {
    for (const v of JSON.parse(readFileSync(`/work/shared/vectors/${f}.json`, "utf8")).vectors) {
      if (!T[v.object]) continue;
      const b = Uint8Array.from(Buffer.from(v.hex, "hex"));
      if (v.layer !== "payload") { out.push(`LAYER ${v.layer} ${v.id} ${v.object} ${v.note ?? ""} ${v.hex.slice(0, 60)}`); continue; }
      try {
        const o = decodePayload(T[v.object], b, new DataView(b.buffer), 0, b.length) as any;
        const oi = decodePayload(T[v.object], b, new DataView(b.buffer), 0, b.length, "interpreted") as any;
        const s = (x: any) => JSON.stringify(x, (k, y) => (typeof y === "bigint" ? `${y}n` : y instanceof Uint8Array ? "hex:" + Buffer.from(y).toString("hex") : y));
        const mb = new MessageBuilder();
        encodePayload(T[v.object], mb, o);
        const e = Buffer.from(mb.bytes.subarray(0, mb.length)).toString("hex");
        let st = e === v.hex ? "SAME" : "DIFF";
        if (st === "DIFF" && e.length === v.hex.length) { const a = Buffer.from(e, "hex"); if (a.every((x, i) => x === b[i] || x === (b[i]! | 0x80))) st = "NEST"; }
        out.push(`${st} ${v.negative ? "NEG" : ""} ${v.id}\n    ${s(o)}${s(o) === s(oi) ? "" : "\n   ENGINES DIFFER " + s(oi)}${st === "DIFF" ? `\n    want ${v.hex}\n    got  ${e}` : ""}`);
      } catch (e) { out.push(`THROW ${v.negative ? "NEG" : ""} ${v.id} ${e}\n ${v.hex.slice(0, 400)}`); }
    }
  }
  writeFileSync("/tmp/vec.txt", out.join("\n"));
});
