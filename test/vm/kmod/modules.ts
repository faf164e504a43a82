/**
 * The kernel modules that are written, built and loaded in the virtual machine: tables, and where their handlers are.
 *
 * @module
 */
import { echo } from "../../../examples/src/echo-client/table.ts";
import { notes } from "../../../examples/src/generic-family/table.ts";
import { greeter } from "../../../examples/src/multicast/table.ts";
import { firewall } from "../../../examples/src/netfilter-hook/table.ts";
import { unicast } from "../../../examples/src/unicast-echo/table.ts";
import { fou } from "../../../src/uapi/generated/fou.ts";
import { tcpMetrics } from "../../../src/uapi/generated/tcp_metrics.ts";
import { every } from "./every.ts";
import type { TestModule } from "./module.ts";

/** By the name of its folder. */
export const MODULES: Readonly<Record<string, TestModule>> = {
  every: { table: every, options: {}, handlers: "test/vm/kmod" },
  fou2: {
    table: fou,
    options: { name: "fou2", modes: { FOU_CMD_GET: ["do", "dump"] } },
  },
  tcpm2: { table: tcpMetrics, options: { name: "tcpm2" } },
  notes: { table: notes, options: {}, handlers: "examples/src/generic-family/module" },
  outgoing: { table: firewall, options: {}, handlers: "examples/src/netfilter-hook/module" },
  echo: { table: echo, options: {}, handlers: "examples/src/echo-client/module" },
  unicast: { table: unicast, options: {}, handlers: "examples/src/unicast-echo/module" },
  deferred: {
    table: unicast,
    options: { deferred: true },
    handlers: "examples/src/unicast-echo/module",
  },
  greeter: {
    table: greeter,
    options: { receive: "anyone" },
    handlers: "examples/src/multicast/module",
  },
  "deferred-greeter": {
    table: greeter,
    options: { receive: "anyone", deferred: true },
    handlers: "examples/src/multicast/module",
  },
  // Of the same family as another module: the kernel refuses it beside that.
  rival: { table: notes, options: { module: "rival" } },
};
