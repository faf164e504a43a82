/**
 * Encapsulations of routes and nexthops on the real kernel, made by nlkit and by `ip`.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import type { EncapSettings, RouteSettings } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

const ROWS: readonly (readonly [words: string, dst: string, encap: EncapSettings])[] = [
  [
    "ip id 5 src 10.0.0.1 dst 10.0.0.9 ttl 5 tos 4",
    "10.1.0.0/16",
    { type: "ip", id: 5n, src: "10.0.0.1", dst: "10.0.0.9", ttl: 5, tos: 4 },
  ],
  [
    "ip6 id 5 dst 2001:db8::9 hoplimit 4 tc 3",
    "2001:db8:1::/48",
    { type: "ip6", id: 5n, dst: "2001:db8::9", hoplimit: 4, tc: 3 },
  ],
  ["mpls 100/200 ttl 7", "10.2.0.0/16", { type: "mpls", dst: "100/200", ttl: 7 }],
  [
    "seg6 mode encap segs 2001:db8::5,2001:db8::6",
    "2001:db8:2::/48",
    { type: "seg6", mode: "encap", segments: ["2001:db8::5", "2001:db8::6"] },
  ],
  [
    "seg6 mode inline segs 2001:db8::5,2001:db8::6",
    "2001:db8:3::/48",
    { type: "seg6", mode: "inline", segments: ["2001:db8::5", "2001:db8::6"] },
  ],
  [
    "seg6local action End.X nh6 2001:db8::2",
    "2001:db8:4::/48",
    { type: "seg6-local", action: "end-x", nh6: "2001:db8::2" },
  ],
  [
    "seg6local action End.DT6 table 254",
    "2001:db8:5::/48",
    { type: "seg6-local", action: "end-dt6", table: 254 },
  ],
  [
    "seg6local action End.B6.Encaps srh segs 2001:db8::5",
    "2001:db8:6::/48",
    { type: "seg6-local", action: "end-b6-encap", segments: ["2001:db8::5"] },
  ],
  [
    "rpl segs 2001:db8::5,2001:db8::6",
    "2001:db8:7::/48",
    { type: "rpl", segments: ["2001:db8::5", "2001:db8::6"] },
  ],
  [
    "ila 1:2:3:4 csum-mode neutral-map",
    "2001:db8:8:1::/64",
    { type: "ila", locator: "1:2:3:4", csumMode: "neutral-map" },
  ],
  ["xfrm if_id 5", "10.3.0.0/16", { type: "xfrm", ifId: 5 }],
];

describe.skipIf(skipped !== undefined)(`encapsulations on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(
      box.build([
        "link add v0 type veth peer name v1",
        "link set v0 up",
        "link set v1 up",
        "address add 10.0.0.1/24 dev v0",
        "address add 2001:db8::1/64 dev v0 nodad",
      ]),
    ).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  it.each(ROWS)("encap %s", async (words, dst, encap) => {
    const { routes } = box.route;
    const family = dst.includes(":") ? "-6" : "-4";
    const settings: RouteSettings = { dst, dev: "v0", encap, protocol: "boot" };
    const refused = box.build([`${family} route add ${dst} encap ${words} dev v0`]);
    if (refused.length > 0) {
      // A kernel without it refuses it by the same words to either.
      const error = await rejection(routes.add(settings));
      expect(error).toBeInstanceOf(NetlinkErrnoError);
      const { extack } = error as NetlinkErrnoError;
      expect(refused[0]?.message).toContain(extack?.message);
      return;
    }
    const shown = box.json(`${family} -d route show ${dst}`);
    const [theirs] = (await routes.list({ family: family === "-6" ? "ipv6" : "ipv4" })).filter(
      (row) => row.dst === dst,
    );
    await routes.delete({ dst, dev: "v0" });
    await routes.add(settings);
    expect(box.json(`${family} -d route show ${dst}`)).toEqual(shown);
    const [ours] = (await routes.list({ family: family === "-6" ? "ipv6" : "ipv4" })).filter(
      (row) => row.dst === dst,
    );
    expect(ours).toEqual(theirs);
    const { segments } = encap;
    const inline = encap.mode === "inline" && { segments: [...(segments ?? []), "::"] };
    expect(ours?.encap).toMatchObject({ ...encap, ...inline });
  });

  it("are had by ways out of several, and by nexthops", async () => {
    const { routes, nexthops } = box.route;
    const encap: EncapSettings = { type: "ip", id: 9n, dst: "10.0.0.9" };
    await routes.add({
      dst: "10.8.0.0/16",
      nexthops: [
        { dev: "v0", via: "10.0.0.2", encap },
        { dev: "v0", via: "10.0.0.3" },
      ],
    });
    const [route] = (await routes.list({ family: "ipv4" })).filter(
      ({ dst }) => dst === "10.8.0.0/16",
    );
    expect(route?.nexthops?.[0]?.encap).toMatchObject(encap);
    expect(route?.nexthops?.[1]).not.toHaveProperty("encap");
    const id = await nexthops.add({ dev: "v0", via: "10.0.0.4", encap });
    expect((await nexthops.get(id)).encap).toMatchObject(encap);
    expect(box.json(`nexthop show id ${id}`)).toMatchObject([{ encap: "ip", dst: "10.0.0.9" }]);
  });
});
