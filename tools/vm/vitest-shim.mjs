/**
 * What the tests import as "vitest" inside the virtual machine: vitest's own runner and matchers, without the
 * bundler and the pool of processes, whose start takes minutes on an emulated processor.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from "@vitest/expect";
import { getCurrentTest } from "@vitest/runner";
import * as chai from "chai";

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

/** Ends a poll that is not for ever; what a poll waits for takes an emulated processor longer than the test says. */
const POLL_LIMIT_MS = 20_000;
const POLL_INTERVAL_MS = 50;

/** As vitest's, without snapshots. */
export function expect(value, message) {
  setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
  const assertion = chai.expect(value, message);
  const test = getCurrentTest();
  return test === undefined ? assertion : assertion.withTest(test);
}
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  getState: () => getState(expect),
  setState: (state) => setState(state, expect),
  assert: chai.assert,
  extend: (matchers) => chai.expect.extend(expect, matchers),
  addEqualityTesters: (testers) => addCustomEqualityTesters(testers),
});
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0, isExpectingAssertions: false }, expect);
expect.extend(customMatchers);

/** Asks again until the assertion at the end of the chain holds. @throws What it last threw. */
function poll(ask, { timeout = 0, interval = POLL_INTERVAL_MS } = {}) {
  const chain = (words) =>
    new Proxy(() => {}, {
      get: (_, word) => chain([...words, word]),
      apply: async (_, __, values) => {
        const last = performance.now() + Math.max(timeout, POLL_LIMIT_MS);
        for (;;) {
          try {
            let assertion = expect(await ask());
            for (const word of words.slice(0, -1)) assertion = assertion[word];
            return assertion[words.at(-1)](...values);
          } catch (error) {
            if (performance.now() > last) throw error;
          }
          await sleep(interval);
        }
      },
    });
  return chain([]);
}
expect.poll = poll;

/** Asks again until the answer is true. @returns It. */
async function waitUntil(ask, { timeout = 0, interval = POLL_INTERVAL_MS } = {}) {
  const last = performance.now() + Math.max(timeout, POLL_LIMIT_MS);
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > last) throw new Error("vi.waitUntil: not in time");
    await sleep(interval);
  }
}

/** Types were checked before: every word of the chain is accepted. */
export function expectTypeOf() {
  const anything = new Proxy(() => anything, { get: () => anything });
  return anything;
}

/** Spies and false clocks are for tests that no kernel takes part in. */
export const vi = { waitUntil };

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  onTestFailed,
  onTestFinished,
  suite,
  test,
} from "@vitest/runner";
