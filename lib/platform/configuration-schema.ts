import { z } from "zod";
import { DecodeRule, VariableRule } from "@/lib/domain/decode-rules";
import { MaskingRule } from "@/lib/domain/masking-rule";
import { SagaRule } from "@/lib/domain/saga-rule";
import { AlertSettings } from "./alert-configuration";

const SourceId = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "use letters, digits, - and _, beginning with a letter, at most 64");
const Port = z.coerce.number().int().min(0).max(65_535);
const Address = z.string().min(1).max(255);
const WebUrl = z.url({ protocol: /^https?$/, error: "must be a URL that begins with http:// or https://" });
const Secret = z.string().max(4096);

const KafkaTls = z
  .strictObject({
    /** Files in PEM: the authorities that are trusted instead of Node's, and who we are. */
    ca: z.string().min(1).nullable().default(null),
    cert: z.string().min(1).nullable().default(null),
    key: z.string().min(1).nullable().default(null),
    passphrase: Secret.nullable().default(null),
    /** What the brokers' certificate must be made out to, when that is not the host that we connect to. */
    serverName: Address.nullable().default(null),
  })
  .refine(({ cert, key }) => (cert === null) === (key === null), "needs cert and key together");

const KafkaSasl = z
  .strictObject({
    mechanism: z.enum(["plain", "scram-sha-256", "scram-sha-512", "oauthbearer"]),
    username: z.string().min(1).nullable().default(null),
    password: Secret.nullable().default(null),
    /** For oauthbearer: a token that does not change, or where one is had for a client's credentials. */
    token: Secret.nullable().default(null),
    tokenUrl: WebUrl.nullable().default(null),
    clientId: z.string().min(1).nullable().default(null),
    clientSecret: Secret.nullable().default(null),
    scope: z.string().min(1).nullable().default(null),
    /** SASL extensions, which some hosted clusters want. */
    extensions: z.record(z.string().regex(/^[A-Za-z]+$/), z.string().max(1024)).default({}),
  })
  .superRefine(({ mechanism, username, password, token, tokenUrl, clientId, clientSecret }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    if (mechanism !== "oauthbearer") {
      if (username === null || password === null) refuse(`${mechanism} needs username and password`);
    } else if (token === null && (tokenUrl === null || clientId === null || clientSecret === null)) {
      refuse("oauthbearer needs token, or tokenUrl with clientId and clientSecret");
    }
  });

const SchemaRegistry = z
  .strictObject({
    url: WebUrl.refine(
      (url) => !/^[^/]*\/\/[^/]*@/.test(url),
      "must not hold a name and password: they have settings of their own",
    ),
    username: z.string().min(1).nullable().default(null),
    password: Secret.nullable().default(null),
    token: Secret.nullable().default(null),
  })
  .refine(
    ({ username, token }) => username === null || token === null,
    "takes username and password, or token, not both",
  );

const KafkaSource = z.strictObject({
  id: SourceId,
  kind: z.literal("kafka"),
  brokers: z.array(Address).min(1).max(100),
  ssl: z.boolean().default(false),
  /** Given, TLS is on. */
  tls: KafkaTls.nullable().default(null),
  sasl: KafkaSasl.nullable().default(null),
  /** Where the schemas of values are that begin with a zero byte and a schema's id. */
  schemaRegistry: SchemaRegistry.nullable().default(null),
  /** Tells Kafka how far we are, for other tools: we never read it. */
  commitOffsets: z.boolean().default(false),
  /** Which topics are read, and how; the first rule whose pattern fits a topic counts. */
  topics: z.array(DecodeRule).max(1000).default([]),
  /** Whether operators may replay and publish records. Without it nothing is ever written to this cluster. */
  writes: z.boolean().default(false),
  /** Not real events but a recording that is played again: the console marks them. */
  recorded: z.boolean().default(false),
});

const Camunda8Source = z.strictObject({
  id: SourceId,
  kind: z.literal("camunda8"),
  grpcAddress: Address,
  restAddress: WebUrl.nullable().default(null),
  clientId: z.string().nullable().default(null),
  clientSecret: Secret.nullable().default(null),
  oauthUrl: WebUrl.nullable().default(null),
  /** Where the records of this engine's exporter are: a Kafka source and a topic pattern. */
  records: z
    .strictObject({ source: SourceId, topic: z.string().min(1).max(249) })
    .nullable()
    .default(null),
  /** Process variables that are correlation keys. */
  variables: z.array(VariableRule).max(50).default([]),
});

