/**
 * What the tests import as "vitest" inside the virtual machine: vitest's own runner and matchers, without the
 * bundler and the pool of processes, whose start takes minutes on an emulated processor.
 *
 * @module
 */
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

/** As vitest's, without snapshots and polling. */
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

/** Types were checked before: every word of the chain is accepted. */
export function expectTypeOf() {
  const anything = new Proxy(() => anything, { get: () => anything });
  return anything;
}

/** Spies and false clocks are for tests that no kernel takes part in. */
export const vi = {};

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
