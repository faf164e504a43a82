/**
 * What a module is built and explained with: `Kbuild`, `Makefile`, `README.md`.
 *
 * @module
 */
import type { ClientSource } from "./client.ts";
import type { ModuleModel } from "./model.ts";

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
  const targets =
    client === undefined
      ? ""
      : `
# A project of its own, of modules whatever the packages above are.
client:
	$(TSC) -p $(CURDIR)/tsconfig.json
	echo '{ "type": "module" }' > client/package.json
`;
  return `# SPDX-License-Identifier: GPL-2.0
${MARK}
KDIR ?= /lib/modules/$(shell uname -r)/build
TSC ?= npx tsc

modules:
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

# make load ARGS="name=value…"; where the kernel refuses, what it has logged meanwhile is shown.
load:
	@last="$$(dmesg | tail -n 1)"; \\
	echo insmod $(CURDIR)/${name}.ko $(ARGS); \\
	insmod $(CURDIR)/${name}.ko $(ARGS) || { \\
		dmesg | LAST="$$last" awk '{ said = said $$0 "\\n" } \\
			$$0 == ENVIRON["LAST"] { said = "" } \\
			END { printf "%s", said }' | tail -n 20 >&2; \\
		exit 1; \\
	}

unload:
	rmmod ${name}
${targets}
clean:
	$(MAKE) -C $(KDIR) M=$(CURDIR) clean
	rm -rf client

.PHONY: modules load unload${client === undefined ? "" : " client"} clean
`;
}

function steps({ name, family, protocol }: ModuleModel, client: ClientSource | undefined): string {
  const what =
    protocol === 16 ? `the generic netlink family \`${family}\`` : `netlink protocol ${protocol}`;
  const clientStep =
    client === undefined
      ? ""
      : `make client                       # compiles client.mts into client/; nlkit and typescript have to be installed
node "$(find client -name client.mjs)"
`;
  const look =
    protocol === 16
      ? `npx nlkit family show ${family}`
      : "cat /proc/net/netlink             # has the protocol's socket";
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
${client === undefined ? "" : "| `client.mts`, `tsconfig.json` | a first client, yours like the handlers; how it is compiled |\n"}
What the kernel says of it: \`dmesg | grep ${name}\`.
`;
}
