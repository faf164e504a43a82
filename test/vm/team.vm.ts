/**
 * The team driver's own family: options and ports of a link of kind team.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import { needModule, Pair } from "./machine.ts";

describe("team", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.open();
  });
  afterAll(() => pair[Symbol.asyncDispose]());

  const MODE = "mode";
  /** `NLA_STRING`: the type of that option. */
  const STRING = 5;

  async function open() {
    const { route, namespace } = pair.near;
    const links = await route.links.list({ kind: "team" });
    const { index } = links[0] ?? (await route.links.add({ name: "team0", kind: "team" }));
    return { teamIfindex: index, team: await openFamily("team", { netns: namespace.path }) };
  }
  const modeWith = (teamIfindex: number, mode: string) => ({
    teamIfindex,
    listOption: {
      option: [{ name: MODE, type: STRING, data: new TextEncoder().encode(`${mode}\0`) }],
    },
  });

  it("TEAM_CMD_OPTIONS_GET, TEAM_CMD_OPTIONS_SET, and the event", async (context) => {
    needModule("team", context);
    const { teamIfindex, team } = await open();
    const mode = async () => {
      const answer = await team.do("TEAM_CMD_OPTIONS_GET", { teamIfindex });
      const found = answer?.listOption?.option?.find(({ name }) => name === MODE);
      return new TextDecoder().decode(found?.data as Uint8Array);
    };
    expect(await mode()).toBe("*NOMODE*\0");
    const events = team.subscribe("change_event");
    await team.do("TEAM_CMD_OPTIONS_SET", modeWith(teamIfindex, "activebackup"));
    expect((await events.next()).value).toMatchObject({ body: { teamIfindex } });
    expect(await mode()).toBe("activebackup\0");
    await events.return();
    // drivers/net/team/team_core.c, v6.12: team_nl_options_set answers with what its multicast gave, and that nobody
    // listens is an error there. The option is set all the same.
    await expect(
      team.do("TEAM_CMD_OPTIONS_SET", modeWith(teamIfindex, "roundrobin")),
    ).rejects.toMatchObject({ errnoName: "ESRCH" });
    expect(await mode()).toBe("roundrobin\0");
    team.close();
  });

  it("TEAM_CMD_PORT_LIST_GET", async (context) => {
    needModule("team", context);
    const { teamIfindex, team } = await open();
    const { route } = pair.near;
    await route.links.set("v0", { up: false });
    await route.links.set("v0", { master: teamIfindex });
    const { index } = await route.links.get("v0");
    const answer = await team.do("TEAM_CMD_PORT_LIST_GET", { teamIfindex });
    expect(answer?.listPort?.port?.map(({ ifindex }) => ifindex)).toEqual([index]);
    team.close();
  });
});
