/**
 * Operations checked as far as their sending: what cannot be is refused before the first one is carried out.
 *
 * @module
 */
import type { Operation } from "../../../schema/index.ts";
import { encodePayload } from "../../../schema/index.ts";
import { MessageBuilder } from "../../../wire/index.ts";
import { Addresses } from "../addr.ts";
import { LinkNames } from "../link-names.ts";
import { Links } from "../links.ts";
import { Neighbours } from "../neighbours.ts";
import { Nexthops } from "../nexthops.ts";
import type { Requests } from "../requests.ts";
import { Routes } from "../routes.ts";
import { Rules } from "../rules.ts";
import { Qdiscs } from "../tc/index.ts";
import { carryOut, type Objects, type PlanOperation } from "./operation.ts";
import { within } from "./target.ts";

/** Stands in a client's place: what would be sent is put into bytes, and nothing else. */
class Encoding implements Requests {
  /** No method waits for what it would be answered. */
  readonly deferred = true;

  async do<In, Out>(operation: Operation<In, Out>, value: In): Promise<Out[]> {
    encodePayload(operation.request, new MessageBuilder(), value);
    return [];
  }

  async dump(): Promise<never[]> {
    return [];
  }

  async *chunks(): AsyncGenerator<never, void, void> {
    // There is nothing to read.
  }
}

/** Links need not be there yet. */
class AnyNames extends LinkNames {
  override async indexOf(): Promise<number> {
    return 1;
  }
}

function checkingObjects(requests: Requests): Objects {
  const names = new AnyNames(requests as ConstructorParameters<typeof LinkNames>[0]);
  return {
    links: new Links(requests, names),
    addresses: new Addresses(requests, names),
    neighbours: new Neighbours(requests, names),
    qdiscs: new Qdiscs(requests, names),
    nexthops: new Nexthops(requests, names),
    routes: new Routes(requests, names),
    rules: new Rules(requests, names),
  };
}

/** @throws `NetlinkInputError` whose `field` is the place in the declaration. */
export async function checkOperations(operations: readonly PlanOperation[]): Promise<void> {
  const objects = checkingObjects(new Encoding());
  for (const operation of operations) {
    if (operation.path === undefined) continue;
    let checked = operation;
    if (operation.object === "link" && operation.action === "set") {
      // Options are encoded by a kind that only the kernel knows.
      const { options, port, ...settings } = operation.settings;
      checked = { ...operation, settings };
    }
    await within(operation.path, () => carryOut(objects, checked));
  }
}
