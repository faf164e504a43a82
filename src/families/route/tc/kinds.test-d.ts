import { describe, expectTypeOf, it } from "vitest";
import type { Action, ActionSettings } from "./action.ts";
import type { ClassSettings } from "./class.ts";
import type { Filter, FilterSettings } from "./filter.ts";
import type { Qdisc, QdiscSettings, Qdiscs } from "./qdisc.ts";

describe("options are those of the kind", () => {
  it("of what is read", () => {
    expectTypeOf<NonNullable<Qdisc<"tbf">["options"]>["bitrate"]>().toEqualTypeOf<
      number | undefined
    >();
    expectTypeOf<NonNullable<Filter<"bpf">["options"]>["directAction"]>().toEqualTypeOf<
      boolean | undefined
    >();
    expectTypeOf<NonNullable<Action<"mirred">["options"]>["to"]>().toEqualTypeOf<
      string | number | undefined
    >();
    expectTypeOf<Qdiscs["list"]>().toBeCallableWith({ kind: "htb" });
  });

  it("of what is given", () => {
    expectTypeOf<{
      dev: string;
      kind: "tbf";
      options: { bitrate: 8; burstBytes: 1 };
    }>().toExtend<QdiscSettings>();
    expectTypeOf<{
      dev: string;
      kind: "tbf";
      options: { rate: 8 };
    }>().not.toExtend<QdiscSettings>();
    expectTypeOf<{
      dev: string;
      kind: "htb";
      options: { weight: 8 };
    }>().not.toExtend<ClassSettings>();
    expectTypeOf<{
      kind: "matchall";
      options: { actions: [{ kind: "gact"; control: "goto chain 5" }] };
    }>().toExtend<FilterSettings>();
    expectTypeOf<{ kind: "gact"; control: "away" }>().not.toExtend<ActionSettings>();
    // A kind that is not known here has attributes alone.
    expectTypeOf<{ dev: 1; kind: "pie"; attributes: { limit: 1 } }>().toExtend<QdiscSettings>();
    expectTypeOf<{ dev: 1; kind: "pie"; options: { limit: 1 } }>().not.toExtend<QdiscSettings>();
  });
});
