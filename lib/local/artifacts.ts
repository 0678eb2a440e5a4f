import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock";

export type ArtifactSpec = {
  readonly cacheDir: string;
  readonly name: string;
  /** What the artifact is made from: when one of these texts changes, it is made anew. */
  readonly ingredients: readonly string[];
  readonly log: (line: string) => void;
  /** Fills the empty folder, or throws. */
  readonly make: (folder: string) => Promise<void>;
};

/**
 * A folder of files that is made once and shared by all starts. Its name carries the hash of its ingredients and it gets
 * this name only when whole, so that its being there is the proof; two starts at once make it once, and an interrupted
 * one is begun again.
 */
export async function ensureArtifact(spec: ArtifactSpec): Promise<string> {
  const folder = join(spec.cacheDir, `${spec.name}-${hashOf(spec.ingredients)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(spec.cacheDir, { recursive: true });
  const onWait = () => spec.log(`${spec.name}: another start is preparing it, waiting`);
  await withLock(join(spec.cacheDir, `${spec.name}.lock`), () => makeUnlessThere(folder, spec), onWait);
  return folder;
}

async function makeUnlessThere(folder: string, spec: ArtifactSpec): Promise<void> {
  if (existsSync(folder)) return;
  removeOthers(spec);
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true });
  await spec.make(unfinished);
  renameSync(unfinished, folder);
}

/** Half-made ones and those of earlier ingredients. */
function removeOthers({ cacheDir, name }: ArtifactSpec): void {
  const own = new RegExp(`^${name}-[0-9a-f]{12}(\\.unfinished)?$`);
  for (const entry of readdirSync(cacheDir)) {
    if (own.test(entry)) rmSync(join(cacheDir, entry), { recursive: true, force: true });
  }
}

/** For ingredients that are files. */
export function readIngredients(...paths: readonly string[]): readonly string[] {
  return paths.map((path) => readFileSync(path, "utf8"));
}

function hashOf(ingredients: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of ingredients) hash.update(`${text.length}:${text}`);
  return hash.digest("hex").slice(0, 12);
}
