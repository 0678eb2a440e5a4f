export type BackOff = {
  readonly firstMs: number;
  readonly maxMs: number;
  /** Between 0 and 1; spreads restarts, so that services that fail together do not come back together. */
  readonly random: () => number;
};

/** How long to wait before the attempt after `failures` failures in a row: doubling, at most `maxMs`, half of it by chance. */
export function backOffMs(failures: number, { firstMs, maxMs, random }: BackOff): number {
  const wholeMs = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(wholeMs * (0.5 + random() / 2));
}
