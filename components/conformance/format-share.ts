/** Never rounded up to 100%: what is not all is not called all. */
export function formatShare(share: number): string {
  const percent = Math.floor(share * 1_000) / 10;
  return `${share < 1 && percent >= 100 ? 99.9 : percent}%`;
}
