export function modelHref(modelId: string): string {
  return `/processes/models/${encodeURIComponent(modelId)}`;
}
