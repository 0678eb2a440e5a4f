import { FOLDERS, PACKAGE_HOMES, PURE_PACKAGES } from "./lib/architecture/table.mjs";

const TESTS = "(\\.test\\.tsx?|\\.test-support\\.tsx?)$";
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** `api` is the folder without its part `contract`, which is a folder of its own in the table. */
const inFolder = (folder) => (folder === "api" ? "^lib/api/(?!contract/)" : `^lib/${folder}/`);

const folderRules = FOLDERS.map(({ folder, mayImport }) => ({
  name: `${folder}-imports-only-its-table`,
  comment: "The table in lib/architecture/table.mjs says who may import whom.",
  severity: "error",
  from: { path: inFolder(folder), pathNot: TESTS },
  to: { path: "^(lib|app|components)/", pathNot: [inFolder(folder), ...mayImport.map(inFolder)] },
}));

const pureRules = FOLDERS.filter(({ pure }) => pure).flatMap(({ folder }) => [
  {
    name: `${folder}-is-pure-no-node-modules`,
    severity: "error",
    from: { path: inFolder(folder), pathNot: TESTS },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: `${folder}-is-pure-only-small-packages`,
    severity: "error",
    from: { path: inFolder(folder), pathNot: TESTS },
    to: {
      path: "node_modules",
      pathNot: PURE_PACKAGES.map((name) => `node_modules/${escaped(name)}/`),
      dependencyTypesNot: ["type-only"],
    },
  },
]);

const packageRules = PACKAGE_HOMES.map(({ packages, homes }) => ({
  name: `${packages[0]}-only-at-its-edge`.replaceAll("/", "-"),
  severity: "error",
  from: { path: "^(lib|app|components)/", pathNot: [...homes.map((home) => `^${home}/`), TESTS] },
  to: { path: packages.map((name) => `node_modules/${escaped(name)}/`), dependencyTypesNot: ["type-only"] },
}));

export default {
  forbidden: [
    ...folderRules,
    ...pureRules,
    ...packageRules,
    {
      name: "components-run-in-the-browser",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: "^(lib|app)/", pathNot: ["^lib/domain/", "^lib/client/", "^lib/api/contract/"] },
    },
    {
      name: "components-use-no-node",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "ui-knows-nothing-of-our-domain",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TESTS },
      to: { path: "^(lib|components)/", pathNot: ["^components/ui/"] },
    },
    {
      name: "app-is-thin",
      severity: "error",
      from: { path: "^app/", pathNot: TESTS },
      to: { path: "^lib/(?!(api|query|operations|access|domain|client)/)" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "nothing-imports-a-test", severity: "error", from: { pathNot: TESTS }, to: { path: TESTS } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|lib/store/generated)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["import", "require", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
