import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { Failure } from "@/lib/domain/failure";

export type SystemUser = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root, so that root runs it as `nobody`, whom every Unix has. Null: we are not root. */
export function getUnprivilegedUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }).trim());
  return { uid: ask("-u"), gid: ask("-g") };
}

/** Asks by trying, because modes, groups and access lists of every folder above count. */
export function canEnter(folder: string, user: SystemUser): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$0" && test -r .', folder], { ...user, cwd: "/", stdio: "ignore" }).status === 0
  );
}

/** A folder outside of anybody's home that every user may enter and only root may write. */
export function getSharedFolder(): string {
  const parent = ["/var/lib", "/var/tmp"].find((folder) => existsSync(folder)) ?? "/tmp";
  const folder = join(parent, "throughline");
  mkdirSync(folder, { recursive: true });
  if (statSync(folder).uid !== 0) {
    throw new Failure(
      "misconfigured",
      `${folder} belongs to another user than root. Remove it, or do not run as root.`,
    );
  }
  chmodSync(folder, 0o755);
  return folder;
}
