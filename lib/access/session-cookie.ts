/** A session ends after a day without use, and after a week in any case. */
export const SESSION_IDLE_MS = 24 * 3_600_000;
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/**
 * Over https the name begins with `__Host-`, so that no other host and no plain connection can set it. Cookies do not know
 * ports: without the port in the name, two consoles on one machine would sign each other out.
 */
export function sessionCookieName(publicUrl: string): string {
  const url = new URL(publicUrl);
  return url.protocol === "https:" ? "__Host-throughline" : `throughline-${url.port === "" ? "80" : url.port}`;
}

/**
 * `Lax`, not `Strict`: a link to a case in a chat must open the case. What changes something is refused to other sites by
 * Origin and Sec-Fetch-Site.
 */
export function sessionCookie(publicUrl: string, secret: string): string {
  return `${sessionCookieName(publicUrl)}=${secret}; Max-Age=${SESSION_MAX_MS / 1000}; ${attributes(publicUrl)}`;
}

export function endedSessionCookie(publicUrl: string): string {
  return `${sessionCookieName(publicUrl)}=; Max-Age=0; ${attributes(publicUrl)}`;
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${publicUrl.startsWith("https:") ? "; Secure" : ""}`;
}

/** The session's secret in a Cookie header, or null. */
export function readSessionCookie(publicUrl: string, header: string | null): string | null {
  const start = `${sessionCookieName(publicUrl)}=`;
  const found = (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(start));
  const secret = found?.slice(start.length) ?? "";
  return secret === "" || secret.length > 256 ? null : secret;
}
