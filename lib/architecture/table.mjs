/**
 * Who may import whom, in the order in which an event passes. `.dependency-cruiser.mjs` turns it into rules and
 * `lib/README.md` shows it to people; a test holds the two together.
 */
const INCOMING = ["domain", "platform", "sources", "decode", "correlate", "project", "store"];

export const FOLDERS = [
  { folder: "domain", mayImport: [], pure: true },
  { folder: "platform", mayImport: ["domain"] },
  { folder: "sources", mayImport: ["domain", "platform"] },
  { folder: "engines", mayImport: ["domain", "platform", "sources"] },
  { folder: "decode", mayImport: ["domain"], pure: true },
  { folder: "correlate", mayImport: ["domain"], pure: true },
  { folder: "project", mayImport: ["domain"], pure: true },
  { folder: "analytics", mayImport: ["domain", "project"], pure: true },
  { folder: "store", mayImport: ["domain", "platform", "project"] },
  { folder: "ingest", mayImport: [...INCOMING, "engines", "analytics", "alerts"] },
  { folder: "access", mayImport: ["domain", "platform", "store"] },
  { folder: "query", mayImport: ["domain", "correlate", "project", "analytics", "store", "api/contract"] },
  { folder: "operations", mayImport: ["domain", "platform", "engines", "store", "access", "api/contract"] },
  { folder: "alerts", mayImport: ["domain", "platform", "query", "store"] },
  { folder: "api/contract", mayImport: ["domain"], pure: true },
  {
    folder: "api",
    mayImport: ["domain", "platform", "engines", "ingest", "access", "query", "operations", "alerts", "api/contract"],
  },
  { folder: "client", mayImport: ["domain", "api/contract"] },
];

/** Packages that only their edge may import. */
export const PACKAGE_HOMES = [
  { packages: ["kafkajs"], homes: ["lib/sources/kafka", "lib/engines/kafka", "lib/local", "lib/landscapes"] },
  { packages: ["protobufjs", "@kafkajs/confluent-schema-registry"], homes: ["lib/sources/kafka"] },
  { packages: ["@camunda8/sdk"], homes: ["lib/sources/camunda8", "lib/engines/camunda8", "lib/landscapes"] },
  { packages: ["nodemailer"], homes: ["lib/alerts"] },
  { packages: ["pg"], homes: ["lib/store", "lib/sources/outbox"] },
  { packages: ["pg-copy-streams", "@prisma/client", "@prisma/adapter-pg"], homes: ["lib/store"] },
  { packages: ["bpmn-js", "diagram-js"], homes: ["components/diagram"] },
  { packages: ["next", "server-only"], homes: ["app", "lib/api"] },
];

/** Small packages without I/O that pure folders may use. */
export const PURE_PACKAGES = ["zod", "@noble/hashes", "lossless-json"];
