import { it } from "vitest";
import { KernelTransport } from "/work/main/src/socket/index.ts";
import { message } from "/work/main/test/native/support.ts";
import { writeFileSync } from "node:fs";
it("bench", async () => {
  const t = new KernelTransport(0); let got = 0;
  const h = { onDatagram() { got++; }, onOverrun() {} };
  const out: string[] = [];
  const noop = message(1, 5, 1); const get = message(18, 1, 3, 16); new DataView(get.buffer).setInt32(20, 1, true);
  for (const armed of [false, true]) {
    if (armed) t.watch(() => {});
    for (const [n, m] of [["noop", noop], ["getlink", get]] as const) for (let k = 0; k < 3; k++) {
      const N = 100000; const s = performance.now();
      for (let i = 0; i < N; i++) { t.send(m, m.length); while (t.receive(h, 1) === 0); }
      out.push(`${armed ? "armed " : ""}${n} ${(((performance.now() - s) / N) * 1e6).toFixed(0)} ns`);
    }
  }
  t.watch(undefined);
  for (let k = 0; k < 3; k++) { const s = performance.now(); for (let i = 0; i < 2000; i++) await t.sendAside(noop, 16), t.receive(h); out.push(`sendAside ${(((performance.now() - s) / 2000) * 1e3).toFixed(1)} us`); }
  t.close(); writeFileSync("/tmp/bench.out", out.join("\n"));
}, 60000);
