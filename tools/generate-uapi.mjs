/**
 * Writes src/uapi/generated/ from the kernel's YNL specs and the overlays beside this file.
 *
 * Usage: node tools/generate-uapi.mjs [--specs DIR] [--check] [FAMILY…]
 * `--check` writes nothing and fails where a file is not what it would be. Needs a build (npm run build).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { printSpec } from "../dist/spec/index.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const overlays = join(root, "tools/overlays");
const output = join(root, "src/uapi/generated");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { specs: { type: "string" }, check: { type: "boolean", default: false } },
});
const specs = values.specs ?? join(root, "../shared/specs");
if (!existsSync(specs) && values.check && values.specs === undefined) {
  console.log("skipped: the kernel's specs are not beside this checkout");
  process.exit(0);
}
if (!existsSync(specs)) {
  console.error(
    `there are no specs in ${specs}; say where they are: --specs DIR (Documentation/netlink/specs of a kernel tree)`,
  );
  process.exit(2);
}

// A family is generated once it has an overlay, though it be empty: no table goes out unread.
const families =
  positionals.length > 0
    ? positionals
    : readdirSync(overlays).map((name) => basename(name, ".yaml"));
mkdirSync(output, { recursive: true });
const read = (path) => readFileSync(path, "utf8");
let stale = 0;
for (const family of families.toSorted()) {
  const overlay = join(overlays, `${family}.yaml`);
  const source = printSpec(read(join(specs, `${family}.yaml`)), {
    file: `${family}.yaml`,
    ...(existsSync(overlay) && {
      overlay: { text: read(overlay), file: `tools/overlays/${family}.yaml` },
    }),
  });
  const target = join(output, `${family}.ts`);
  if (existsSync(target) && read(target) === source) continue;
  if (values.check) {
    console.error(
      `src/uapi/generated/${family}.ts is not what its spec and overlay give; run tools/generate-uapi.mjs`,
    );
    stale++;
  } else {
    writeFileSync(target, source);
    console.log(`src/uapi/generated/${family}.ts`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
