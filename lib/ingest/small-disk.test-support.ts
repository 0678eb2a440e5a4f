import { spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getUnprivilegedUser } from "@/lib/local/unprivileged-user";

export type SmallDisk = { readonly folder: string; resize(megabytes: number): void; unmount(): void };

/** A file system in memory with so much room and no more, PostgreSQL's to write to. Null where we may not mount one. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const user = getUnprivilegedUser();
  if (user === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "throughline-disk-"));
  const mount = (...parameters: string[]) => spawnSync("mount", parameters, { stdio: "ignore" }).status === 0;
  if (!mount("-t", "tmpfs", "-o", `size=${megabytes}m,mode=0700`, "tmpfs", folder)) {
    rmSync(folder, { recursive: true });
    return null;
  }
  chownSync(folder, user.uid, user.gid);
  return {
    folder,
    resize: (next) => {
      if (!mount("-o", `remount,size=${next}m`, folder)) throw new Error(`${folder} cannot be made larger`);
    },
    unmount: () => {
      spawnSync("umount", ["--lazy", folder], { stdio: "ignore" });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
