import diagnostics from "node:diagnostics_channel";
import process from "node:process";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TraceEvent } from "./client/index.ts";
import { environmentTrace } from "./trace.ts";
import { nlctrl } from "./uapi/generic/index.ts";
import { NETLINK_GENERIC } from "./uapi/index.ts";
import { rtLink } from "./uapi/route/index.ts";

/** A GETLINK dump as it is sent. */
const bytes = Uint8Array.of(20, 0, 0, 0, 18, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const event: TraceEvent = {
  direction: "send",
  protocol: 0,
  portId: 42,
  peerPortId: 0,
  groups: 0,
  bytes,
  start: 0,
  end: bytes.length,
};

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("the trace that the environment asks for", () => {
  it.each(["", "0"])("is none where NLKIT_TRACE is %j and nobody listens", (value) => {
    vi.stubEnv("NLKIT_TRACE", value);
    expect(environmentTrace()).toBeUndefined();
  });

  it.each([
    ["1", 1],
    ["bytes", 3],
  ])("prints lines to standard error for NLKIT_TRACE=%s", (value, lines) => {
    vi.stubEnv("NLKIT_TRACE", value);
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const trace = environmentTrace();
    trace?.describe?.(rtLink);
    trace?.(event);
    const printed = String(write.mock.calls[0]?.[0]);
    expect(printed).toMatch(/^send RTM_GETLINK seq 7 flags request,dump/);
    expect(printed.trimEnd().split("\n")).toHaveLength(lines);
  });

  it("knows generic families by the ids that clients tell, requests apart from answers", () => {
    vi.stubEnv("NLKIT_TRACE", "1");
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const trace = environmentTrace();
    // Command 3 of family 77, with the attribute 2 (its name): "x".
    const asked = Uint8Array.of(
      ...[26, 0, 0, 0, 77, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 6, 0, 2, 0, 120, 0],
    );
    const generic = { ...event, protocol: NETLINK_GENERIC, bytes: asked, end: asked.length };
    trace?.(generic);
    trace?.describe?.(nlctrl, 77);
    trace?.(generic);
    const [before, after] = write.mock.calls.map(([text]) => String(text));
    expect(before).toMatch(/^send NETLINK_GENERIC message 77 seq 1 flags request 0301/);
    expect(after).toBe('send CTRL_CMD_GETFAMILY seq 1 flags request {"familyName":"x"}\n');
  });

  it("hands datagrams to subscribers of the diagnostics channel, and prints nothing", () => {
    const seen: unknown[] = [];
    const take = (message: unknown): void => void seen.push(message);
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    diagnostics.subscribe("nlkit:datagram", take);
    try {
      environmentTrace()?.(event);
    } finally {
      diagnostics.unsubscribe("nlkit:datagram", take);
    }
    expect(seen).toEqual([event]);
    expect(write).not.toHaveBeenCalled();
  });
});
