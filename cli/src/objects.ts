/**
 * The objects of the command line.
 *
 * @module
 */
import { actionCommand } from "./action.ts";
import { addrCommand } from "./addr.ts";
import { addrlabelCommand } from "./addrlabel.ts";
import { classCommand } from "./class.ts";
import { familyCommand } from "./family.ts";
import { fdbCommand } from "./fdb.ts";
import { chainCommand, filterCommand } from "./filter.ts";
import { follow } from "./follow.ts";
import { linkCommand } from "./link.ts";
import { mdbCommand } from "./mdb.ts";
import { mrouteCommand } from "./mroute.ts";
import { neighCommand } from "./neigh.ts";
import { netconfCommand } from "./netconf.ts";
import { netnsCommand } from "./netns.ts";
import { nexthopCommand } from "./nexthop.ts";
import { nsidCommand } from "./nsid.ts";
import { qdiscCommand } from "./qdisc.ts";
import { routeCommand } from "./route.ts";
import { ruleCommand } from "./rule.ts";
import { type ObjectCommand, verb } from "./verb.ts";
import { vlanCommand } from "./vlan.ts";

/** An object with the verb that follows its changes, where it has any. */
function withMonitor(object: ObjectCommand): ObjectCommand {
  const { name, verbs, changes } = object;
  if (changes === undefined) return object;
  const { summary } = changes;
  const monitor = verb(`${name} monitor`, { usage: "", summary }, (context) =>
    follow(context, changes),
  );
  return { ...object, verbs: [...verbs, monitor] };
}

/** All objects, in the order of the help. */
export const OBJECTS: readonly ObjectCommand[] = [
  linkCommand,
  addrCommand,
  routeCommand,
  ruleCommand,
  neighCommand,
  nexthopCommand,
  fdbCommand,
  mdbCommand,
  vlanCommand,
  netconfCommand,
  addrlabelCommand,
  mrouteCommand,
  nsidCommand,
  netnsCommand,
  qdiscCommand,
  classCommand,
  filterCommand,
  chainCommand,
  actionCommand,
  familyCommand,
].map(withMonitor);
