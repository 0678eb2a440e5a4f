import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { after, test } from "node:test";
import { prepareKafka } from "./server-files";
import { makeTestFolder, removeTestFolder } from "./test-folder.test-support";

const root = await makeTestFolder("server-files");
after(() => removeTestFolder(root));

/** A machine with Java 17 and, if given, a program called mvn that does what the script says. */
function makeMachine(name: string, mavenScript: string | null) {
  const home = join(root, name);
  const bin = join(home, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(home, "release"), 'JAVA_VERSION="17.0.1"\n');
  writeFileSync(join(bin, "java"), "");
  if (mavenScript !== null) {
    writeFileSync(join(bin, "mvn"), `#!${process.execPath}\n${mavenScript}`);
    chmodSync(join(bin, "mvn"), 0o755);
  }
  const lines: string[] = [];
  const environment = { JAVA_HOME: home, PATH: bin, HOME: home };
  return { spec: { cacheDir: join(home, "servers"), environment, log: (line: string) => lines.push(line) }, lines };
}

const OUTPUT = `const folder = process.argv.find((arg) => arg.startsWith("-DoutputDirectory=")).split("=")[1];`;

test("without Maven one plain sentence says so", async () => {
  const { spec } = makeMachine("without", null);

  const prepared = await prepareKafka(spec);

  assert.match(
    prepared.outcome === "unavailable" ? prepared.why : "",
    /^Maven \(mvn\) is needed to download .*install it\.$/,
  );
});

test("a download that fails is told in Maven's own words, and the next start tries again", async () => {
  const { spec } = makeMachine("offline", `console.log("[INFO] Scanning\\n[ERROR] Unknown host"); process.exit(1);`);

  const first = await prepareKafka(spec);
  const second = await prepareKafka(spec);

  assert.match(first.outcome === "unavailable" ? first.why : "", /could not download it .*\n\[ERROR\] Unknown host$/);
  assert.equal(second.outcome, "unavailable");
});

test("a Maven that says success and brings nothing is not believed", async () => {
  const { spec } = makeMachine("empty", "process.exit(0);");

  const prepared = await prepareKafka(spec);

  assert.match(prepared.outcome === "unavailable" ? prepared.why : "", /kafka_2\.13.*is not among what it downloaded/);
});

test("what is downloaded is kept: the second start needs neither Maven nor a word", async () => {
  const script = `${OUTPUT} require("node:fs").writeFileSync(folder + "/kafka_2.13-4.3.1.jar", "");`;
  const { spec, lines } = makeMachine("online", script);
  const first = await prepareKafka(spec);
  const said = lines.length;

  const second = await prepareKafka({ ...spec, environment: { ...spec.environment, PATH: "" } });

  assert.equal(first.outcome, "ready");
  assert.deepEqual(second, first);
  assert.equal(lines.length, said);
  assert.match(lines.join("\n"), /kafka: downloading .*once\nkafka: downloaded/);
});
