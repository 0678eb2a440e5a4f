/** How many of so many a share keeps: at least one, for an empty picture tells nothing; 1e-9 takes rounding errors out. */
export function keptOf(total: number, share: number): number {
  return Math.max(1, Math.ceil(total * share - 1e-9));
}
