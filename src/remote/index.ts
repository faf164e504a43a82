/**
 * A kernel served to other processes, over any stream of bytes: both ends, without the stream.
 *
 * @module
 */
export type { Channel } from "./channel.ts";
export { HostConnection, type HostOptions, type Served } from "./host.ts";
export { type ConnectOptions, RemoteKernel } from "./remote-kernel.ts";
export { RemoteTransport } from "./remote-transport.ts";
export { UsersockBridge, type UsersockOptions, type UsersockSender } from "./usersock.ts";
