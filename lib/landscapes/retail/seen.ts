/** More commands than are under way at once by far; the oldest are forgotten first. */
const REMEMBERED = 20_000;

export type Seen = {
  /** Does it unless it was done, or is being done, under this id. When it fails it may be done again. */
  once(id: string, work: () => Promise<void>): Promise<void>;
};

export function createSeen(remembered = REMEMBERED): Seen {
  const known = new Map<string, Promise<void>>();
  return {
    once: (id, work) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const done = work().catch((error: unknown) => {
        known.delete(id);
        throw error;
      });
      known.set(id, done);
      const [oldest] = known.keys();
      if (known.size > remembered && oldest !== undefined) known.delete(oldest);
      return done;
    },
  };
}
