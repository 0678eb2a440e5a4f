import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureArtifact, readIngredients } from "./artifacts";
import { compileJar } from "./compile-jar";
import { findJava, type Java } from "./java";
import { DEPLOY, ensureDownload, type Prepared, type ServersSpec, unlessUnavailable } from "./server-files";

export type OperatonFiles = { readonly java: Java; readonly libFolder: string; readonly mainJar: string };

const OPERATON = { name: "operaton", goal: "copy-dependencies", proof: "operaton-engine-1.0.3.jar" };
const SOURCE = join(DEPLOY, "operaton", "ThroughlineOperaton.java");

/** Operaton's jars with a main class, and a Java to run them; downloads and compiles them the first time. */
export async function prepareOperaton(spec: ServersSpec): Promise<Prepared<OperatonFiles>> {
  const found = findJava({ majorMin: 21, needsCompiler: true, purpose: "Operaton" }, spec.environment);
  if (found.outcome === "missing") return { outcome: "unavailable", why: found.why };
  const { java } = found;
  return unlessUnavailable(async () => {
    const libFolder = await ensureDownload(OPERATON, { spec, java });
    const make = async (folder: string) => {
      mkdirSync(folder, { recursive: true });
      const classPath = readdirSync(libFolder).map((jar) => join(libFolder, jar));
      await compileJar({ java, source: SOURCE, classPath, folder, jar: "main.jar", runsWith: [] });
    };
    const ingredients = [...readIngredients(SOURCE), OPERATON.proof];
    const name = "operaton-main";
    const main = await ensureArtifact({ cacheDir: spec.cacheDir, name, ingredients, log: spec.log, make });
    return { java, libFolder, mainJar: join(main, "main.jar") };
  });
}
