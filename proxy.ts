import { type NextRequest, NextResponse } from "next/server";

/** Next puts the value in at build time. */
const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Gives each page a content security policy with a nonce of its own. Headers and nothing else: who may see what is decided
 * at each route, for a proxy can be gone round.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const isHttps = (request.headers.get("x-forwarded-proto") ?? request.nextUrl.protocol).startsWith("https");
  const policy = toPolicy(nonce, isHttps);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isHttps) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

/** Style attributes cannot have a nonce, and React, Mantine and bpmn-js set them; they cannot run anything. */
function toPolicy(nonce: string, isHttps: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** Pages only: what is static or an answer of the API runs nothing. */
export const config = {
  matcher: [{ source: "/((?!api/|metrics|_next/static|icon.svg|favicon.ico).*)" }],
};
