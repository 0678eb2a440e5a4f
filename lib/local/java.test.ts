import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { type Environment, findJava, findMaven } from "./java";

const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** A machine on which Java lies only where the test puts it: none has a Java 90 or newer. */
function makeMachine(): {
  environment: Environment;
  addJava: (folder: string, version: string, compiler?: boolean) => string;
} {
  const root = mkdtempSync(join(tmpdir(), "throughline-java-"));
  const addJava = (folder: string, version: string, compiler = true) => {
    const home = join(root, folder);
    mkdirSync(join(home, "bin"), { recursive: true });
    writeFileSync(join(home, "release"), `IMPLEMENTOR="nobody"\nJAVA_VERSION="${version}"\n`);
    for (const tool of compiler ? ["java", "javac"] : ["java"])
      writeFileSync(join(home, "bin", `${tool}${SUFFIX}`), "");
    return home;
  };
  return { environment: { HOME: root, USERPROFILE: root, PATH: "" }, addJava };
}

const wish = { majorMin: 90, needsCompiler: true, purpose: "Camunda 8" };

test("JAVA_HOME is taken when it fits, before the PATH and everything else", () => {
  const { environment, addJava } = makeMachine();
  addJava(".sdkman/candidates/java/91-tem", "91.0.1");
  const chosen = addJava("mine", "95.0.2+7");
  const inPath = join(addJava("in-path", "93"), "bin");

  const found = findJava(wish, { ...environment, JAVA_HOME: chosen, PATH: inPath });

  assert.deepEqual(found.outcome === "found" && [found.java.home, found.java.major], [chosen, 95]);
});

test("a JAVA_HOME that is too old is passed over for the oldest that fits", () => {
  const { environment, addJava } = makeMachine();
  const old = addJava("old", "1.8.0_402");
  addJava(".sdkman/candidates/java/97-tem", "97.0.1");
  const fitting = addJava(".jdks/temurin-92", "92.0.1");

  const found = findJava(wish, { ...environment, JAVA_HOME: old });

  assert.equal(found.outcome === "found" && found.java.home, fitting);
});

test("a runtime without a compiler will do only where nothing is compiled", () => {
  const { environment, addJava } = makeMachine();
  addJava(".jdks/jre", "92.0.1", false);

  assert.equal(findJava(wish, environment).outcome, "missing");
  assert.equal(findJava({ ...wish, needsCompiler: false }, environment).outcome, "found");
});

test("without a fitting Java one plain sentence says what is needed, what was found and what to do", () => {
  const { environment, addJava } = makeMachine();

  const found = findJava(wish, { ...environment, JAVA_HOME: addJava("old", "1.8.0_402") });

  assert.match(
    found.outcome === "missing" ? found.why : "",
    /^Camunda 8 needs JDK 90 or newer, and only 8.* found: install one, or set JAVA_HOME to it\.$/,
  );
});

test("Maven is looked for in the PATH", () => {
  const { environment } = makeMachine();
  const bin = join(environment["HOME"] ?? "", "bin");
  mkdirSync(bin);

  const before = findMaven({ ...environment, PATH: bin });
  writeFileSync(join(bin, process.platform === "win32" ? "mvn.cmd" : "mvn"), "");
  const after = findMaven({ ...environment, PATH: bin });

  assert.match(before.outcome === "missing" ? before.why : "", /Maven \(mvn\) is needed/);
  assert.equal(after.outcome, "found");
});
