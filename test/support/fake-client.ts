/**
 * Clients on fake transports, and what has to hold of each when its test ends.
 *
 * @module
 */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { type ClientOptions, NetlinkClient, type RetryPolicy } from "../../src/client/index.ts";
import { FakeTransport } from "./fake-transport.ts";

const opened: { readonly fake: FakeTransport; readonly client: NetlinkClient }[] = [];

/**
 * A client on a fake transport. The file that uses it runs on fake timers; after each test none may be left,
 * and an open client must neither watch its socket nor keep the process alive.
 */
export function openFake(
  options: ClientOptions = {},
  init: { readonly aside?: boolean } = {},
): { readonly fake: FakeTransport; readonly client: NetlinkClient } {
  const fake = new FakeTransport(init);
  const both = { fake, client: new NetlinkClient(fake, options) };
  opened.push(both);
  return both;
}

/** A policy that takes what rows there are. */
export function partial(attempts = 10): RetryPolicy {
  // biome-ignore lint/suspicious/noThenProperty: the option's name, on something that nobody awaits
  return { attempts, then: "partial" };
}

/** Installs the timers and the checks; called once by each file. */
export function useFakeClients(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  });
  afterEach(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    const states = opened.splice(0).map(({ fake, client }) => {
      const state = {
        alive: fake.alive,
        watched: fake.watched,
        groups: fake.closed ? 0 : fake.groups.size,
      };
      client.close();
      return state;
    });
    expect(left, "timers left").toBe(0);
    for (const state of states) expect(state).toEqual({ alive: false, watched: false, groups: 0 });
  });
}

/** Lets what is under way come to where it waits. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it was not rejected");
}