const Camunda7Source = z
  .strictObject({
    id: SourceId,
    kind: z.literal("camunda7"),
    /** Where the REST API is, as `http://host:8080/engine-rest`. */
    url: WebUrl.refine(
      (url) => !/^[^/]*\/\/[^/]*@/.test(url),
      "must not hold a name and password: they have settings of their own",
    ),
    username: z.string().min(1).nullable().default(null),
    password: Secret.nullable().default(null),
    token: Secret.nullable().default(null),
    /** The name of the correlation key that the business key of a process instance is. */
    businessKey: z.string().min(1).max(64).default("businessKey"),
    /** Process variables that are correlation keys. */
    variables: z.array(VariableRule).max(50).default([]),
    pollMs: z.coerce.number().int().min(100).max(60_000).default(1_000),
    pageSize: z.coerce.number().int().min(10).max(5_000).default(500),
    /** How long a row may come late behind newer ones: as long as the engine's longest transaction. */
    overlapSeconds: z.coerce.number().min(1).max(3600).default(30),
    timeoutMs: z.coerce.number().int().min(100).max(120_000).default(15_000),
  })
  .refine(
    ({ username, token }) => username === null || token === null,
    "takes username and password, or token, not both",
  );

const TableName = z
  .string()
  .max(130)
  .regex(/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)?$/, "use table or schema.table");
const Column = z.string().min(1).max(63);

const OutboxSource = z.strictObject({
  id: SourceId,
  kind: z.literal("outbox"),
  /** The database that the table is in. Reading it is all that its role must be allowed to. */
  url: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  table: TableName,
  columns: z
    .strictObject({
      /** Unique, with an index, and growing from row to row: what the table is polled by. */
      key: Column.default("id"),
      /** The event's id; the same fact has the same one. Default: the key. */
      id: Column.nullable().default(null),
      time: Column.nullable().default(null),
      type: Column.default("type"),
      payload: Column.default("payload"),
      /** What a record's key is in Kafka: the entity that the event is about. */
      recordKey: Column.nullable().default(null),
      /** Which service it comes from. Default: the table's name. */
      producer: Column.nullable().default(null),
    })
    .prefault({}),
  /** How its rows are read; their topic is the table's name. */
  topics: z.array(DecodeRule).max(100).default([]),
  pollMs: z.coerce.number().int().min(50).max(60_000).default(500),
  /** How long at least a row may come late behind rows with greater keys; open transactions are waited for in any case. */
  overlapSeconds: z.coerce.number().min(1).max(3600).default(10),
  recorded: z.boolean().default(false),
});

const Web = z.strictObject({
  host: z.string().min(1).default("127.0.0.1"),
  port: Port.default(3000),
  /** How browsers reach the console; default is http://host:port. */
  publicUrl: WebUrl.nullable().default(null),
});

const Ingest = z.strictObject({
  /** Records in one transaction at most: larger is faster in a backlog and slower to appear. */
  batchRecords: z.coerce.number().int().min(1).max(20_000).default(5_000),
  /** Port of the worker's own metrics; null serves none. */
  metricsPort: Port.nullable().default(null),
  metricsHost: z.string().min(1).default("127.0.0.1"),
});

const Intake = z.strictObject({
  id: SourceId.default("intake"),
  /** How CloudEvents that come in over HTTP are read; their `topic` is "events". */
  topics: z.array(DecodeRule).max(100).default([]),
});

const Quarantine = z.strictObject({
  /** Bytes of a quarantined record are dropped after so many days; its position and reason stay. */
  keepDays: z.coerce.number().min(0.01).max(3650).default(30),
  /** Bytes of all quarantined records together at most; the oldest are dropped first. */
  maxBytes: z.coerce.number().int().min(1_048_576).default(1_073_741_824),
});

const Retention = z.strictObject({
  /** Key, headers and value of records are dropped after so many days; what was decoded of them stays. null keeps them. */
  payloadDays: z.coerce.number().min(0.01).max(36_500).nullable().default(null),
  /** Cases are deleted, with their events, so many days after they ended; figures stay. null keeps them. */
  caseDays: z.coerce.number().min(0.01).max(36_500).nullable().default(null),
  everyHours: z.coerce.number().min(0.01).max(720).default(24),
});

const ProcessSetting = z.strictObject({
  /** Name of an end-to-end process, as cases show it. */
  process: z.string().min(1).max(128),
  /** An open case without a new event for so long is stuck, whatever history says; null: none ever is. */
  stuckAfterSeconds: z.coerce.number().min(1).max(31_536_000).nullable(),
});

const Correlation = z.strictObject({
  /** A LINK key of which one value ties more values of another name than this is made SHARED, and said so; null: none ever is. */
  tiesMax: z.coerce.number().int().min(20).max(1_000_000).nullable().default(200),
});

const Landscape = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("live"), controlUrl: WebUrl, controlToken: Secret }),
  z.strictObject({ kind: z.literal("recorded") }),
]);

