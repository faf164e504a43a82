/**
 * Finding the project's own files; nothing here reads them.
 *
 * @module
 */
import { readdirSync } from "node:fs";

const SKIPPED = new Set(["node_modules", "dist", "build", "prebuilds", "coverage"]);

/**
 * Paths of the files below a folder whose path matches, sorted; empty where there is no such folder.
 *
 * @param {string} folder - Relative to the working directory, as are the paths.
 * @param {RegExp} pattern
 * @returns {string[]}
 */
export function walk(folder, pattern) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  return entries
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return SKIPPED.has(entry.name) || entry.name.startsWith(".") ? [] : walk(path, pattern);
      return pattern.test(path) ? [path] : [];
    })
    .sort();
}
