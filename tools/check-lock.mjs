/**
 * Checks that package-lock.json says the same everywhere: no registry host in it, and an entry for
 * every platform's optional package. A registry that mirrors one platform only leaves the others
 * out without a word, and `npm ci` of npm 11 then refuses the file.
 *
 *     node tools/check-lock.mjs            reports
 *     node tools/check-lock.mjs --write    adds what is missing
 *
 * @module
 */
import { readFileSync, writeFileSync } from "node:fs";

const FILE = "package-lock.json";
const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
];
const LIBRARIES = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/** What npm would have copied from the package's own package.json: its name says it. */
function platformOf(name) {
  const words = name.split("/").at(-1).split("-");
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const libc = os === "linux" ? words.map((word) => LIBRARIES[word]).find(Boolean) : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

const lock = JSON.parse(readFileSync(FILE, "utf8"));
const hosts = Object.entries(lock.packages).filter(([, entry]) =>
  /^https?:/.test(entry.resolved ?? ""),
);
const missing = new Map();
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] !== undefined || lock.packages[top] !== undefined) continue;
    const platform = platformOf(name);
    missing.set(top, {
      // The range is exact for platform packages; anything else has to come from the registry.
      version: /^\d/.test(version) ? version : undefined,
      ...(platform.cpu && { cpu: platform.cpu }),
      ...(entry.dev && { dev: true }),
      ...(platform.libc && { libc: platform.libc }),
      optional: true,
      ...(platform.os && { os: platform.os }),
    });
  }
}

if (process.argv.includes("--write")) {
  for (const [, entry] of hosts) delete entry.resolved;
  const packages = { ...lock.packages, ...Object.fromEntries(missing) };
  lock.packages = Object.fromEntries(
    Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${FILE}: added ${missing.size} packages, removed ${hosts.length} addresses`);
} else {
  for (const [path, { resolved }] of hosts)
    console.error(`${FILE}: ${path} names a host: ${resolved}`);
  for (const path of missing.keys())
    console.error(`${FILE}: ${path} has no entry (another platform's package)`);
  if (hosts.length + missing.size > 0) {
    console.error("mend it with: node tools/check-lock.mjs --write");
    process.exit(1);
  }
  console.log(`${Object.keys(lock.packages).length} packages, no host, all platforms`);
}
