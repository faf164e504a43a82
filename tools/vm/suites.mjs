/**
 * Which of the test suite runs in the virtual machines: all but what is left out here, each with its reason.
 *
 * @module
 */
import { walk } from "../files.mjs";

/**
 * What is left out: the first pattern that a file matches tells why. docs/kernel-matrix.md repeats it. What is `slow` runs
 * with `--all`.
 */
export const LEFT_OUT = [
  {
    files:
      /^src\/|^test\/(codegen|docs|plan|tools|uapi|vectors)\/|^test\/(live\/walk|oracle\/fields)/,
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
  {
    files: /^test\/oracle\/(.*requests|link-changes|link-messages)\./,
    because: "what tools send, which no kernel changes",
    slow: true,
  },
  {
    files: /^cli\/test\/(monitor|netns)\./,
    because: "starts the command anew for each line, which takes seconds each",
    slow: true,
  },
  {
    files: /^test\/(integration\/(churn|lifetime|plan-property)|native\/(addon|lifecycle))\./,
    because: "floods, random states, and how processes end, which is the addon's doing",
    slow: true,
  },
];

const FOLDERS = ["test", "cli", "src"];

const ruleOf = (file) => LEFT_OUT.find(({ files }) => files.test(file));
const allTests = () => FOLDERS.flatMap((folder) => walk(folder, /\.test\.ts$/));

/** The files that run, in the order in which they do. @param withSlow - Those that are slow, too. */
export const suites = (withSlow = false) =>
  allTests().filter((file) => {
    const rule = ruleOf(file);
    return rule === undefined || (withSlow && rule.slow === true);
  });

/** The files that do not, by the reason. */
export function leftOutFiles() {
  const found = new Map(LEFT_OUT.map(({ because }) => [because, []]));
  for (const file of allTests()) {
    const rule = ruleOf(file);
    if (rule !== undefined) found.get(rule.because).push(file);
  }
  return found;
}
