/**
 * A receiver that asks for what comes beside a datagram: the group that it was sent to, and the
 * namespace that it comes from.
 *
 * @module
 */
import { readNsid, readPacketInfo } from "nlkit/wire";
import type { ClientOptions, Print } from "../example.ts";
import { textMessage, textOf } from "../text.ts";
import { GROUPS, PROTOCOL } from "./protocol.ts";

/** Receives an answer and the messages of two groups, and prints what came with each. */
export async function talk({ transport, netns }: ClientOptions, print: Print): Promise<void> {
  const socket = transport.openTransport(PROTOCOL, { netns });
  socket.setOption("NETLINK_PKTINFO", true);
  socket.setOption("NETLINK_LISTEN_ALL_NSID", true);
  for (const group of GROUPS) socket.join(group);
  const bytes = textMessage("who is there?", socket.portId);
  socket.send(bytes, bytes.length);
  const readable = new Promise<void>((resolve) => socket.watch(resolve));
  socket.keepAlive(true);
  await readable;
  socket.receive({
    onDatagram({ bytes, start, end, groups, controlStart, controlEnd }) {
      const group = readPacketInfo(bytes, controlStart, controlEnd);
      const nsid = readNsid(bytes, controlStart, controlEnd);
      const mask = groups.toString(16).padStart(8, "0");
      const from = nsid === undefined ? "this namespace" : `namespace ${nsid}`;
      print(`"${textOf(bytes, start, end)}": mask 0x${mask}, group ${group}, from ${from}`);
    },
    onOverrun: () => print("messages were lost"),
  });
  socket.close();
}
