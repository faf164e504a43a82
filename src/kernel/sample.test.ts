/**
 * The sample network, as a client sees it.
 *
 * @module
 */
import { expect, it } from "vitest";
import { openRoute } from "../route.ts";
import { addSampleNetwork, createKernel } from "./index.ts";

it("has two namespaces, joined by a bridge and its ports", async () => {
  const kernel = createKernel();
  addSampleNetwork(kernel);
  const route = await openRoute({ transport: kernel });
  const links = await route.links.list();
  expect(links.map(({ index, name, kind, state }) => [index, name, kind, state])).toEqual([
    [1, "lo", undefined, "unknown"],
    [2, "br0", "bridge", "up"],
    [3, "port1", "veth", "up"],
    [4, "port2", "veth", "up"],
    [5, "uplink", "dummy", "unknown"],
    [6, "uplink.100", "vlan", "up"],
  ]);
  expect(await route.routes.get("8.8.8.8")).toMatchObject({ via: "192.0.2.1", dev: "uplink" });
  const neighbours = await route.neighbours.list();
  expect(neighbours.map(({ address }) => address).sort()).toEqual(["10.10.0.2", "192.0.2.1"]);
  route.close();

  const blue = await openRoute({ transport: kernel, netns: "blue" });
  const theirs = await blue.links.list();
  expect(theirs.map(({ name, state }) => [name, state])).toEqual([
    ["lo", "unknown"],
    ["eth0", "up"],
    ["eth1", "up"],
  ]);
  expect(await blue.routes.get("8.8.8.8")).toMatchObject({ via: "10.10.0.1", dev: "eth0" });
  blue.close();
});

it("is not made twice", () => {
  const kernel = createKernel();
  addSampleNetwork(kernel);
  expect(() => addSampleNetwork(kernel)).toThrow(/EEXIST/);
});
