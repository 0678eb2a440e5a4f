export function processHref(processId: string): string {
  return `/processes/${encodeURIComponent(processId)}`;
}
