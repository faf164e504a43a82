/**
 * Attaches the XDP program of descriptor 3 to `v0` of a namespace with the built library: `xdp.mjs NAMESPACE`. Prints what
 * came of it, a line of JSON each.
 *
 * @module
 */
import { openRoute } from "../../../dist/route.js";

const FD = 3;
const route = await openRoute({ netns: process.argv[2] });
const { links } = route;
const tell = (what, value) => console.log(JSON.stringify([what, value]));
const refusal = (promise) =>
  promise.then(
    () => "done",
    (error) => error.errnoName,
  );

tell("none", (await links.get("v0")).xdp ?? null);
tell("attach", await refusal(links.setXdp("v0", { fd: FD, mode: "skb" })));
tell("attached", (await links.get("v0")).xdp);
tell(
  "where there is none",
  await refusal(links.setXdp("v0", { fd: FD, mode: "skb", ifNone: true })),
);
tell(
  "in place of itself",
  await refusal(links.setXdp("v0", { fd: FD, mode: "skb", expectedFd: FD })),
);
tell(
  "in place of none",
  await refusal(links.setXdp("v0", { fd: FD, mode: "skb", expectedFd: -1 })),
);
tell("in another mode", await refusal(links.setXdp("v0", { fd: FD, mode: "native" })));
route.close();
