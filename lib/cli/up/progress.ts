import process from "node:process";

/** Lines for the person who waits: what is being done, how long it took. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const sayIndented = (line: string): void => say(`    ${line}`);

/** Says what begins, does it, and says how long it took. */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startedAt = Date.now();
  say(`• ${title} …`);
  const result = await work();
  say(`✓ ${title} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return result;
}
