/**
 * The network of a container: a bridge in the host's namespace, and a cable from it into the container's.
 *
 * Packets that leave the host need the host's address; that translation is nftables' work, not rtnetlink's.
 *
 * @module
 */
import { openRoute } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

/** Gives a container a link, an address and a way out; resolves when the host has forgotten it again. */
export async function talk(
  host: ClientOptions,
  container: Disposable & { readonly path: string },
  print: Print,
): Promise<void> {
  await using route = await openRoute(host);
  const bridge = { name: "br0", kind: "bridge", up: true, addresses: ["10.88.0.1/16"] };
  await route.apply(await route.plan({ links: [bridge] }));
  const peer = { name: "eth0", netns: container.path };
  await route.links.add({ kind: "veth", name: "veth0", master: "br0", up: true, peer });
  const ports = (await route.links.list()).filter(({ masterName }) => masterName === "br0");
  print(`the host's br0 has the port ${ports.map(({ name }) => name).join()}`);
  {
    await using inside = await openRoute({ ...host, netns: container.path });
    await inside.apply(
      await inside.plan({
        links: [
          { name: "lo", up: true },
          { name: "eth0", up: true, addresses: ["10.88.0.2/16"] },
        ],
        routes: [{ list: [{ dst: "default", via: "10.88.0.1" }] }],
      }),
    );
    const { via, dev, prefsrc } = await inside.routes.get("198.51.100.1");
    print(`the container reaches 198.51.100.1 via ${via} dev ${dev} from ${prefsrc}`);
  }
  container[Symbol.dispose]();
  await route.waitFor(["link"], (view) => view.link("veth0") === undefined, { timeoutMs: 10_000 });
  print("the container has gone, and veth0 with it");
}
