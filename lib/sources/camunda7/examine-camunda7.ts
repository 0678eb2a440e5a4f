import type { Camunda7SourceConfiguration } from "@/lib/platform/configuration-schema";
import { EngineRest, RestError } from "./engine-rest";

/** What is tested, and what speaks the same API: Operaton 1.0, CIB seven 1 and 2, Camunda from 7.13 on. */
const TESTED = /^1\.0\./;
const SUPPORTED = /^(1|2|7\.(1[3-9]|2\d))\./;
const SLOW_MS = 2_000;

export type Examination = { readonly isFine: boolean; readonly words: string };

/** Whether the engine can be read, and what is wrong with it, in plain words. Never throws. */
export async function examineCamunda7(source: Camunda7SourceConfiguration): Promise<Examination> {
  const rest = new EngineRest(source);
  try {
    const begun = performance.now();
    const version = await readVersion(rest);
    if (version === null)
      return { isFine: false, words: "answers, but does not say its version: check that its url ends in /engine-rest" };
    if (!SUPPORTED.test(version)) {
      return {
        isFine: false,
        words: `answers, but its version ${version} is not supported: 7.13 and newer are, and Operaton`,
      };
    }
    const isOptimized = await hasOptimize(rest);
    const history = await examineHistory(rest);
    if (history !== null) return { isFine: false, words: history };
    const tookMs = performance.now() - begun;
    const words = [
      `answers, version ${version}`,
      ...(TESTED.test(version) ? [] : ["not verified here, only Operaton 1.0 is"]),
      ...(isOptimized
        ? []
        : ["without the optimize endpoints: /history is read, and the order inside an instance is by time only"]),
      ...(tookMs > SLOW_MS ? [`slow: it took ${Math.round(tookMs)} ms for a few rows`] : []),
    ];
    return { isFine: tookMs <= SLOW_MS, words: words.join("; ") };
  } catch (error) {
    if (error instanceof RestError) return { isFine: false, words: error.message };
    throw error;
  }
}

async function readVersion(rest: EngineRest): Promise<string | null> {
  const answer = await rest.ask({ path: "/version" });
  const version = (answer as { version?: unknown } | null)?.version;
  return typeof version === "string" ? version : null;
}

async function hasOptimize(rest: EngineRest): Promise<boolean> {
  try {
    await rest.ask({ path: "/optimize/process-instance/running", query: { maxResults: 1 } });
    return true;
  } catch (error) {
    if (error instanceof RestError && error.problem.kind === "status" && error.problem.status === 404) return false;
    throw error;
  }
}

/** An instance that runs and is in no history: the engine keeps none, and nothing can be seen of it. */
async function examineHistory(rest: EngineRest): Promise<string | null> {
  const running = await rest.ask({ path: "/process-instance", query: { maxResults: 1 } });
  const id = Array.isArray(running) ? (running[0] as { id?: unknown } | undefined)?.id : undefined;
  if (typeof id !== "string") return null;
  const instances = await rest.ask({
    path: "/history/process-instance",
    query: { processInstanceId: id, maxResults: 1 },
  });
  if (Array.isArray(instances) && instances.length === 0) {
    return "answers, but keeps no history (its history level is none), and all that is read is history: set it to full";
  }
  return null;
}
