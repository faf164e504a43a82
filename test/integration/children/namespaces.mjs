/**
 * Names network namespaces with the built library, in a mount namespace of its own with a fresh /run; prints what it
 * saw, a line of JSON each.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { namespaces, openRoute } from "../../../dist/route.js";

const IP = "ip";
const ip = (...words) => execFileSync(IP, words, { encoding: "utf8" });
const tell = (what, value) => console.log(JSON.stringify([what, value]));
/** How a call ends that should not succeed. */
const failure = (call) => {
  try {
    return call();
  } catch (error) {
    return [error.code, error.errnoName ?? error.field];
  }
};

tell("none", namespaces.list());
const blue = namespaces.create("blue");
tell("created", [blue.name, blue.path, blue.inode === statSync("/run/netns/blue").ino]);
tell("ip lists", ip("netns", "list").trim().split("\n").length);
tell("links that ip sees", JSON.parse(ip("-n", "blue", "-j", "link")).length);
ip("netns", "add", "green");
tell(
  "listed",
  namespaces.list().map(({ name, inode }) => [name, inode !== undefined]),
);
namespaces.attach("self", process.pid);
tell(
  "attached",
  namespaces.list().find(({ name }) => name === "self").inode === statSync("/proc/self/ns/net").ino,
);
tell(
  "twice",
  failure(() => namespaces.create("blue")),
);
tell(
  "no process",
  failure(() => namespaces.attach("x", 0x7ffffffe)),
);
tell(
  "no namespace",
  failure(() => namespaces.attach("x", "/proc/self/ns/mnt")),
);
tell("half a name left", readdirSync("/run/netns").includes("x"));
for (const name of ["", ".", "a/b", "x".repeat(256), "ü".repeat(128), 7])
  tell(
    "bad name",
    failure(() => namespaces.create(name)),
  );

await using(await openRoute({ netns: "blue" }), async (route) => {
  await route.links.set("lo", { up: true });
  const nsid = await route.namespaceIds.set("green");
  tell("moved", await route.links.add({ name: "i0", kind: "ifb", netns: "green" }));
  await route.links.add({ name: "v0", kind: "veth", peer: { name: "v1", netns: "green" } });
  tell("nsid", (await route.links.get("v0")).linkNetnsid === nsid);
  const names = [];
  const signal = AbortSignal.timeout(5000);
  for await (const { action, object, after, namespace } of route.watch(["link"], {
    allNamespaces: true,
    signal,
  })) {
    if (action === "added" && object === "link") names.push(`${namespace ?? "here"} ${after.name}`);
    if (names.includes("late v3")) break;
    if (
      action === "current" &&
      names.includes("green v1") &&
      !namespaces.list().some(({ name }) => name === "late")
    ) {
      // One that comes and gets its name while it is watched for.
      namespaces.create("late");
      await route.links.add({ name: "v2", kind: "veth", peer: { name: "v3", netns: "late" } });
    }
  }
  tell("watched", names.filter((name) => !/ lo$| ifb\d$/.test(name)).sort());
});
tell(
  "green has",
  JSON.parse(ip("-n", "green", "-j", "link"))
    .map(({ ifname }) => ifname)
    .filter((name) => !/^ifb\d/.test(name)),
);

await using(await openRoute(), async (route) => {
  const nsid = await route.namespaceIds.set("blue");
  await using(await openRoute({ netns: { nsid } }), async (there) => {
    tell("by nsid", (await there.links.get("v0")).name);
  });
});
tell(
  "of a number that none has",
  await openRoute({ netns: { nsid: 4711 } }).catch((error) => error.errnoName),
);

// What a restart leaves, and what is no namespace at all.
writeFileSync("/run/netns/stale", "");
tell(
  "stale",
  namespaces.list().find(({ name }) => name === "stale"),
);
for (const name of ["stale", "blue", "green", "self", "late"]) namespaces.delete(name);
tell("left", [
  readdirSync("/run/netns"),
  readFileSync("/proc/self/mountinfo", "utf8").includes("/run/netns/"),
]);
tell(
  "gone",
  failure(() => namespaces.delete("blue")),
);

async function using(resource, call) {
  try {
    await call(resource);
  } finally {
    await resource[Symbol.asyncDispose]();
  }
}
