import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { Failure } from "@/lib/domain/failure";
import type { Java } from "./java";

export type Compilation = {
  readonly java: Java;
  readonly source: string;
  readonly classPath: readonly string[];
  readonly folder: string;
  readonly jar: string;
  /** Jars in the same folder that it needs at run time. */
  readonly runsWith: readonly string[];
};

const WITHIN_MS = 120_000;
const runFile = promisify(execFile);

/** Compiles one Java file into a jar in the folder. */
export async function compileJar({ java, source, classPath, folder, jar, runsWith }: Compilation): Promise<void> {
  const classes = join(folder, "classes");
  const manifest = join(folder, "manifest.txt");
  writeFileSync(manifest, `Class-Path: ${runsWith.join(" ")}\n`);
  const javac = java.javac ?? "javac";
  await run(javac, [
    "-encoding",
    "UTF-8",
    "--release",
    "21",
    "-proc:none",
    "-cp",
    classPath.join(delimiter),
    "-d",
    classes,
    source,
  ]);
  const jarTool = join(dirname(javac), process.platform === "win32" ? "jar.exe" : "jar");
  await run(jarTool, ["--create", "--file", join(folder, jar), "--manifest", manifest, "-C", classes, "."]);
  rmSync(classes, { recursive: true, force: true });
  rmSync(manifest);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  try {
    await runFile(command, args, { timeout: WITHIN_MS });
  } catch (cause) {
    const words = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
    throw new Failure("misconfigured", `${command} failed:\n${words}`, { cause });
  }
}
