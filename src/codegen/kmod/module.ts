/**
 * A table → the files of a kernel module.
 *
 * @module
 */
import { NetlinkSchemaError } from "../../errors/index.ts";
import type { FamilyTable } from "../../schema/index.ts";
import { kbuild, makefile, readme } from "./build.ts";
import { type ClientSource, clientProject, clientSource } from "./client.ts";
import { genericSource } from "./generic.ts";
import { genericHeader } from "./generic-header.ts";
import { handlerSource } from "./handlers.ts";
import { uapiHeader } from "./header.ts";
import { type ModelOptions, type ModuleModel, moduleModel } from "./model.ts";
import {
  checkProtocol,
  GENERIC_PROTOCOL,
  type ProtocolOptions,
  protocolHandlers,
  protocolHeader,
  protocolSource,
} from "./protocol.ts";

/** How a module is written. */
export interface KernelModuleOptions extends ModelOptions, ProtocolOptions {
  /** Where a client finds the table; without it none is written. */
  readonly client?: ClientSource | undefined;
}

/** A file of a module. */
export interface ModuleFile {
  /** Name within the module's folder. */
  readonly name: string;
  readonly text: string;
  /** It belongs to whoever has asked for it: where there is one, it is not written again. */
  readonly once: boolean;
}

/** `GENL_NAMSIZ`, the NUL included. */
const NAME_SIZE = 16;
/** `MODULE_NAME_LEN`, less the kernel's own use of it. */
const MODULE_NAME_LENGTH = 55;

function checkNames(family: string, module: string): void {
  const bytes = new TextEncoder().encode(family).length;
  if (bytes === 0 || bytes >= NAME_SIZE || family.includes("\0"))
    throw new NetlinkSchemaError(
      `family ${JSON.stringify(family)}: a name has 1 to ${NAME_SIZE - 1} bytes and no NUL`,
    );
  if (module.length > MODULE_NAME_LENGTH)
    throw new NetlinkSchemaError(`module "${module}": its name has more than 55 letters`);
}

const written = (name: string, text: string): ModuleFile => ({ name, text, once: false });
const owned = (name: string, text: string): ModuleFile => ({ name, text, once: true });

/** The sources; what is written first takes its names first. */
function sources(model: ModuleModel, options: ProtocolOptions): ModuleFile[] {
  const { name, protocol } = model;
  const shared = written(`${name}.h`, uapiHeader(model));
  if (protocol !== GENERIC_PROTOCOL) {
    return [
      shared,
      written(`${name}_protocol.h`, protocolHeader(model)),
      written(`${name}_protocol.c`, protocolSource(model, options)),
      owned(`${name}_handlers.c`, protocolHandlers(model, options)),
    ];
  }
  return [
    shared,
    written(`${name}_nl.h`, genericHeader(model)),
    written(`${name}_nl.c`, genericSource(model)),
    owned(`${name}_handlers.c`, handlerSource(model)),
  ];
}

/**
 * Writes a kernel module for a family or a protocol: the header for programs, the part that registers it and checks
 * its requests, a first version of its handlers, and how to build it. It compiles on 6.1 and later.
 *
 * @param table - Made by `defineFamily` or `familyTable`, or read from a spec. One of a protocol of its own has no
 *   operations: its messages go to the handler as they are.
 * @returns The files, in the order in which they are of interest.
 * @throws `NetlinkSchemaError` (`ERR_NETLINK_SCHEMA`) for what C, or the kernel's policies, cannot express, by the
 *   attribute's name, and for names that C has for something else or would have twice.
 */
export function kernelModule(table: FamilyTable, options: KernelModuleOptions = {}): ModuleFile[] {
  checkProtocol(table);
  const model = moduleModel(table, options);
  checkNames(model.family, model.name);
  const { client } = options;
  return [
    ...sources(model, options),
    written("Kbuild", kbuild(model)),
    written("Makefile", makefile(model, client)),
    ...(client === undefined
      ? []
      : [
          owned("client.mts", clientSource(model, client)),
          written("tsconfig.json", clientProject(client)),
        ]),
    written("README.md", readme(model, client)),
  ];
}
