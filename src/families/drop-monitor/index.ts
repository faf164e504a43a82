/**
 * The drop monitor, `NET_DM`, as people use it.
 *
 * @module
 */
export {
  type DropEvent,
  type DropPlace,
  type DropSummary,
  Drops,
  type DropsOptions,
  openDropsOn,
  type PacketDrop,
} from "./drops.ts";
export { KernelSymbols } from "./symbols.ts";
