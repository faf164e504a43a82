/**
 * What may import what. `tools/check-layers.mjs` runs it, ARCHITECTURE.md explains it, and
 * test/tools/layers.test.ts plants every illegal import there can be and sees each one reported.
 *
 * @module
 */

/** The layers in the order of the picture: folder under src/ → the other layers it may import. */
const MAY_IMPORT = {
  errors: [],
  wire: ["errors"],
  schema: ["errors", "wire"],
  uapi: ["errors", "wire", "schema"],
  spec: ["errors", "schema"],
  transport: ["errors", "wire"],
  socket: ["errors", "wire", "transport"],
  client: ["errors", "wire", "schema", "uapi", "transport"],
  families: ["errors", "wire", "schema", "uapi", "spec", "transport", "client"],
  kernel: ["errors", "wire", "schema", "uapi", "transport"],
  capture: ["errors", "wire", "schema", "uapi"],
  format: ["errors", "wire", "schema", "uapi"],
  remote: ["errors", "wire", "transport"],
  codegen: ["errors", "schema", "kernel"],
  testing: ["errors", "wire", "schema", "uapi", "transport", "client", "families", "kernel"],
};

/** The layers that have a use for Node itself; all others also run in a browser. */
const NEEDS_NODE = ["socket", "testing"];

/** Layers with one folder per subsystem, each with an index of its own that others may enter by. */
const SUBDIVIDED = "uapi|families|kernel";

const OURS = "^(src|cli|bench|examples|explorer|tools|test)/";
const TESTS = "\\.test(-d)?\\.ts$";
const NPM = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-bundled", "unknown"];
const portable = Object.keys(MAY_IMPORT).filter((layer) => !NEEDS_NODE.includes(layer));

const rule = (name, from, to) => ({ name, severity: "error", from, to });
/** A rule about the sources proper: tests beside them may import what they need. */
const sourceRule = (name, path, to) => rule(name, { path, pathNot: TESTS }, to);

const layerRules = Object.entries(MAY_IMPORT).map(([layer, others]) =>
  sourceRule(`${layer}-imports-only-below`, `^src/${layer}/`, {
    path: OURS,
    pathNot: `^src/(${[layer, ...others].join("|")})/`,
  }),
);

module.exports = {
  forbidden: [
    ...layerRules,
    rule(
      "no-layer-of-another-name",
      {},
      { path: `^src/(?!(${Object.keys(MAY_IMPORT).join("|")})/)[^/]+/` },
    ),
    rule("no-cycle", {}, { circular: true }),
    rule("resolvable", {}, { couldNotResolve: true }),
    sourceRule("another-layer-by-its-index", "^src/([^/]+)/", {
      path: "^src/",
      pathNot: ["^src/$1/", "^src/[^/]+/index\\.ts$", `^src/(${SUBDIVIDED})/[^/]+/index\\.ts$`],
    }),
    // An entry (src/index.ts, src/route.ts…) wires layers together: it may import every one of them.
    sourceRule("entry-by-the-index", "^src/[^/]+\\.ts$", {
      path: "^src/",
      pathNot: [
        "^src/[^/]+\\.ts$",
        "^src/[^/]+/index\\.ts$",
        `^src/(${SUBDIVIDED})/[^/]+/index\\.ts$`,
      ],
    }),
    sourceRule("library-imports-only-itself", "^src/", { path: OURS, pathNot: "^src/" }),
    sourceRule("library-has-no-npm-imports", "^src/(?!spec/)", { dependencyTypes: NPM }),
    sourceRule("spec-imports-only-yaml", "^src/spec/", {
      dependencyTypes: NPM,
      pathNot: "(^|/)node_modules/yaml/",
    }),
    sourceRule("portable-layer-without-node", `^src/(${portable.join("|")})/`, {
      dependencyTypes: ["core"],
    }),
    rule(
      "generated-is-a-leaf",
      { path: "^src/uapi/generated/" },
      {
        path: "^src/",
        pathNot: "^src/(uapi/generated|schema)/",
      },
    ),
    // Programs import the package, as its users do: relative paths into src/ are for src/ alone.
    rule(
      "program-imports-the-package",
      { path: "^(cli|bench|examples|explorer)/" },
      {
        path: "^src/",
        dependencyTypes: ["local"],
        dependencyTypesNot: ["aliased-workspace"],
      },
    ),
    rule(
      "page-opens-no-socket",
      { path: "^explorer/ui/" },
      { path: "^src/(socket|testing)[/.]|^cli/" },
    ),
  ],
  options: {
    // dependency-cruiser reads TypeScript 7 through swc alone; see tools/check-layers.mjs.
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@nlkit/source", "import", "node", "default", "types"],
    },
    doNotFollow: { path: "node_modules" },
    // Ours only: most npm packages live in a dist/ too, and an excluded import is an unchecked one.
    exclude: { path: "^(dist|cli/dist|bench/dist|examples/dist|explorer/dist)/" },
  },
  MAY_IMPORT,
  NEEDS_NODE,
};
