/**
 * The request for each kind of link, byte by byte what `ip link add` sends: so that kinds which this kernel
 * lacks are proven too. Attributes are compared as a tree; the rows ask for the defaults, too, that `ip`
 * always sends.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRouteOn } from "../../src/families/route/index.ts";
import type { NewLink } from "../../src/route.ts";
import { ack } from "../support/fake-messages.ts";
import { FakeTransport } from "../support/fake-transport.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { GROUND, LINK_ROWS } from "./link-rows.ts";
import { sentByIp, treeOf, whyNoStrace } from "./request-tree.ts";

const skipped = whyNoOracle() ?? whyNoStrace();

/** What nlkit sends for a new link. */
async function sentByNlkit(link: NewLink): Promise<Uint8Array> {
  const fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    const seq = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, true);
    fake.push([ack(seq)]);
  };
  const route = openRouteOn({ openTransport: () => fake });
  try {
    // In a batch nothing is asked after it.
    await route.batch(async ({ links }) => void (await links.add(link)));
  } finally {
    route.close();
  }
  expect(fake.requests).toHaveLength(1);
  const [{ bytes, start, end }] = fake.requests as [(typeof fake.requests)[number]];
  return bytes.slice(start, end);
}

describe.skipIf(skipped !== undefined)(`requests for links${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(box.build(GROUND)).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const known = LINK_ROWS.flatMap(({ words, ...row }) =>
    words === undefined ? [] : { words, ...row },
  );

  it.each(known)("ip link add $words", async ({ words, link }) => {
    const theirs = treeOf(sentByIp(box, `link add ${words}`), link.kind);
    expect(treeOf(await sentByNlkit(link), link.kind)).toEqual(theirs);
  });
});
