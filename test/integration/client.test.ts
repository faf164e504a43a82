/**
 * The client on the real kernel: many requests at once, and what it says when the kernel says no.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkClient } from "../../src/client/index.ts";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import { openRoute } from "../../src/route.ts";
import { KernelTransport } from "../../src/socket/index.ts";
import { rtLink, rtRoute } from "../../src/uapi/route/index.ts";
import { formatHex, NLM_F_CREATE, NLM_F_EXCL } from "../../src/wire/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { routeRequest } from "../support/static-routes.ts";

const skipped = whyNoOracle();
const { RTM_GETLINK, RTM_SETLINK } = rtLink.operations;
const { RTM_NEWROUTE, RTM_DELROUTE } = rtRoute.operations;
const CREATE = NLM_F_CREATE | NLM_F_EXCL;

describe.skipIf(skipped !== undefined)(`a client on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let client: NetlinkClient;

  beforeAll(async () => {
    box = await Sandbox.open();
    client = box.route.client;
    const pairs = Array.from(
      { length: 10 },
      (_, at) => `link add d${at} type veth peer name e${at}`,
    );
    const rest = ["link add v0 type veth peer name v1", "link set v0 up", "link set lo up"];
    expect(box.build([...pairs, ...rest, "address add 10.0.0.1/24 dev v0"])).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const indexOf = async (name: string): Promise<number> => (await box.route.links.get(name)).index;

  it("answers 1,000 requests at once, each with its own", async () => {
    const links = await box.route.links.list();
    expect(links).toHaveLength(23);
    const answers = await Promise.all(
      Array.from({ length: 1000 }, async (_, count) => {
        const { index, name } = links[count % links.length] ?? { index: 0, name: "" };
        const [reply] = await client.do(RTM_GETLINK, { ifiIndex: index });
        return reply?.ifiIndex === index && reply.ifname === name;
      }),
    );
    expect(answers.filter(Boolean)).toHaveLength(1000);
  });

  it("answers 1,000 requests of which every second one fails", async () => {
    const settled = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, count) =>
        client.do(RTM_GETLINK, { ifiIndex: count % 2 === 0 ? 1 : 99_999 }),
      ),
    );
    const failed = settled.filter(({ status }) => status === "rejected");
    expect(failed).toHaveLength(500);
    for (const { reason } of failed as PromiseRejectedResult[])
      expect(reason.errnoName).toBe("ENODEV");
  });

  it("answers requests and dumps that run at once, slow ones among them", async () => {
    const results = await Promise.all([
      box.route.links.list(),
      client.do(RTM_GETLINK, { ifiIndex: 1 }),
      box.route.links.add({ kind: "veth", name: "among0", peer: { name: "among1" } }),
      client.dump(RTM_GETLINK, {}),
      client.do(RTM_GETLINK, { ifiIndex: 1 }),
      box.route.routes.list(),
    ]);
    expect(results[1]).toMatchObject([{ ifname: "lo" }]);
    expect(results[4]).toMatchObject([{ ifname: "lo" }]);
    expect(results[3].length).toBeGreaterThanOrEqual(23);
    await box.route.links.delete("among0");
  });

  it("refuses an MTU of 10 with the kernel's words and the attribute's name", async () => {
    const error = (await rejection(box.route.links.set("v0", { mtu: 10 }))) as NetlinkErrnoError;
    expect(error).toBeInstanceOf(NetlinkErrnoError);
    expect(error).toMatchObject({
      errnoName: "EINVAL",
      operation: "RTM_SETLINK",
      extack: { message: "mtu less than device minimum", attributePath: ["mtu"] },
    });
    expect(error.message).toBe(
      'RTM_SETLINK: EINVAL (invalid argument) at mtu: "mtu less than device minimum"',
    );
    expect((await box.route.links.get("v0")).mtu).toBe(1500);
  });

  it("says ENODEV of a device that is not there", async () => {
    for (const ask of [
      () => box.route.links.get("nowhere"),
      () => box.route.links.set("nowhere", { mtu: 1000 }),
      () => box.route.links.delete("nowhere"),
      () => client.do(RTM_SETLINK, { ifiIndex: 99_999, mtu: 1000 }),
    ]) {
      expect(await rejection(ask())).toMatchObject({ errnoName: "ENODEV" });
    }
  });

  it("tells of each route of a batch that was refused", async () => {
    const oif = await indexOf("v0");
    const request = (operation: typeof RTM_NEWROUTE, flags: number) => (number: number) => ({
      operation,
      flags,
      value: routeRequest(number, oif),
    });
    const numbers = Array.from({ length: 500 }, (_, index) => index % 250);
    const added = await client.batch(numbers.map(request(RTM_NEWROUTE, CREATE)));
    expect(added).toMatchObject({ sent: 500, carriedOut: 250 });
    expect(added.failures.map(({ index }) => index)).toEqual(
      numbers.slice(250).map((n) => n + 250),
    );
    for (const { error } of added.failures) expect(error).toMatchObject({ errnoName: "EEXIST" });
    expect(box.json("route show proto static")).toHaveLength(250);
    const removals = numbers.slice(0, 250).map(request(RTM_DELROUTE, 0));
    expect(await client.batch(removals)).toMatchObject({ carriedOut: 250 });
    expect(box.json("route show proto static")).toEqual([]);
  });

  it("removes links by a batch", async () => {
    const requests = Array.from({ length: 20 }, (_, index) => ({
      operation: rtLink.operations.RTM_DELLINK,
      value: { ifname: `d${index % 10}` },
    }));
    const { carriedOut, failures } = await client.batch(requests);
    expect([carriedOut, failures.map(({ index }) => index)]).toEqual([
      10,
      requests.slice(10).map((_, at) => at + 10),
    ]);
    for (const { error } of failures) expect(error).toMatchObject({ errnoName: "ENODEV" });
  });

  it.skipIf(process.geteuid?.() !== 0)(
    "says EPERM and what is needed where the right is lacking",
    async (test) => {
      const index = await indexOf("v0");
      await using route = await openRoute({ netns: box.namespace.path });
      try {
        process.seteuid?.(65_534);
      } catch {
        test.skip("no other user can be taken on here (a user namespace that maps root alone)");
      }
      try {
        const error = (await rejection(
          route.client.do(RTM_SETLINK, { ifiIndex: index, mtu: 1000 }),
        )) as Error;
        expect(error).toMatchObject({ code: "ERR_NETLINK_ERRNO", errnoName: "EPERM" });
        expect(error.message).toMatch(/; it needs CAP_NET_ADMIN over the network namespace/);
        expect(await route.links.get("lo")).toMatchObject({ index: 1 });
      } finally {
        process.seteuid?.(0);
      }
    },
  );

  it("sends for an MTU of 1000 what a C program sends", async () => {
    const index = await indexOf("v0");
    const transport = new KernelTransport(0, { netns: box.namespace.path });
    const sent: string[] = [];
    await using own = new NetlinkClient(transport, {
      trace: ({ direction, bytes, start, end }) => {
        if (direction === "send") sent.push(formatHex(bytes.subarray(start, end)));
      },
    });
    await own.do(RTM_SETLINK, { ifiIndex: index, mtu: 1000 });
    expect(sent).toEqual([mtuRequest(index, 1000, transport.portId)]);
    expect(box.json("link show v0")).toMatchObject([{ mtu: 1000 }]);
  });
});

/**
 * The bytes of
 * `struct { struct nlmsghdr n; struct ifinfomsg i; char buf[8]; }` with `n.nlmsg_type = RTM_SETLINK`,
 * `n.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK`, `n.nlmsg_seq = 1`, `i.ifi_index`, and one `rtattr` IFLA_MTU.
 */
function mtuRequest(index: number, mtu: number, portId: number): string {
  const u16 = (value: number): string => Buffer.from(Uint16Array.of(value).buffer).toString("hex");
  const u32 = (value: number): string => Buffer.from(Uint32Array.of(value).buffer).toString("hex");
  const header = u32(40) + u16(19) + u16(0x0005) + u32(1) + u32(portId);
  const ifinfomsg = `00${"00"}${u16(0)}${u32(index)}${u32(0)}${u32(0)}`;
  return header + ifinfomsg + u16(8) + u16(4) + u32(mtu);
}
