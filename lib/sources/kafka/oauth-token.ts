import type { OauthbearerProviderResponse } from "kafkajs";
import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import type { KafkaSaslConfiguration } from "@/lib/platform/configuration-schema";

const ANSWER_WITHIN_MS = 5_000;
/** A token is not used in the last tenth of its life, so that no broker sees it expired. */
const USED_SHARE = 0.9;
const LIFE_UNLESS_SAID_S = 60;

const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().optional() });

type Ask = () => Promise<OauthbearerProviderResponse>;

/** Tokens for OAUTHBEARER: the configured one, or one for a client's credentials that is kept while it is valid. */
export function createTokenProvider(sasl: KafkaSaslConfiguration): Ask {
  const extensions = Object.keys(sasl.extensions).length === 0 ? {} : { extensions: sasl.extensions };
  const { token } = sasl;
  if (token !== null) return async () => ({ value: token, ...extensions });
  let kept: { readonly value: string; readonly until: number } | null = null;
  return async () => {
    if (kept === null || kept.until <= performance.now()) kept = await askForToken(sasl);
    return { value: kept.value, ...extensions };
  };
}

async function askForToken({ tokenUrl, clientId, clientSecret, scope }: KafkaSaslConfiguration) {
  const url = tokenUrl ?? "";
  const credentials = `${encodeURIComponent(clientId ?? "")}:${encodeURIComponent(clientSecret ?? "")}`;
  const body = new URLSearchParams({ grant_type: "client_credentials", ...(scope === null ? {} : { scope }) });
  const headers = { authorization: `Basic ${Buffer.from(credentials).toString("base64")}`, accept: "application/json" };
  const askedAt = performance.now();
  let status: number;
  let answer: unknown;
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(url, { method: "POST", headers, body, signal });
    status = response.status;
    answer = await response.json().catch(() => null);
  } catch (cause) {
    throw new Failure("source-unavailable", `The token endpoint ${url} does not answer (${reasonOf(cause)}).`, {
      cause,
    });
  }
  if (status === 400 || status === 401 || status === 403) {
    throw new Failure("misconfigured", `The token endpoint ${url} refuses the client ${clientId} (${status}).`);
  }
  const token = TokenAnswer.safeParse(answer);
  if (status !== 200 || !token.success) {
    throw new Failure("source-unavailable", `The token endpoint ${url} answers ${status} and no access token.`);
  }
  const { access_token: value, expires_in: seconds = LIFE_UNLESS_SAID_S } = token.data;
  return { value, until: askedAt + seconds * 1000 * USED_SHARE };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `nothing within ${ANSWER_WITHIN_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
