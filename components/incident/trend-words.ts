/** The trend of a day in words, for those who cannot see it. */
export function trendWords(trend: readonly number[]): string {
  const total = trend.reduce((sum, count) => sum + count, 0);
  if (total === 0) return "None in the last 24 hours";
  const newest = trend.at(-1) ?? 0;
  return `${total} in the last 24 hours, at most ${Math.max(...trend)} in an hour, ${newest} in the last one`;
}
