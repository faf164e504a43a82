import { describe, expectTypeOf, it } from "vitest";
import type { LinkKind, LinkOptionsFor } from "./link-options.ts";
import type { Links } from "./links.ts";

declare const links: Links;

describe("options of links", () => {
  it("are those of the kind", () => {
    void links.add({ name: "a", kind: "vlan", options: { id: 5, protocol: "8021ad" } });
    // @ts-expect-error: of another kind
    void links.add({ name: "a", kind: "vlan", options: { forwardDelay: 5 } });
    // @ts-expect-error: no mode of a bond
    void links.add({ name: "a", kind: "bond", options: { mode: "fast" } });
    void links.add({ name: "a", kind: "vxlan", options: { ttlInherit: true } });
    // @ts-expect-error: bytes are what the wire has
    void links.add({ name: "a", kind: "vxlan", options: { ttlInherit: new Uint8Array(0) } });
    void links.add({ name: "a", kind: "gre", options: { iflags: ["key", "csum"] } });
    // @ts-expect-error: no flag of GRE
    void links.add({ name: "a", kind: "gre", options: { iflags: ["keys"] } });
  });

  it("are open for kinds without a table", () => {
    void links.add({ name: "a", kind: "of-tomorrow", options: new Uint8Array(4) });
    expectTypeOf<"wireguard">().toExtend<LinkKind>();
    expectTypeOf<LinkOptionsFor<"vrf">>()
      .toHaveProperty("table")
      .toEqualTypeOf<number | undefined>();
  });

  it("make the link that a name says, unless it is made elsewhere", () => {
    expectTypeOf(links.add({ name: "a", kind: "ifb" })).resolves.toHaveProperty("index");
    expectTypeOf(links.add({ kind: "ifb" }))
      .resolves.exclude<undefined>()
      .toHaveProperty("index");
    // @ts-expect-error: the kernel may have chosen a name that it does not tell
    void links.add({ kind: "ifb" }).then((link) => link.index);
    // @ts-expect-error: a link in another namespace is not read
    void links.add({ name: "a", kind: "ifb", netns: 7 }).then((link) => link.index);
  });
});
