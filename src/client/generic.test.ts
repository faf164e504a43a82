import { describe, expect, it } from "vitest";
import { openFake, rejection, useFakeClients } from "../../test/support/fake-client.ts";
import {
  ack,
  done,
  FAMILY,
  GENERIC_GET,
  GENERIC_LIST,
  genericRow,
  TYPE_GET,
  TYPE_NEW,
} from "../../test/support/fake-messages.ts";
import { NLM_F_MULTI } from "../wire/index.ts";

useFakeClients();

describe("operations of a generic family", () => {
  it("carry their command and version behind the header", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([genericRow(seq, 99, 1), genericRow(seq, TYPE_NEW, 2)]);
    expect(await client.do(GENERIC_GET, { id: 2 })).toEqual([{ id: 2 }]);
    const { type, bytes } = fake.requests[0] ?? {};
    expect(type).toBe(FAMILY);
    expect([...(bytes?.subarray(16) ?? [])]).toEqual([TYPE_GET, 2, 0, 0, 8, 0, 1, 0, 2, 0, 0, 0]);
  });

  it("give the rows of a dump whatever their command, for some families list under another", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([genericRow(seq, 99, 1, NLM_F_MULTI), genericRow(seq, TYPE_NEW, 2, NLM_F_MULTI)]);
      fake.push([done(seq)]);
    };
    expect(await client.dump(GENERIC_LIST, {})).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("give all rows of a dump though they lack NLM_F_MULTI, as netdev's do", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) =>
      fake.push([genericRow(seq, TYPE_NEW, 1), genericRow(seq, TYPE_NEW, 2), done(seq)]);
    expect(await client.dump(GENERIC_LIST, {})).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("have their header counted in where a refusal names an attribute", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq, 22, { offset: 28 })]);
    const error = await rejection(client.do(GENERIC_GET, { id: 1, name: "x" }));
    expect(error).toMatchObject({ extack: { attributePath: ["name"] } });
  });
});
