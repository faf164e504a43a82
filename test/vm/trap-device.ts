/**
 * A port of netdevsim whose simulated hardware catches packets all the time, ten of each trap a second.
 *
 * @module
 */
import { readdirSync, writeFileSync } from "node:fs";
import { openFamily } from "../../src/family.ts";
import { openRoute } from "../../src/route.ts";
import { eventually, needModule, type Skips } from "./machine.ts";

// The bus is the first namespace's: the machine's own.
const BUS = "/sys/bus/netdevsim";
const NUMBER = 8;
const DEVICE = { busName: "netdevsim", devName: `netdevsim${NUMBER}` } as const;
const COOKIE_FILE = `/sys/kernel/debug/netdevsim/${DEVICE.devName}/trap_flow_action_cookie`;

/** The trap that is told of, besides those of exceptions, which always are. */
export const TRAP = { group: "acl_drops", name: "ingress_flow_action_drop" } as const;
/** What its rule has for a cookie. */
export const COOKIE = Uint8Array.of(0x12, 0x34, 0xab, 0xcd);
/** Bytes of each packet: Ethernet, IPv4, UDP, and 100 of nothing. */
export const TRAPPED_BYTES = 142;

/** There is one at a time. */
export class TrapDevice implements Disposable {
  /** The port. */
  readonly link: { readonly index: number; readonly name: string };

  private constructor(link: TrapDevice["link"]) {
    this.link = link;
  }

  /** Makes it, and leaves the test with the reason where it cannot be made. */
  static async open(context: Skips): Promise<TrapDevice> {
    needModule("netdevsim", context);
    writeFileSync(`${BUS}/new_device`, `${NUMBER} 1`);
    await using devlink = await openFamily("devlink");
    const trap = { ...DEVICE, trapName: TRAP.name, trapAction: "trap" } as const;
    await devlink.do("DEVLINK_CMD_TRAP_SET", trap);
    writeFileSync(COOKIE_FILE, `${Buffer.from(COOKIE).toString("hex")}\n`);
    const name = await eventually(
      "a port",
      () => readdirSync(`${BUS}/devices/${DEVICE.devName}/net`)[0],
    );
    await using route = await openRoute();
    await route.links.set(name, { up: true });
    return new TrapDevice({ index: (await route.links.get(name)).index, name });
  }

  [Symbol.dispose](): void {
    writeFileSync(`${BUS}/del_device`, String(NUMBER));
  }
}
