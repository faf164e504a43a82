/**
 * docs/desired-state.md: the plan that it shows for each declaration is the plan that is made, and reached.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Desired, describeOperation } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const page = readFileSync(new URL("../../docs/desired-state.md", import.meta.url), "utf8");
const [, commands = ""] = /^```sh ip\n(.*?)\n```$/ms.exec(page) ?? [];
const examples = [...page.matchAll(/^```yaml\n(.*?)\n```\n```text\n(.*?)\n```$/gms)].map(
  ([, yaml = "", words = ""]) => [yaml, words] as const,
);

it("shows a plan for each declaration", () => {
  expect(examples.length).toBe(page.split("```yaml").length - 1);
});

describe.skipIf(skipped !== undefined)(`each follows upon the one before${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(box.build(commands.split("\n"))).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  it.for(examples)("%s", async ([yaml, words], { skip }) => {
    const desired = parse(yaml) as Desired;
    const plan = await box.route.plan(desired);
    expect(plan.operations.map(describeOperation)).toEqual(words.split("\n"));
    const applied = box.route.apply(plan).catch((error: Error) => {
      if (/qdisc kind is unknown/.test(error.message)) skip(error.message);
      throw error;
    });
    expect((await applied).operations).toEqual(plan.operations);
    expect((await box.route.plan(desired)).operations).toEqual([]);
  });
});
