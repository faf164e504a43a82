/**
 * The same cases on the real kernel and on the embedded one. Where they differ, the embedded one is wrong.
 *
 * @module
 */
import { describe, it } from "vitest";
import { whySkipped } from "../native/support.ts";
import { addressCases } from "./addresses.case.ts";
import { controllerCases } from "./controller.case.ts";
import { cornerCases } from "./corners.case.ts";
import { dumpCases } from "./dumps.case.ts";
import { linkRefusals } from "./link-refusals.case.ts";
import { linkCases } from "./links.case.ts";
import { familyId, GENERIC } from "./messages.ts";
import { neighbourCases } from "./neighbours.case.ts";
import { policyCases } from "./policies.case.ts";
import { privilegeCases } from "./privileges.case.ts";
import { receiveCases } from "./receives.case.ts";
import { requestCases } from "./requests.case.ts";
import { routeRefusals } from "./route-refusals.case.ts";
import { routeCases } from "./routes.case.ts";
import { skips } from "./skips.ts";
import { socketCases } from "./sockets.case.ts";
import { embeddedSubject, realSubject, type Subject, whyPrivileged } from "./subject.ts";

const AREAS = {
  sockets: socketCases,
  receives: receiveCases,
  privileges: privilegeCases,
  requests: requestCases,
  dumps: dumpCases,
  controller: controllerCases,
  policies: policyCases,
  links: [...linkRefusals, ...linkCases],
  addresses: addressCases,
  routes: [...routeRefusals, ...routeCases],
  neighbours: neighbourCases,
  corners: cornerCases,
} as const;
const noNamespace = whySkipped();
const privileged = noNamespace ?? whyPrivileged();

const KERNELS: readonly [title: string, skip: string | undefined, make: () => Subject][] = [
  ["the real kernel", noNamespace, realSubject],
  ["the embedded kernel", undefined, embeddedSubject],
];

describe.each(KERNELS)("%s", (_title, skip, make) => {
  describe.each(Object.entries(AREAS))("%s", (_area, cases) => {
    for (const one of cases) {
      const { name } = one;
      const kind = make === realSubject ? "real" : "embedded";
      const known = skips[name];
      const cannot = kind === "real" && one.unprivileged === true ? privileged : undefined;
      const reason =
        skip ?? cannot ?? (known?.kind === kind ? ` (skipped: ${known.reason})` : undefined);
      it.skipIf(reason !== undefined)(`${name}${reason ?? ""}`, ({ skip: skipNow }) => {
        const subject = make();
        try {
          const { needs } = one;
          if (needs !== undefined && familyId(subject.open(GENERIC), needs) === undefined) {
            skipNow(`this kernel has no ${needs}`);
          }
          one.run(subject);
        } finally {
          subject.close();
        }
      });
    }
  });
});
