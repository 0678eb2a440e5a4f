/** Lets so many works run at the same time; the others wait for their turn, first come, first served. */
export function createGate(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= atOnce) await new Promise<void>((enter) => waiting.push(enter));
    else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift(); // takes over the place of the one that leaves
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
