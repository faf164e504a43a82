/**
 * What a module is built and explained with: `Kbuild`, `Makefile`, `README.md`.
 *
 * @module
 */
import type { ModuleModel } from "./model.ts";

/** How a client is made of the table; paths are relative to the module's folder. */
export interface ClientSource {
  /** Path of the module that exports the table: `"../table.ts"`. */
  readonly table: string;
  /** The name that it exports it by. */
  readonly exported: string;
  /** Path of the folder that holds both the table and the module's folder; `"."` where that is its own. */
  readonly root: string;
}

/** In files that are written again: what is changed there is lost. */
const MARK = "# Written from a table by nlkit.";

/** `Kbuild`, which the kernel's own make reads. */
export function kbuild({ name, protocol }: ModuleModel): string {
  const part = protocol === 16 ? "nl" : "protocol";
  return `# SPDX-License-Identifier: GPL-2.0
${MARK}
obj-m := ${name}.o
${name}-y := ${name}_${part}.o ${name}_handlers.o
`;
}

/** `Makefile`: for whoever types make. */
export function makefile({ name }: ModuleModel, client: ClientSource | undefined): string {
  const flags =
    "--target es2023 --module nodenext --rewriteRelativeImportExtensions --skipLibCheck --types node";
  const targets =
    client === undefined
      ? ""
      : `
client:
	$(TSC) ${flags} \\
		--rootDir ${client.root} --outDir client client.mts
`;
  return `# SPDX-License-Identifier: GPL-2.0
${MARK}
KDIR ?= /lib/modules/$(shell uname -r)/build
TSC ?= npx tsc

modules:
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

# make load ARGS="name=value…"; where the kernel refuses, its own words are shown.
load:
	insmod $(CURDIR)/${name}.ko $(ARGS) || { dmesg | tail -n 20 | grep -w ${name} >&2; exit 1; }

unload:
	rmmod ${name}
${targets}
clean:
	$(MAKE) -C $(KDIR) M=$(CURDIR) clean
	rm -rf client

.PHONY: modules load unload${client === undefined ? "" : " client"} clean
`;
}

/** The client: the table is all that it needs. */
export function clientSource({ family }: ModuleModel, { table, exported }: ClientSource): string {
  return `/**
 * A client of the family ${family}. Written once by nlkit, and yours from then on.
 *
 * @module
 */
import { openFamily } from "nlkit/generic";
import { ${exported} } from ${JSON.stringify(table)};

await using client = await openFamily(${exported});
const { id, version, groups } = client.info;
console.log({ id, version, groups });
`;
}

function steps({ name, family, protocol }: ModuleModel, client: ClientSource | undefined): string {
  const what =
    protocol === 16 ? `the generic netlink family \`${family}\`` : `netlink protocol ${protocol}`;
  const clientStep =
    client === undefined
      ? ""
      : `make client                       # compiles client.mts into client/; needs nlkit and TypeScript installed
find client -name client.mjs -exec node {} \\;
`;
  const look =
    protocol === 16
      ? `npx nlkit family show ${family}`
      : "cat /proc/net/netlink            # has the protocol's socket";
  return `# ${name}: ${what}

\`\`\`sh
make                              # KDIR=… for another kernel than the running one; W=1 for all warnings
sudo make load                    # shows what the kernel says where it refuses
${look}
${clientStep}sudo make unload
make clean
\`\`\`
`;
}

/** `README.md`. */
export function readme(model: ModuleModel, client: ClientSource | undefined): string {
  const { name, protocol } = model;
  const part = protocol === 16 ? "nl" : "protocol";
  return `${steps(model, client)}
It takes the headers of the kernel that it is for (\`linux-headers-…\`), 6.1 or later, \`make\` and a C compiler.

| file | what it is |
|---|---|
| \`${name}.h\` | names and numbers, for both sides |
| \`${name}_${part}.c\`, \`${name}_${part}.h\` | what is written from the table; written again with it |
| \`${name}_handlers.c\` | what the module does. It is yours: nlkit writes it where there is none, and never again |
| \`Kbuild\`, \`Makefile\` | how it is built |

What the kernel says of it: \`dmesg | grep ${name}\`.
`;
}
