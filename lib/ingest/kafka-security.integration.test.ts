import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import kafkajs from "kafkajs";
import { getFiles, SERVERS } from "@/lib/local/java-servers.test-support";
import { type LocalKafka, startKafka } from "@/lib/local/kafka";
import { createTopics } from "@/lib/local/kafka-admin";
import { findFreePort } from "@/lib/local/ports";
import { type KafkaFiles, prepareKafka } from "@/lib/local/server-files";
import { makeTestFolder, removeTestFolder } from "@/lib/local/test-folder.test-support";
import { ConfigurationSchema, type KafkaSourceConfiguration } from "@/lib/platform/configuration-schema";
import { examineKafka } from "@/lib/sources/kafka/examine-kafka";
import { startTestDatabase } from "@/lib/store/test-database.test-support";
import { sourceSays, startInlineWorker } from "./inline-worker.test-support";
import { orderRecords } from "./orders.test-support";
import { caughtUp, eventually, kafkaOf, produce } from "./worker.test-support";

const run = promisify(execFile);
const PASSWORD = "geheim-123";
const TOPIC = "orders";
const USER = "throughline";

let folder: string;
let kafka: LocalKafka;
let tokens: Awaited<ReturnType<typeof startTokenEndpoint>>;
const ports = { sasl: 0, saslTls: 0, tls: 0 };

before(async () => {
  folder = await makeTestFolder("secured");
  const files = getFiles(await prepareKafka(SERVERS));
  await makeCertificates();
  for (const name of ["sasl", "saslTls", "tls"] as const) ports[name] = await findFreePort();
  const [plain, controller] = [await findFreePort(), await findFreePort()];
  const settings = securedSettings(plain, controller);
  kafka = await startKafka({ dataDir: folder, files, preferredPort: plain, settings, log: () => undefined });
  await createTopics(kafka.bootstrap, [{ topic: TOPIC, partitions: 1 }]);
  await produce(kafka.bootstrap, TOPIC, orderRecords(3, 1));
  await createScramUser(files);
  tokens = await startTokenEndpoint();
});
after(async () => {
  tokens?.stop();
  await kafka?.stop();
  removeTestFolder(folder);
});

/** An authority, the broker's certificate for "kafka.example" and 127.0.0.1, one of ours, and an authority that signed neither. */
async function makeCertificates(): Promise<void> {
  const make = (name: string, ...more: readonly string[]) => {
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
    return run("openssl", ["req", "-x509", ...key, "-out", `${name}.pem`, "-subj", `/CN=${name}`, ...more], {
      cwd: folder,
    });
  };
  const signed = ["-CA", "authority.pem", "-CAkey", "authority.key", "-addext", "basicConstraints=CA:FALSE"];
  await Promise.all([make("authority"), make("stranger")]);
  await make("broker", ...signed, "-addext", "subjectAltName=DNS:kafka.example,IP:127.0.0.1");
  await make("client", ...signed);
  writeFileSync(pem("broker-store.pem"), `${readFileSync(pem("broker.key"))}${readFileSync(pem("broker.pem"))}`);
}

const pem = (file: string) => join(folder, file);

