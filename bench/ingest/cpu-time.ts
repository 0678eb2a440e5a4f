import { readdirSync, readFileSync } from "node:fs";

/** The kernel reports processor time to programs in hundredths of a second, whatever its own clock is. */
const MS_PER_TICK = 10;

type Stat = { readonly parent: number; readonly ticks: number };

/** Processor time that a process and all below it have used so far, the ended ones too; null where there is no /proc. */
export function readCpuMs(pid: number): number | null {
  const stats = readStats();
  if (!stats.has(pid)) return null;
  let ticks = 0;
  for (const [id, stat] of stats) if (isWithin(id, pid, stats)) ticks += stat.ticks;
  return ticks * MS_PER_TICK;
}

function isWithin(pid: number, root: number, stats: ReadonlyMap<number, Stat>): boolean {
  for (let at = pid; at > 1; at = stats.get(at)?.parent ?? 0) if (at === root) return true;
  return false;
}

function readStats(): ReadonlyMap<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of list("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat !== null) stats.set(Number(name), stat);
  }
  return stats;
}

/** A program's name is in brackets and may hold blanks: fields are counted from behind it. */
function readStat(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [user = 0, system = 0, ofChildren = 0, ofChildrenSystem = 0] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), ticks: user + system + ofChildren + ofChildrenSystem };
  } catch {
    return null; // it has ended meanwhile
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
