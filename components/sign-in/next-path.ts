/** Only a path of this console: a link may not send somebody elsewhere after signing in. */
export function nextPath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith("/")) return "/";
  const base = "http://console.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null;
  if (url === null || url.origin !== base || url.pathname.startsWith("/sign-in")) return "/";
  return `${url.pathname}${url.search}`;
}
