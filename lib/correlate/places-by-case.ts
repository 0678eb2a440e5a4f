import type { Correlation } from "@/lib/domain/correlation";

/** The places of a batch's events, cases by id and in each the batch's own order; those of no case come first. */
export function placesByCase({ caseIds, cases }: Pick<Correlation, "caseIds" | "cases">): Iterable<number> {
  const rankOf = new Map(cases.map(({ caseId }, index) => [caseId, index + 1]));
  const { length } = caseIds;
  // One number of rank and place: typed arrays are sorted without a comparer.
  const ranked = Float64Array.from(caseIds, (caseId, place) => (rankOf.get(caseId) ?? 0) * length + place);
  return ranked.sort().map((number) => number % length);
}
