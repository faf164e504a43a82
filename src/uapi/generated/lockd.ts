/**
 * Tables of lockd.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  messageOf,
  operation,
  type SetIn,
  type SetOut,
  u16,
  u32,
} from "../../schema/index.ts";

export const LOCKD_CMD_SERVER_SET = 1;
export const LOCKD_CMD_SERVER_GET = 2;

export interface Server extends SetOut<(typeof server)["entries"]> {}
export interface ServerInput extends SetIn<(typeof server)["entries"]> {}
export const server = attributeSet("server", "LOCKD_A_SERVER_", {
  gracetime: [1, u32],
  tcpPort: [2, u16],
  udpPort: [3, u16],
});

export const serverMessage = messageOf<Server, ServerInput>({ attributes: server });

export const lockd = familyTable({
  name: "lockd",
  protocol: 16,
  version: 1,
  messages: {
    LOCKD_CMD_SERVER_SET: [LOCKD_CMD_SERVER_SET, serverMessage],
    LOCKD_CMD_SERVER_GET: [LOCKD_CMD_SERVER_GET, serverMessage],
  },
  operations: {
    LOCKD_CMD_SERVER_SET: operation(
      "LOCKD_CMD_SERVER_SET",
      [LOCKD_CMD_SERVER_SET, serverMessage],
      [LOCKD_CMD_SERVER_SET, serverMessage],
    ),
    LOCKD_CMD_SERVER_GET: operation(
      "LOCKD_CMD_SERVER_GET",
      [LOCKD_CMD_SERVER_GET, serverMessage],
      [LOCKD_CMD_SERVER_GET, serverMessage],
      { oneReply: true },
    ),
  },
  groups: {},
});