/** The whole of throughline.config.yaml. */
export const ConfigurationSchema = z
  .strictObject({
    database: z.strictObject({ url: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://") }),
    web: Web.prefault({}),
    ingest: Ingest.prefault({}),
    sources: z
      .array(z.discriminatedUnion("kind", [KafkaSource, Camunda8Source, Camunda7Source, OutboxSource]))
      .max(100)
      .default([]),
    intake: Intake.prefault({}),
    correlation: Correlation.prefault({}),
    quarantine: Quarantine.prefault({}),
    retention: Retention.prefault({}),
    /** Settings of processes that overrule what is learned from their history. */
    processes: z.array(ProcessSetting).max(1000).default([]),
    /** What in which process is a saga; a process without a rule is judged by the names of its events, and by its diagrams. */
    sagas: z.array(SagaRule).max(1000).default([]),
    landscape: Landscape.nullable().default(null),
    /** Where the audit trail is written too: a topic of a Kafka source that allows writing. */
    audit: z
      .strictObject({ source: SourceId, topic: z.string().min(1).max(249) })
      .nullable()
      .default(null),
    alerts: AlertSettings.prefault({}),
    /** Shown on every page; a name that begins with "prod" is framed in red. */
    environment: z.string().trim().min(1).max(32).default("local"),
    masking: z.array(MaskingRule).max(200).default([]),
    dataDir: z.string().min(1).default(".throughline"),
    logLevel: z.enum(["debug", "info", "warn", "error"]).default("info"),
  })
  .superRefine(({ sources, audit }, context) => {
    if (audit !== null && !sources.some((source) => source.id === audit.source && canBeWritten(source))) {
      const message = `there is no source "${audit.source}" of kind kafka with writes: true`;
      context.addIssue({ code: "custom", path: ["audit", "source"], message });
    }
  })
  .superRefine(({ sources, intake }, context) => {
    const ids = [...sources.map(({ id }) => id), intake.id];
    for (const [index, source] of sources.entries()) {
      if (ids.indexOf(source.id) !== index || source.id === intake.id) {
        context.addIssue({ code: "custom", path: ["sources", index, "id"], message: `"${source.id}" is used twice` });
      }
      if (source.kind === "kafka" && source.topics.length === 0 && !isCarrier(source.id, sources)) {
        context.addIssue({ code: "custom", path: ["sources", index, "topics"], message: "name at least one topic" });
      }
      if (source.kind !== "camunda8" || source.records === null) continue;
      const carrier = source.records.source;
      if (!sources.some(({ id, kind }) => kind === "kafka" && id === carrier)) {
        const message = `there is no source "${carrier}" of kind kafka that could carry these records`;
        context.addIssue({ code: "custom", path: ["sources", index, "records", "source"], message });
      }
    }
  });

const canBeWritten = (source: { readonly kind: string; readonly writes?: boolean }) =>
  source.kind === "kafka" && source.writes === true;

function isCarrier(
  id: string,
  sources: readonly z.infer<typeof KafkaSource | typeof Camunda8Source | typeof Camunda7Source | typeof OutboxSource>[],
): boolean {
  return sources.some((source) => source.kind === "camunda8" && source.records?.source === id);
}

export type Configuration = z.infer<typeof ConfigurationSchema>;
export type RetentionRules = Configuration["retention"];
export type SourceConfiguration = Configuration["sources"][number];
export type KafkaSourceConfiguration = Extract<SourceConfiguration, { kind: "kafka" }>;
export type OutboxSourceConfiguration = Extract<SourceConfiguration, { kind: "outbox" }>;
export type SchemaRegistryConfiguration = NonNullable<KafkaSourceConfiguration["schemaRegistry"]>;
export type KafkaSaslConfiguration = NonNullable<KafkaSourceConfiguration["sasl"]>;
export type Camunda8SourceConfiguration = Extract<SourceConfiguration, { kind: "camunda8" }>;

export type Camunda7SourceConfiguration = Extract<SourceConfiguration, { kind: "camunda7" }>;

/** How the rows of an engine of the Camunda 7 family are read. */
export function engineRulesOf({ id, businessKey, variables }: Camunda7SourceConfiguration): readonly DecodeRule[] {
  const keys = [{ name: businessKey, path: "$.row.businessKey" }];
  return [DecodeRule.parse({ topic: "engine-rest", format: "camunda7", engine: id, keys, variables })];
}

/** How the topics of a Kafka source are read: what it says itself, and the exporter records of the engines that name it. */
export function decodeRulesOf(configuration: Configuration, source: KafkaSourceConfiguration): readonly DecodeRule[] {
  const ofEngines = configuration.sources.flatMap((engine) =>
    engine.kind === "camunda8" && engine.records?.source === source.id
      ? [
          DecodeRule.parse({
            topic: engine.records.topic,
            format: "zeebe",
            engine: engine.id,
            variables: engine.variables,
          }),
        ]
      : [],
  );
  return [...ofEngines, ...source.topics.flatMap(withDeadLetters)];
}

/** A rule that says where the dead letters of its topics are reads those topics too, in the same way. */
function withDeadLetters(rule: DecodeRule): readonly DecodeRule[] {
  return typeof rule.deadLetter === "string" ? [{ ...rule, topic: rule.deadLetter, deadLetter: true }, rule] : [rule];
}

export function publicUrlOf({ web }: Configuration): string {
  return web.publicUrl ?? `http://${web.host === "0.0.0.0" ? "127.0.0.1" : web.host}:${web.port}`;
}
