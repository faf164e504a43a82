/**
 * A first client for a module: of a generic family it is its table, of a protocol a socket that sends a text. And what it is
 * compiled with.
 *
 * @module
 */
import type { ModuleModel } from "./model.ts";
import { GENERIC_PROTOCOL } from "./protocol.ts";

/** How a client is made of the table; paths are relative to the module's folder. */
export interface ClientSource {
  /** Path of the module that exports the table: `"../table.ts"`. */
  readonly table: string;
  /** The name that it exports it by. */
  readonly exported: string;
  /** Path of the folder that holds both the table and the module's folder; `"."` where that is its own. */
  readonly root: string;
}

/** The client: the table is all that it needs. */
export function clientSource(model: ModuleModel, { table, exported }: ClientSource): string {
  const given = `import { ${exported} } from ${JSON.stringify(table)};`;
  return model.protocol === GENERIC_PROTOCOL
    ? familyClient(model, given, exported)
    : protocolClient(model, given, exported);
}

function head(what: string): string {
  return `/**
 * ${what} Written once by nlkit, and yours from then on.
 *
 * @module
 */
`;
}

function familyClient({ family, tableName }: ModuleModel, given: string, table: string): string {
  const name = family.replace(/\*\//g, "* /");
  const opened = family === tableName ? table : `{ ...${table}, name: ${JSON.stringify(family)} }`;
  return `${head(`A client of the family ${name}.`)}import { openFamily } from "nlkit/generic";
${given}

await using client = await openFamily(${opened});
const { id, version, groups } = client.info;
console.log({ id, version, groups });
`;
}

function protocolClient({ protocol }: ModuleModel, given: string, table: string): string {
  return `${head(`A client of protocol ${protocol}: sends a text, and prints what comes until that is acknowledged.`)}import { kernelTransport } from "nlkit/socket";
import {
  encodeText,
  LITTLE_ENDIAN,
  messages,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  writeHeader,
} from "nlkit/wire";
${given}

/** NLM_F_ACK: the kernel says how it went. */
const ACK = 4;

const socket = kernelTransport.openTransport(${table}.protocol);
const text = encodeText("hello\\0");
const bytes = new Uint8Array(NLMSG_HDRLEN + text.length);
writeHeader(new DataView(bytes.buffer), 0, {
  length: bytes.length,
  type: NLMSG_DONE,
  flags: ACK,
  seq: 1,
  portId: socket.portId,
});
bytes.set(text, NLMSG_HDRLEN);
socket.send(bytes, bytes.length);

let isOver = false;
while (!isOver) {
  const count = socket.receive({
    onDatagram({ bytes: received, start, end }) {
      const view = new DataView(received.buffer, received.byteOffset, received.byteLength);
      for (const { type, payload, end: past } of messages(received, start, end)) {
        if (type === NLMSG_ERROR) {
          const errno = -view.getInt32(payload, LITTLE_ENDIAN);
          console.log(errno === 0 ? "acknowledged" : \`refused: errno \${errno}\`);
          isOver = true;
        } else {
          const content = new TextDecoder().decode(received.subarray(payload, past));
          console.log(\`message \${type}: \${JSON.stringify(content.replace(/\\0.*$/s, ""))}\`);
        }
      }
    },
    onOverrun() {
      console.log("messages were lost");
    },
  });
  if (count > 0 || isOver) continue;
  socket.keepAlive(true);
  await new Promise<void>((wake) => socket.watch(wake));
  socket.watch(undefined);
  socket.keepAlive(false);
}
socket.close();
`;
}

/** \`tsconfig.json\` of the client: a project of its own, whatever stands in the folders above. */
export function clientProject({ root }: ClientSource): string {
  const options = {
    target: "es2023",
    lib: ["es2023", "esnext.disposable", "dom"],
    module: "esnext",
    moduleResolution: "bundler",
    rewriteRelativeImportExtensions: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    rootDir: root,
    outDir: "client",
  };
  const project = { compilerOptions: options, files: ["client.mts"] };
  return `// Written from a table by nlkit.\n${JSON.stringify(project, undefined, 2)}\n`;
}
