/**
 * Multicast on a shared socket: memberships, counted, and the queues of those who listen.
 *
 * @module
 */
import { NetlinkSystemError } from "../errors/index.ts";
import type { Datagram, Transport } from "../transport/index.ts";
import { readNsid, readPacketInfo } from "../wire/index.ts";

/** A datagram of a group, or a message that came unasked, kept for a listener: a copy. */
export interface GroupDatagram {
  readonly bytes: Uint8Array;
  /** Number of the group; 0 where it came to this socket alone. */
  readonly group: number;
  /** Namespace that it came from, as an id of this one; undefined for this one itself. */
  readonly nsid: number | undefined;
}

/** Takes what arrives for its groups. */
export interface Listener {
  groups: ReadonlySet<number>;
  /** Whether it takes what comes to this socket alone, unasked, too. */
  readonly unicast: boolean;
  /** Whether somebody waits for it right now. */
  readonly awaited: boolean;
  push(datagram: GroupDatagram): void;
  overrun(): void;
  /** What was asked for before has been refused, or nothing is to come any more. */
  fail(error: unknown): void;
  end(): void;
}

/** The multicast side of an exchange. */
export class Groups {
  readonly #transport: Transport;
  readonly #changed: () => void;
  readonly #listeners = new Set<Listener>();
  readonly #members = new Map<number, number>();
  #packetInfo = false;

  /** @param changed - Called when what is listened to, or waited for, has changed. */
  constructor(transport: Transport, changed: () => void) {
    this.#transport = transport;
    this.#changed = changed;
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** How many of them are being waited for. */
  get awaited(): number {
    let count = 0;
    for (const listener of this.#listeners) if (listener.awaited) count++;
    return count;
  }

  /** Joins its groups; on an error those joined before are left again. */
  add(listener: Listener): void {
    const joined: number[] = [];
    try {
      for (const group of listener.groups) {
        this.#join(group);
        joined.push(group);
      }
    } catch (error) {
      for (const group of joined) this.#leave(group);
      throw error;
    }
    if (listener.unicast) this.#tellGroups();
    this.#listeners.add(listener);
    this.#changed();
  }

  /** Leaves groups that nobody else listens to. */
  remove(listener: Listener): void {
    if (!this.#listeners.delete(listener)) return;
    for (const group of listener.groups) this.#leave(group);
    this.#changed();
  }

  /**
   * Gives a listener other groups, the kernel having taken the membership of those that it has away.
   *
   * @throws `NetlinkSystemError` for one that cannot be joined; it then has none.
   */
  replace(listener: Listener, groups: ReadonlySet<number>): void {
    if (!this.#listeners.has(listener)) return;
    const before = listener.groups;
    listener.groups = new Set();
    for (const group of before) this.#lost(group);
    for (const group of groups) {
      this.#join(group);
      listener.groups = new Set([...listener.groups, group]);
    }
  }

  /** A group that was another family's: leaves it, or for who else listens to the number enters it again. */
  #lost(group: number): void {
    const count = (this.#members.get(group) ?? 1) - 1;
    try {
      if (count > 0) this.#transport.join(group);
      else this.#transport.leave(group);
    } catch {
      // The number is nobody's at present.
    }
    if (count > 0) this.#members.set(group, count);
    else this.#members.delete(group);
  }

  /** Somebody began or ceased to wait. */
  awaitedChanged(): void {
    this.#changed();
  }

  #join(group: number): void {
    const count = this.#members.get(group) ?? 0;
    if (count === 0) this.#transport.join(group);
    this.#members.set(group, count + 1);
    if (group > 32) this.#tellGroups();
  }

  /** The mask of sockaddr_nl has 32 bits: above, only the packet info tells an event of a group from what is not. */
  #tellGroups(): void {
    this.#packetInfo ||= this.#transport.setOption("NETLINK_PKTINFO", true);
  }

  #leave(group: number): void {
    const count = this.#members.get(group) ?? 0;
    this.#members.set(group, count - 1);
    if (count > 1) return;
    this.#members.delete(group);
    this.#transport.leave(group);
  }

  #groupOf(datagram: Datagram): number {
    if (datagram.groups !== 0) return 32 - Math.clz32(datagram.groups);
    if (!this.#packetInfo) return 0;
    return readPacketInfo(datagram.bytes, datagram.controlStart, datagram.controlEnd) ?? 0;
  }

  /** Hands a datagram of a group to its listeners. @returns False where it is no datagram of a group. */
  take(datagram: Datagram): boolean {
    const group = this.#groupOf(datagram);
    if (group === 0) return false;
    if (datagram.truncatedLength > 0) {
      this.overrun();
      return true;
    }
    let kept: GroupDatagram | undefined;
    for (const listener of this.#listeners) {
      if (!listener.groups.has(group)) continue;
      kept ??= this.#keep(datagram, datagram.start, datagram.end, group);
      listener.push(kept);
    }
    return true;
  }

  /** Hands a message that is in no group and answers nothing to those who take such. */
  unasked(datagram: Datagram, at: number, end: number): void {
    let kept: GroupDatagram | undefined;
    for (const listener of this.#listeners) {
      if (!listener.unicast) continue;
      kept ??= this.#keep(datagram, at, end, 0);
      listener.push(kept);
    }
  }

  /** Such messages may have been lost. */
  unaskedLost(): void {
    for (const listener of this.#listeners) if (listener.unicast) listener.overrun();
  }

  #keep(datagram: Datagram, start: number, end: number, group: number): GroupDatagram {
    const { bytes, controlStart, controlEnd } = datagram;
    return {
      bytes: bytes.slice(start, end),
      group,
      nsid: controlEnd > controlStart ? readNsid(bytes, controlStart, controlEnd) : undefined,
    };
  }

  /** Messages were lost. */
  overrun(): void {
    for (const listener of this.#listeners) listener.overrun();
  }

  /**
   * Receiving failed: messages may have gone. Where the error is of another system call, one has failed that is carried
   * out later than it is made (a join in another process, the connection to it), of which nothing else would tell.
   */
  fail(error: unknown): void {
    const isOfAnother = error instanceof NetlinkSystemError && error.syscall !== "recvmsg";
    if (!isOfAnother) return this.overrun();
    for (const listener of this.#listeners) listener.fail(error);
  }

  /** Everybody's stream comes to its end. */
  close(): void {
    const listeners = [...this.#listeners];
    // First: the socket is closed, and what they leave is left.
    this.#listeners.clear();
    this.#members.clear();
    for (const listener of listeners) listener.end();
  }
}