function securedSettings(plain: number, controller: number): Record<string, string> {
  const at = (name: string, port: number) => `${name}://127.0.0.1:${port}`;
  const open = [at("PLAINTEXT", plain), at("SASL", ports.sasl), at("SASLTLS", ports.saslTls), at("TLS", ports.tls)];
  const security = "org.apache.kafka.common.security";
  const scram = `${security}.scram.ScramLoginModule required;`;
  return {
    "controller.quorum.voters": `1@127.0.0.1:${controller}`,
    listeners: [...open, at("CONTROLLER", controller)].join(),
    "advertised.listeners": open.join(),
    "listener.security.protocol.map":
      "PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL,TLS:SSL,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.name.sasl.sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
    "listener.name.sasltls.sasl.enabled.mechanisms": "SCRAM-SHA-512",
    "listener.name.sasl.plain.sasl.jaas.config": `${security}.plain.PlainLoginModule required user_${USER}="${PASSWORD}";`,
    "listener.name.sasl.scram-sha-256.sasl.jaas.config": scram,
    "listener.name.sasl.scram-sha-512.sasl.jaas.config": scram,
    "listener.name.sasltls.scram-sha-512.sasl.jaas.config": scram,
    // Takes tokens without a signature, which is for tests alone.
    "listener.name.sasl.oauthbearer.sasl.jaas.config": `${security}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
    "ssl.keystore.type": "PEM",
    "ssl.keystore.location": pem("broker-store.pem"),
    "ssl.truststore.type": "PEM",
    "ssl.truststore.location": pem("authority.pem"),
    "listener.name.tls.ssl.client.auth": "required",
    "log.cleaner.backoff.ms": "200",
  };
}

/** Kafka's own tool: kafkajs cannot. It takes one credential of a user at a time. */
async function createScramUser({ java, libFolder }: KafkaFiles): Promise<void> {
  const entity = ["--entity-type", "users", "--entity-name", USER];
  const tool = ["-cp", join(libFolder, "*"), "-XX:TieredStopAtLevel=1", "kafka.admin.ConfigCommand"];
  const alter = (credential: string) =>
    run(java.java, [...tool, "--bootstrap-server", kafka.bootstrap, "--alter", "--add-config", credential, ...entity]);
  await Promise.all(["256", "512"].map((bits) => alter(`SCRAM-SHA-${bits}=[password=${PASSWORD}]`)));
}

/** What the broker takes for a token of ours, until an hour from now. */
function unsignedToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  return `${part({ alg: "none" })}.${part({ sub: USER, iat: now - 5, exp: now + 3_600 })}.`;
}

/** Gives a token to the one client that it knows, and counts. */
async function startTokenEndpoint(): Promise<{ readonly url: string; asked: number; stop(): void }> {
  const endpoint = { url: "", asked: 0, stop: () => void server.close() };
  const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;
  const server = createServer((request, response) => {
    endpoint.asked += 1;
    const isKnown = request.headers.authorization === expected;
    response.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
    response.end(
      JSON.stringify(isKnown ? { access_token: unsignedToken(), expires_in: 3_600 } : { error: "invalid_client" }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return endpoint;
}

const rule = { topic: TOPIC, process: "retail" };

function source(port: number, more: Readonly<Record<string, unknown>>): KafkaSourceConfiguration {
  const whole = { id: "kafka", kind: "kafka", brokers: [`127.0.0.1:${port}`], topics: [rule], ...more };
  const configuration = ConfigurationSchema.parse({ database: { url: "postgresql://db/none" }, sources: [whole] });
  return configuration.sources[0] as KafkaSourceConfiguration;
}

/** What `throughline doctor` finds. */
const examine = async (port: number, more: Readonly<Record<string, unknown>>) => {
  const { topics, ...rest } = source(port, more);
  return (await examineKafka({ ...rest, topics }, topics)).found;
};
const user = (mechanism: string, password = PASSWORD) => ({ sasl: { mechanism, username: USER, password } });
const client = () => ({ cert: pem("client.pem"), key: pem("client.key") });

test("each way to sign in reads: PLAIN, SCRAM-SHA-256 and -512, OAUTHBEARER by a token and by a client's credentials", async () => {
  const byToken = { sasl: { mechanism: "oauthbearer", token: unsignedToken(), extensions: { traceId: "7" } } };
  const credentials = { tokenUrl: tokens.url, clientId: USER, clientSecret: PASSWORD, scope: "kafka" };
  const byCredentials = { sasl: { mechanism: "oauthbearer", ...credentials } };
  const ways = [user("plain"), user("scram-sha-256"), user("scram-sha-512"), byToken, byCredentials];

  const found = await Promise.all(ways.map((way) => examine(ports.sasl, way)));

  assert.deepEqual(
    found,
    ways.map(() => [TOPIC]),
  );
  assert.equal(tokens.asked, 1);
});

test("TLS reads with the authority's file, with another name than the host's, and with a certificate of ours", async () => {
  const tls = { ca: pem("authority.pem") };
  const found = await Promise.all([
    examine(ports.saslTls, { tls, ...user("scram-sha-512") }),
    examine(ports.saslTls, { tls: { ...tls, serverName: "kafka.example" }, ...user("scram-sha-512") }),
    examine(ports.tls, { tls: { ...tls, ...client() } }),
  ]);

  assert.deepEqual(found, [[TOPIC], [TOPIC], [TOPIC]]);
});

test("what is wrong is said with the setting to look at, and without a secret", async () => {
  const ca = pem("authority.pem");
  const wrong = user("plain", "falsch-987");
  const badClient = { mechanism: "oauthbearer", tokenUrl: tokens.url, clientId: USER, clientSecret: "falsch-987" };
  const cases: readonly (readonly [Promise<unknown>, RegExp])[] = [
    [examine(ports.sasl, wrong), /do not take user "throughline" with plain: check username, password/],
    [examine(ports.sasl, user("scram-sha-512", "falsch-987")), /do not take user "throughline" with scram-sha-512/],
    [examine(ports.saslTls, { tls: { ca }, ...user("plain") }), /with plain: check username, password and mechanism/],
    [examine(ports.sasl, { sasl: badClient }), /The token endpoint http\S+ refuses the client throughline \(401\)/],
    [examine(ports.sasl, { sasl: { mechanism: "oauthbearer", token: "e30.e30." } }), /do not take this token/],
    [
      examine(ports.saslTls, { ssl: true, ...user("scram-sha-512") }),
      /not trusted: name its authority's PEM file in tls\.ca/,
    ],
    [examine(ports.saslTls, { tls: { ca: pem("stranger.pem") }, ...user("scram-sha-512") }), /not trusted/],
    [
      examine(ports.saslTls, { tls: { ca, serverName: "other.example" }, ...user("scram-sha-512") }),
      /set tls\.serverName/,
    ],
    [examine(ports.tls, { tls: { ca } }), /tls\.cert and tls\.key/],
    [examine(ports.tls, {}), /set ssl, tls or sasl/],
    [examine(ports.tls, { tls: { ca: pem("nowhere.pem") } }), /The file of tls\.ca cannot be read: ENOENT/],
  ];

  const said = await Promise.all(
    cases.map(([answer]) =>
      answer.then(
        () => "it was fine",
        (error: Error) => error.message,
      ),
    ),
  );

  for (const [index, words] of said.entries()) {
    assert.match(words, cases[index]?.[1] ?? /nothing/);
    assert.doesNotMatch(words, /falsch-987|geheim/);
  }
});

test("a worker reads over TLS with SCRAM; one with a wrong password shows it on its source and goes on trying", async () => {
  const database = await startTestDatabase();
  const secured = (password: string) => ({
    brokers: [`127.0.0.1:${ports.saslTls}`],
    topics: [rule],
    tls: { ca: pem("authority.pem") },
    ...user("scram-sha-512", password),
  });
  const stranger = startInlineWorker(database.connectionString, secured("falsch-987"));
  await sourceSays(database.pool, "degraded", /do not take user "throughline" with scram-sha-512/);
  await stranger.stop();

  const worker = startInlineWorker(database.connectionString, secured(PASSWORD));
  await caughtUp(database.pool, kafka.bootstrap, TOPIC);
  await worker.stop();
  assert.equal((await database.pool.query("select from event")).rowCount, orderRecords(3, 1).length);
  await database.stop();
});

test("a compacted topic's holes are no gaps, and its tombstones no poison", async () => {
  const database = await startTestDatabase();
  const topic = "compacted";
  const settings = { "cleanup.policy": "compact", "segment.ms": "100", "min.cleanable.dirty.ratio": "0.001" };
  await createTopics(kafka.bootstrap, [{ topic, settings }]);
  const value = (state: string) => Buffer.from(JSON.stringify({ type: state, orderId: "1" }));
  const send = (...messages: readonly { key: string; value: Buffer | null }[]) => sendTo(topic, messages);
  await send({ key: "1", value: value("Placed") }, { key: "1", value: value("Paid") }, { key: "2", value: null });
  await eventually("the cleaner to have been there", async () => {
    await send({ key: "1", value: value("Sent") });
    const checkpoint = pem(join("kafka", "data", "cleaner-offset-checkpoint"));
    return existsSync(checkpoint) && /^compacted 0 [1-9]/m.test(readFileSync(checkpoint, "utf8")) ? true : null;
  });
  await send({ key: "1", value: null });

  const topics = [{ topic, tombstone: "OrderDeleted", keys: [{ name: "orderId", path: "key" }] }];
  const worker = startInlineWorker(database.connectionString, { brokers: [kafka.bootstrap], topics });
  await caughtUp(database.pool, kafka.bootstrap, topic);
  await worker.stop();

  const { rows } = await database.pool.query<{ events: number; read: number; gaps: number; poison: number }>(
    `select (select count(*) from event) as events, (select next_position from stream) as read,
      (select count(*) from stream_gap) as gaps, (select count(*) from quarantine) as poison`,
  );
  assert.ok((rows[0]?.events ?? 0) < (rows[0]?.read ?? 0), `nothing was compacted: ${JSON.stringify(rows)}`);
  assert.deepEqual([rows[0]?.gaps, rows[0]?.poison], [0, 0]);
  await database.stop();
});

async function sendTo(topic: string, messages: readonly { key: string; value: Buffer | null }[]): Promise<void> {
  const producer = kafkaOf(kafka.bootstrap).producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages: [...messages] }).finally(() => producer.disconnect());
}
