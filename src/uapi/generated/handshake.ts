/**
 * Tables of handshake.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  string,
  u32,
} from "../../schema/index.ts";

export const HANDSHAKE_CMD_ACCEPT = 2;
export const HANDSHAKE_CMD_DONE = 3;
export const HANDSHAKE_CMD_READY = 1;

export const handlerClass = enumTable("handler-class", { none: 0, tlshd: 1, max: 2 });

export const msgType = enumTable("msg-type", { unspec: 0, clienthello: 1, serverhello: 2 });

export const auth = enumTable("auth", { unspec: 0, unauth: 1, psk: 2, x509: 3 });

export interface X509 extends SetOut<(typeof x509)["entries"]> {}
export interface X509Input extends SetIn<(typeof x509)["entries"]> {}
export const x509 = attributeSet("x509", "HANDSHAKE_A_X509_", {
  cert: [1, s32],
  privkey: [2, s32],
});

export interface Accept extends SetOut<(typeof accept)["entries"]> {}
export interface AcceptInput extends SetIn<(typeof accept)["entries"]> {}
export const accept = attributeSet("accept", "HANDSHAKE_A_ACCEPT_", {
  sockfd: [1, s32],
  handlerClass: [2, enumOf(u32, handlerClass)],
  messageType: [3, enumOf(u32, msgType)],
  timeout: [4, u32],
  authMode: [5, enumOf(u32, auth)],
  peerIdentity: [6, multi(u32)],
  certificate: [7, multi(nestOf<X509, X509Input>(x509))],
  peername: [8, string],
  keyring: [9, u32],
});

export const acceptMessage = messageOf<Accept, AcceptInput>({ attributes: accept });

export interface Done extends SetOut<(typeof done)["entries"]> {}
export interface DoneInput extends SetIn<(typeof done)["entries"]> {}
export const done = attributeSet("done", "HANDSHAKE_A_DONE_", {
  status: [1, limited(u32, { max: 4095 })],
  sockfd: [2, s32],
  remoteAuth: [3, multi(u32)],
});

export const doneMessage = messageOf<Done, DoneInput>({ attributes: done });

export const handshake = familyTable({
  name: "handshake",
  protocol: 16,
  version: 1,
  messages: {
    HANDSHAKE_CMD_READY: [HANDSHAKE_CMD_READY, acceptMessage],
    HANDSHAKE_CMD_ACCEPT: [HANDSHAKE_CMD_ACCEPT, acceptMessage],
    HANDSHAKE_CMD_DONE: [HANDSHAKE_CMD_DONE, doneMessage],
  },
  operations: {
    HANDSHAKE_CMD_ACCEPT: operation(
      "HANDSHAKE_CMD_ACCEPT",
      [HANDSHAKE_CMD_ACCEPT, acceptMessage],
      [HANDSHAKE_CMD_ACCEPT, acceptMessage],
      { oneReply: true },
    ),
    HANDSHAKE_CMD_DONE: operation(
      "HANDSHAKE_CMD_DONE",
      [HANDSHAKE_CMD_DONE, doneMessage],
      [HANDSHAKE_CMD_DONE, doneMessage],
    ),
  },
  groups: { none: 0, tlshd: 0 },
});
