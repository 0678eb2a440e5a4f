export type RequestOrigin = {
  readonly method: string;
  readonly origin: string | null;
  readonly secFetchSite: string | null;
  readonly host: string | null;
};

/**
 * Why a request that came with a cookie, and would change something, may have been sent by another site's page; null when
 * it was not. Browsers say where a request comes from; a client that says nothing at all is no browser, and a page cannot
 * make a browser keep silent.
 */
export function whyForeign(request: RequestOrigin, publicUrl: string): string | null {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const { origin, secFetchSite } = request;
  if (secFetchSite !== null && secFetchSite !== "same-origin") {
    return `Sec-Fetch-Site is "${secFetchSite}", only "same-origin" may change something`;
  }
  if (origin === null) {
    return secFetchSite === null ? "neither Origin nor Sec-Fetch-Site says which page sent it" : null;
  }
  const ours = new Set([new URL(publicUrl).origin, `${new URL(publicUrl).protocol}//${request.host ?? ""}`]);
  return ours.has(origin) ? null : `Origin is "${origin}", not this console`;
}
