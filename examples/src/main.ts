/**
 * Runs an example by its name: `npm run example -- NAME [--real]`.
 *
 * @module
 */
import { existsSync, readdirSync } from "node:fs";
import process from "node:process";
import { kernelTransport } from "nlkit/socket";
import type { Example } from "./example.ts";

const [name = "", ...words] = process.argv.slice(2);
const fileOf = (folder: string): URL => new URL(`./${folder}/main.js`, import.meta.url);
const names = readdirSync(new URL(".", import.meta.url)).filter((folder) =>
  existsSync(fileOf(folder)),
);
if (names.includes(name)) {
  const example = (await import(fileOf(name).href)) as Example;
  await example.main({
    real: words.includes("--real") ? kernelTransport : undefined,
    words: words.filter((word) => word !== "--real"),
    say: (who) => (line) => process.stdout.write(`${who}: ${line}\n`),
  });
} else {
  process.stderr.write(`npm run example -- NAME [--real]\nNAME is one of: ${names.join(", ")}\n`);
  process.exitCode = 2;
}
