import { copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "@/lib/domain/failure";
import { ensureArtifact, readIngredients } from "./artifacts";
import { compileJar } from "./compile-jar";
import { type Environment, findJava, findMaven, type Java } from "./java";
import { runMaven } from "./maven";

/** Where the downloaded servers are kept, shared by all data folders and by the tests. */
export type ServersSpec = {
  readonly cacheDir: string;
  readonly environment: Environment;
  readonly log: (line: string) => void;
};

export type KafkaFiles = { readonly java: Java; readonly libFolder: string };
export type Camunda8Files = { readonly java: Java; readonly home: string; readonly exporterJar: string };

export type Prepared<Files> =
  | { readonly outcome: "ready"; readonly files: Files }
  | { readonly outcome: "unavailable"; readonly why: string };

export const DEPLOY = fileURLToPath(new URL("../../deploy/local", import.meta.url));
const SETTINGS = join(DEPLOY, "maven-settings.xml");
const CAMUNDA_VERSION = "8.6.0";
const EXPORTER_SOURCE = join(DEPLOY, "camunda8-exporter", "ThroughlineExporter.java");
const EXPORTER_NEEDS = /^(zeebe-exporter-api|zeebe-protocol|slf4j-api)-\d.*\.jar$/;

/** Kafka's jars and a Java to run them; downloads them the first time. Never throws for what a user can mend: it says why. */
export async function prepareKafka(spec: ServersSpec): Promise<Prepared<KafkaFiles>> {
  const found = findJava({ majorMin: 17, needsCompiler: false, purpose: "Kafka" }, spec.environment);
  if (found.outcome === "missing") return { outcome: "unavailable", why: found.why };
  return unlessUnavailable(async () => ({ java: found.java, libFolder: await ensureKafka(spec, found.java) }));
}

/** The Camunda 8 broker with our exporter, and a Java to run it; downloads and compiles them the first time. */
export async function prepareCamunda8(spec: ServersSpec): Promise<Prepared<Camunda8Files>> {
  const found = findJava({ majorMin: 21, needsCompiler: true, purpose: "Camunda 8" }, spec.environment);
  if (found.outcome === "missing") return { outcome: "unavailable", why: found.why };
  const { java } = found;
  return unlessUnavailable(async () => {
    const home = join(await ensureDownload(CAMUNDA8, { spec, java }), `camunda-zeebe-${CAMUNDA_VERSION}`);
    const exporterJar = await ensureExporter(join(home, "lib"), { spec, java });
    return { java, home, exporterJar };
  });
}

type Context = { readonly spec: ServersSpec; readonly java: Java };
type Download = { readonly name: string; readonly goal: string; readonly proof: string };

const KAFKA: Download = { name: "kafka", goal: "copy-dependencies", proof: "kafka_2.13-4.3.1.jar" };
const CAMUNDA8: Download = { name: "camunda8", goal: "unpack", proof: join(`camunda-zeebe-${CAMUNDA_VERSION}`, "lib") };

function ensureKafka(spec: ServersSpec, java: Java): Promise<string> {
  return ensureDownload(KAFKA, { spec, java });
}

/** Maven reports success for some things that it did not do, so that one file is looked for. */
export function ensureDownload({ name, goal, proof }: Download, { spec, java }: Context): Promise<string> {
  const pom = join(DEPLOY, name, "pom.xml");
  const log = (line: string) => spec.log(`${name}: ${line}`);
  const make = async (outputFolder: string) => {
    const maven = findMaven(spec.environment);
    if (maven.outcome === "missing") throw new Failure("misconfigured", maven.why);
    log("downloading from Maven's repository, once");
    await runMaven({ command: maven.command, javaHome: java.home, settings: SETTINGS, pom, goal, outputFolder, log });
    const isThere = existsSync(join(outputFolder, proof));
    if (!isThere)
      throw new Failure("source-unavailable", `Maven said success, but ${proof} is not among what it downloaded.`);
    log("downloaded");
  };
  return ensureArtifact({ cacheDir: spec.cacheDir, name, ingredients: readIngredients(pom), log: spec.log, make });
}

/** Compiled here against the broker's own jars. Kafka's client lies beside it, named in its manifest: a class loader of its own. */
async function ensureExporter(brokerLib: string, { spec, java }: Context): Promise<string> {
  const kafkaLib = await ensureKafka(spec, java);
  const client = getJar(kafkaLib, /^kafka-clients-.*\.jar$/);
  const make = async (folder: string) => {
    spec.log("camunda8: compiling its exporter");
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(kafkaLib, client), join(folder, client));
    const needs = readdirSync(brokerLib).filter((jar) => EXPORTER_NEEDS.test(jar));
    const classPath = [join(folder, client), ...needs.map((jar) => join(brokerLib, jar))];
    await compileJar({ java, source: EXPORTER_SOURCE, classPath, folder, jar: "exporter.jar", runsWith: [client] });
  };
  const ingredients = [...readIngredients(EXPORTER_SOURCE), client, CAMUNDA_VERSION];
  const artifact = await ensureArtifact({
    cacheDir: spec.cacheDir,
    name: "camunda8-exporter",
    ingredients,
    log: spec.log,
    make,
  });
  return join(artifact, "exporter.jar");
}

function getJar(folder: string, name: RegExp): string {
  const jar = existsSync(folder) ? readdirSync(folder).find((file) => name.test(file)) : undefined;
  if (jar === undefined)
    throw new Failure("misconfigured", `${folder} lacks ${name.source}. Remove this folder and start again.`);
  return jar;
}

export async function unlessUnavailable<Files>(prepare: () => Promise<Files>): Promise<Prepared<Files>> {
  try {
    return { outcome: "ready", files: await prepare() };
  } catch (error) {
    if (error instanceof Failure) return { outcome: "unavailable", why: error.message };
    throw error;
  }
}
