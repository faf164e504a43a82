/**
 * A protocol of an embedded kernel, asked by plain netlink sockets over the real NETLINK_USERSOCK.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createKernel,
  type EmbeddedKernel,
  type KernelProtocol,
  refusal,
} from "../../src/kernel/index.ts";
import {
  type ListenUsersockOptions,
  listenOnUsersock,
  type UsersockBridge,
  type UsersockSender,
} from "../../src/remote.ts";
import {
  createNamespace,
  type NetlinkSocket,
  type NetworkNamespace,
  openSocket,
} from "../../src/socket/index.ts";
import { encodeText, NLMSG_HDRLEN, writeHeader } from "../../src/wire/index.ts";

const PROTOCOL = 30;
const SOURCE = fileURLToPath(new URL("children/usersock.c", import.meta.url));

function whyNot(): string | undefined {
  try {
    createNamespace().close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
const reason = whyNot();

function message(text: string): Uint8Array {
  const payload = encodeText(`${text}\0`);
  const bytes = new Uint8Array(NLMSG_HDRLEN + payload.length);
  const header = { length: bytes.length, type: 3, flags: 0, seq: 0, portId: 0 };
  writeHeader(new DataView(bytes.buffer), 0, header);
  bytes.set(payload, NLMSG_HDRLEN);
  return bytes;
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder().decode(bytes.subarray(NLMSG_HDRLEN)).replace(/\0.*$/s, "");

describe.skipIf(reason !== undefined)(
  `NETLINK_USERSOCK${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  () => {
    let namespace: NetworkNamespace;
    let kernel: EmbeddedKernel;
    let protocol: KernelProtocol;
    let log: string[];
    let released: number[];
    let served: UsersockBridge | undefined;
    const sockets: NetlinkSocket[] = [];

    beforeEach(() => {
      namespace = createNamespace();
      kernel = createKernel();
      log = [];
      released = [];
      protocol = kernel.createProtocol(PROTOCOL, {
        input({ content }, { portId }) {
          log.push(textOf(content));
          protocol.unicast(portId, message(`echo of ${textOf(content)}`));
        },
        release: ({ portId }) => void released.push(portId),
      });
    });
    afterEach(() => {
      for (const socket of sockets.splice(0)) socket.close();
      served?.close();
      served = undefined;
      namespace.close();
    });

    function serve(options: ListenUsersockOptions = {}): UsersockBridge {
      served = listenOnUsersock(kernel, PROTOCOL, {
        portId: 1000,
        netns: namespace.path,
        ...options,
      });
      return served;
    }

    function plain(): NetlinkSocket {
      const socket = openSocket({ protocol: 2, netns: namespace.path });
      sockets.push(socket);
      return socket;
    }

    async function next(
      socket: NetlinkSocket,
    ): Promise<{ text: string; portId: number; groups: number }> {
      for (;;) {
        const received = socket.receive();
        if (received?.kind === "datagram") {
          const { bytes, portId, groups } = received;
          return { text: textOf(bytes), portId, groups };
        }
        await socket.readable();
      }
    }

    const say = (socket: NetlinkSocket, text: string): void =>
      socket.send(message(text), { portId: 1000 });

    test("each sender gets its own answers, from the port id that it sent to", async () => {
      const bridge = serve();
      const [first, second] = [plain(), plain()];
      say(first, "one");
      say(second, "two");
      expect(await next(first)).toEqual({ text: "echo of one", portId: 1000, groups: 0 });
      expect(await next(second)).toEqual({ text: "echo of two", portId: 1000, groups: 0 });
      say(first, "three");
      expect(await next(first)).toMatchObject({ text: "echo of three" });
      expect(log).toEqual(["one", "two", "three"]);
      expect(bridge).toMatchObject({ portId: 1000, senders: 2, dropped: 0 });
    });

    test("multicasts go to the groups of the same numbers, those that were named", async () => {
      serve({ groups: [1, 32] });
      const listener = plain();
      for (const group of [1, 2, 32]) listener.join(group);
      for (const group of [2, 32, 1]) protocol.multicast(group, message(`to ${group}`));
      expect(await next(listener)).toEqual({ text: "to 32", portId: 1000, groups: 0x80000000 });
      expect(await next(listener)).toEqual({ text: "to 1", portId: 1000, groups: 1 });
    });

    test("who may send is asked once a port id, by what the real kernel knows of the sender", async () => {
      const asked: UsersockSender[] = [];
      const bridge = serve({
        admit(sender) {
          asked.push(sender);
          return asked.length === 1 ? undefined : {};
        },
      });
      const [first, second] = [plain(), plain()];
      say(first, "not this");
      say(second, "this");
      say(second, "and this");
      await expect.poll(() => log).toEqual(["this", "and this"]);
      expect(asked.map(({ portId }) => portId)).toEqual([first.portId, second.portId]);
      const own = {
        processId: process.pid,
        userId: process.geteuid?.(),
        groupId: process.getegid?.(),
      };
      expect(asked[0]).toMatchObject(own);
      expect(bridge.dropped).toBe(1);
    });

    test("without capabilities a sender may not do what takes them", async () => {
      serve({ admit: () => ({ capabilities: [] }) as object });
      const socket = plain();
      const refused: boolean[] = [];
      protocol.close();
      kernel.createProtocol(PROTOCOL, {
        input: (_, sender) => void refused.push(sender.capable("CAP_NET_ADMIN")),
      });
      say(socket, "may I");
      await expect.poll(() => refused).toEqual([false]);
    });

    test("senders that are gone, and those silent longest, are forgotten", async () => {
      const bridge = serve({ maxSenders: 2 });
      const [first, second, third] = [plain(), plain(), plain()];
      for (const socket of [first, second, third]) {
        say(socket, "hello");
        await next(socket);
      }
      expect(released).toEqual([first.portId]);
      expect(bridge.senders).toBe(2);
      second.close();
      protocol.unicast(second.portId, message("anybody there?"));
      await expect.poll(() => released).toEqual([first.portId, second.portId]);
      expect(bridge.dropped).toBe(1);
    });

    test("a protocol that goes is no reason to fail: what is sent to it is dropped", async () => {
      const bridge = serve();
      const [first, second] = [plain(), plain()];
      say(first, "hello");
      await next(first);
      protocol.close();
      say(first, "hello?");
      say(second, "hello?");
      await expect.poll(() => bridge.dropped).toBe(2);
      kernel.close();
      say(first, "anybody?");
      await expect.poll(() => bridge.dropped).toBe(3);
      expect(log).toEqual(["hello"]);
    });

    test("groups that the protocol does not have are refused, and nothing is left open", () => {
      for (const group of [0, 33, 1.5]) {
        expect(() => serve({ groups: [1, group] })).toThrow("groups");
      }
      kernel.createProtocol(PROTOCOL - 1, { bind: (group) => group === 2 && refuse() });
      const refuse = (): never => {
        throw refusal("EPERM");
      };
      const options = { portId: 1000, netns: namespace.path, groups: [1, 2] };
      expect(() => listenOnUsersock(kernel, PROTOCOL - 1, options)).toThrow("EPERM");
      serve();
    });

    test("a port id that somebody has is refused, and everything is given back at the end", () => {
      const bridge = serve();
      expect(() =>
        listenOnUsersock(kernel, PROTOCOL, { portId: 1000, netns: namespace.path }),
      ).toThrow("EADDRINUSE");
      bridge.close();
      bridge.close();
      serve().close();
    });

    const compiled = mkdtempSync(join(tmpdir(), "nlkit-usersock-"));
    afterAll(() => rmSync(compiled, { recursive: true }));
    const program = join(compiled, "usersock");
    const { status, stderr } = spawnSync("cc", ["-Wall", "-Werror", "-o", program, SOURCE], {
      encoding: "utf8",
    });
    const noCompiler = status === 0 ? "" : ` (skipped: cc: ${stderr ?? "not found"})`;

    test.skipIf(status !== 0)(`a C program asks and listens${noCompiler}`, async () => {
      serve({ groups: [3] });
      const run = (...words: string[]) => {
        const child = spawn(
          "nsenter",
          [`--net=${namespace.path}`, program, "1000", "3", ...words],
          {
            stdio: ["ignore", "pipe", "inherit"],
          },
        );
        let text = "";
        child.stdout.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
        });
        return { ended: once(child, "close"), text: () => text };
      };
      const listener = run();
      await expect.poll(listener.text).toBe("ready\n");
      protocol.multicast(3, message("to all"));
      expect(await listener.ended).toEqual([0, null]);
      expect(listener.text()).toBe("ready\nto all, from 1000 in groups 4\n");
      const asking = run("Hello this is a msg from userspace");
      expect(await asking.ended).toEqual([0, null]);
      expect(asking.text()).toBe(
        "ready\necho of Hello this is a msg from userspace, from 1000 in groups 0\n",
      );
    });
  },
);
