/**
 * Which kernel a command asks: this machine's, the embedded one, or one in another process. The
 * last two are loaded only where they are wanted.
 *
 * @module
 */
import process from "node:process";
import { NetlinkSystemError, NetlinkUnsupportedError } from "nlkit/errors";
import { kernelTransport } from "nlkit/socket";
import type { TransportProvider } from "nlkit/transport";
import { NETLINK_ROUTE } from "nlkit/uapi";
import { UsageError } from "./usage.ts";

/** What the command line says about it. */
export interface KernelOptions {
  readonly embedded?: boolean;
  readonly connect?: string;
}

/** A kernel that is not this machine's. */
interface OtherKernel {
  readonly transport: TransportProvider;
  close(): void;
}

/** Longest wait of a timer. */
const LONG_MS = 0x7fffffff;

/** The embedded kernel with the sample network. */
async function embeddedKernel(): Promise<OtherKernel> {
  const { addSampleNetwork, createKernel, registerDropMonitor } = await import("nlkit/kernel");
  const kernel = createKernel();
  addSampleNetwork(kernel);
  registerDropMonitor(kernel);
  // Nothing of the system waits for it: a monitor would end as soon as it has begun.
  const alive = setInterval(() => undefined, LONG_MS);
  return {
    transport: kernel,
    close() {
      clearInterval(alive);
      kernel.close();
    },
  };
}

async function connectedKernel(address: string): Promise<OtherKernel> {
  const { connect } = await import("nlkit/remote");
  const kernel = connect(address);
  return { transport: kernel, close: () => kernel.close() };
}

/**
 * Whether this machine has netlink sockets. That only the addon is missing on Linux is told where
 * it is needed: the network there is a real one, and no other may be taken for it.
 */
function hasNetlink(): boolean {
  try {
    kernelTransport.openTransport(NETLINK_ROUTE).close();
  } catch (error) {
    if (error instanceof NetlinkSystemError) return error.errnoName !== "EAFNOSUPPORT";
    return !(error instanceof NetlinkUnsupportedError) || process.platform === "linux";
  }
  return true;
}

async function otherKernel(options: KernelOptions): Promise<OtherKernel | undefined> {
  const { embedded = false, connect } = options;
  if (connect !== undefined) {
    if (embedded) throw new UsageError("--embedded and --connect exclude each other");
    return connectedKernel(connect);
  }
  if (embedded) return embeddedKernel();
  if (hasNetlink()) return undefined;
  process.stderr.write(
    "nlkit: this machine has no netlink sockets: this is the embedded kernel and its sample network\n",
  );
  return embeddedKernel();
}

/**
 * Runs with the kernel that the options ask for, and closes it. Without an option that is this
 * machine's, for which the transport is undefined; where it has no netlink sockets, the embedded
 * one, which is said on standard error.
 */
export async function withKernel(
  options: KernelOptions,
  run: (transport: TransportProvider | undefined) => Promise<void>,
): Promise<void> {
  const other = await otherKernel(options);
  try {
    await run(other?.transport);
  } finally {
    other?.close();
  }
}
