/**
 * Opens a page in headless Chromium and waits for what it reports.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Bundle } from "./bundle.ts";
import type { Answer } from "./page.ts";

const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  // A sandbox cannot be had by root, nor in a user namespace; the page is ours.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--no-first-run",
  // Keeps it open, as nothing else does.
  "--remote-debugging-port=0",
];
const PATIENCE_MS = 15_000;

/** The browser that is installed here, if any is. */
export const browser = NAMES.find(
  (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
);

/** What a page reports. */
export interface Report {
  /** Globals of Node that were looked at by the time that the bundle had been imported. */
  readonly importTouched: readonly string[];
  /** The same for the whole run. */
  readonly touched: readonly string[];
  readonly answer?: Answer;
  readonly error?: string;
}

/** Traps, which are set before anything else runs. */
const TRAPS = `
  globalThis.touched = [];
  for (const name of ["process", "Buffer", "require", "module", "exports", "global", "setImmediate",
                      "clearImmediate", "__dirname", "__filename", "Deno", "Bun"]) {
    Object.defineProperty(globalThis, name, { get() { touched.push(name); } });
  }
`;
const page = (entry: string): string => `
  const report = {};
  try {
    const { run } = await import("./${entry}");
    report.importTouched = [...touched];
    report.answer = await run();
  } catch (error) {
    report.error = String(error?.stack ?? error);
  }
  report.touched = touched;
  await fetch("/report", { method: "POST", body: JSON.stringify(report) });
`;
const HTML =
  '<!doctype html><title>nlkit</title><script src="/traps.js"></script><script type="module" src="/main.js"></script>';

function send(response: ServerResponse, type: string, body: string, policy: string): void {
  response.writeHead(200, { "content-type": type, "content-security-policy": policy });
  response.end(body);
}

/**
 * Serves a bundle on the loopback, opens it, and waits for the report.
 *
 * @param policy - The page's `Content-Security-Policy`.
 */
export async function openPage(bundle: Bundle, policy: string): Promise<Report> {
  if (browser === undefined) throw new Error("no Chromium is installed");
  const files = new Map(bundle.files);
  files.set("traps.js", TRAPS);
  files.set("main.js", page(bundle.entry));
  let reported: (report: Report) => void = () => {};
  const report = new Promise<Report>((resolve) => {
    reported = resolve;
  });
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? "";
    const code = files.get(name);
    if (name === "report") {
      void request.toArray().then((parts) => {
        response.end();
        reported(JSON.parse(Buffer.concat(parts as Buffer[]).toString()) as Report);
      });
    } else if (code !== undefined) send(response, "text/javascript", code, policy);
    else if (name === "") send(response, "text/html", HTML, policy);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const profile = await mkdtemp(join(tmpdir(), "nlkit-browser-"));
  const url = `http://127.0.0.1:${port}/`;
  const child = spawn(browser, [...FLAGS, `--user-data-dir=${profile}`, url], {
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own, for it starts others.
    detached: true,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "close");
  try {
    const late = Promise.race([ended, sleep(PATIENCE_MS)]).then(() => {
      throw new Error(`the page did not report; the browser said:\n${said}`);
    });
    return await Promise.race([report, late]);
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    await ended;
    server.close();
    server.closeAllConnections();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
