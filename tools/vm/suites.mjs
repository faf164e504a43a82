/**
 * Which of the test suite runs in the virtual machines: all but what is left out here, each with its reason.
 *
 * @module
 */
import { walk } from "../files.mjs";

/** What is left out: the first pattern that a file matches tells why. docs/kernel-matrix.md repeats it. */
export const LEFT_OUT = [
  { files: /^src\//, because: "no kernel takes part in it" },
  {
    files: /^test\/(codegen|docs|plan|tools|uapi|vectors)\//,
    because: "no kernel takes part in it",
  },
  {
    files: /^test\/(browser|remote\/unix-socket|examples)/,
    because: "builds or bundles, for minutes on an emulated processor",
  },
  {
    files: /^test\/differential\//,
    because: "compares with the embedded kernel, which does as Linux 6.18 does",
  },
  {
    files: /^test\/integration\/event-loop/,
    because: "measures how long the event loop stands still, which an emulated processor bends",
  },
  { files: /^test\/stress\//, because: "takes hours on an emulated processor" },
  {
    files:
      /^cli\/test\/(apply|ask|completion|decode|dropwatch|embedded|kmod|main|raw|spec|tc-words)\./,
    because: "asks the embedded kernel, or none",
  },
];

const FOLDERS = ["test", "cli", "src"];

const reasonOf = (file) => LEFT_OUT.find(({ files }) => files.test(file))?.because;
const allTests = () => FOLDERS.flatMap((folder) => walk(folder, /\.test\.ts$/));

/** The files that run, in the order in which they do. */
export const suites = () => allTests().filter((file) => reasonOf(file) === undefined);

/** The files that do not, by the reason. */
export function leftOutFiles() {
  const found = new Map(LEFT_OUT.map(({ because }) => [because, []]));
  for (const file of allTests()) found.get(reasonOf(file))?.push(file);
  return found;
}
