export function caseHref(caseId: string): string {
  return `/cases/${encodeURIComponent(caseId)}`;
}
