import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Sent } from "./notice";

export type Post = {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mayCall: (address: string) => boolean;
  readonly signal?: AbortSignal | undefined;
};

const WITHIN_MS = 10_000;
/** Answers that asking again may change. */
const PASSING = new Set([408, 425, 429]);

class PrivateAddress extends Error {}

/** Posts once. A redirect is not followed: it would lead the signed body where nobody allowed it to go. */
export function postJson({ url, body, headers, mayCall, signal }: Post): Promise<Sent> {
  return new Promise((resolve) => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && !mayCall(host)) return resolve(refusedAddress(host));
    const within = AbortSignal.timeout(WITHIN_MS);
    const request = (target.protocol === "https:" ? https : http).request(target, {
      method: "POST",
      agent: false,
      lookup: checkedLookup(mayCall),
      signal: signal === undefined ? within : AbortSignal.any([within, signal]),
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "throughline-alerts",
        ...headers,
      },
    });
    request.on("response", (response) => {
      response.destroy(); // its status is the answer; what it says is of no use and may be endless
      resolve(toSent(response.statusCode ?? 0));
    });
    request.on("error", (error) => {
      if (error instanceof PrivateAddress) resolve(refusedAddress(error.message));
      else if (within.aborted) resolve({ outcome: "again", detail: `no answer within ${WITHIN_MS / 1000} s` });
      else resolve({ outcome: "again", detail: codeOf(error) });
    });
    request.end(body);
  });
}

function toSent(status: number): Sent {
  if (status >= 200 && status < 300) return { outcome: "delivered", detail: `HTTP ${status}` };
  if (status >= 300 && status < 400)
    return { outcome: "refused", detail: `HTTP ${status}: redirects are not followed` };
  return { outcome: status >= 500 || PASSING.has(status) ? "again" : "refused", detail: `HTTP ${status}` };
}

const refusedAddress = (address: string): Sent => ({
  outcome: "refused",
  detail: `${address} is a private address: alerts.allowAddresses does not have it`,
});

/** The address that is checked is the one that is called: a name that answers otherwise a moment later changes nothing. */
function checkedLookup(mayCall: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, "", 0);
      const [first] = found;
      const refused = found.find(({ address }) => !mayCall(address));
      if (refused !== undefined) return done(new PrivateAddress(refused.address), "", 0);
      if (options.all === true) return done(null, found);
      return done(null, first?.address ?? "", first?.family ?? 0);
    });
  };
}

/** Never the message: it may repeat the URL, which may be a secret. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "the connection broke";
}
