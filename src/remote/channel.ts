/**
 * The stream that both ends of a connection write to: all that they know of sockets.
 *
 * @module
 */

/**
 * An open stream of bytes to the peer. What arrives is handed to the connection by whoever made the
 * channel.
 */
export interface Channel {
  /** Bytes that were written and have not left yet. */
  readonly backlog: number;
  /** Sends bytes, after all that were sent before. @param bytes - Given away. */
  write(bytes: Uint8Array): void;
  /** Whether what arrives is handed over. On until called. */
  receive(on: boolean): void;
  /** Whether the channel keeps the process alive. */
  keepAlive(on: boolean): void;
  /** Sends what was written and ends the stream. */
  end(): void;
}
