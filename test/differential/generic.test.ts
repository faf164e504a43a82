/**
 * Generic netlink, fuzzed on both kernels.
 *
 * @module
 */
import { afterAll, describe, expect, it } from "vitest";
import { GENERIC } from "../conformance/messages.ts";
import {
  type Endpoint,
  embeddedSubject,
  realSubject,
  type Subject,
} from "../conformance/subject.ts";
import { whySkipped } from "../native/support.ts";
import { GENERIC_DIFFERENCES } from "./differences.ts";
import { familyIds, registerFamilies, sharedOperations } from "./families.ts";
import { fuzz, type Target } from "./fuzz.ts";
import { genericDatagram, isGenericType } from "./generic.ts";
import type { Random } from "./random.ts";
import { runs } from "./runs.ts";

const skip = whySkipped();
const opened: Subject[] = [];

function openWith(subject: Subject, options: number): Endpoint {
  const socket = subject.open(GENERIC);
  socket.setOption("NETLINK_EXT_ACK", (options & 1) !== 0);
  socket.setOption("NETLINK_CAP_ACK", (options & 2) !== 0);
  return socket;
}

function genericTarget(): Target {
  const real = realSubject();
  const ids = familyIds(real);
  const embedded = embeddedSubject((kernel) => registerFamilies(kernel, ids));
  opened.push(real, embedded);
  const world = { ids, operations: sharedOperations(real, embedded) };
  return {
    perPair: 100,
    differences: GENERIC_DIFFERENCES,
    next: (random) => genericDatagram(random, world),
    allows: (type) => isGenericType(type, world),
    open(random: Random) {
      // Mostly with all that can be told.
      const options = random.chance(70) ? 3 : random.below(4);
      const pair = { real: openWith(real, options), embedded: openWith(embedded, options) };
      return {
        ...pair,
        close() {
          pair.real.close();
          pair.embedded.close();
        },
      };
    },
  };
}

afterAll(() => {
  for (const subject of opened) subject.close();
});

describe.skipIf(skip !== undefined)(`generic netlink${skip ?? ""}`, () => {
  it.each(runs(10_000, 10_000))(
    "answers $count requests alike, from seed $seed on",
    ({ seed, count }) => {
      expect(fuzz(genericTarget(), seed, count)).toBeUndefined();
    },
    600_000,
  );
});
