import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import type { Configuration } from "@/lib/platform/configuration-schema";

const ANSWER_WITHIN_MS = 5_000;
const Refusal = z.object({ message: z.string() });

type Asked<Reply extends z.ZodType> = {
  readonly method: "GET" | "PATCH" | "POST";
  readonly path: "/" | "/orders";
  readonly body?: unknown;
  readonly reply: Reply;
};

/** Asks the control page of the local landscape. Only the address that the configuration names is ever asked. */
export async function askLandscape<Reply extends z.ZodType>(
  { landscape }: Configuration,
  { method, path, body, reply }: Asked<Reply>,
): Promise<z.output<Reply>> {
  if (landscape?.kind !== "live") {
    throw new Failure("not-found", "No live landscape belongs to this console; there is nothing to turn.");
  }
  const response = await fetch(new URL(path, landscape.controlUrl), {
    method,
    headers: { authorization: `Bearer ${landscape.controlToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((cause: unknown) => {
    const message = "The landscape does not answer. It may be starting; try again in a few seconds.";
    throw new Failure("source-unavailable", message, { cause });
  });
  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return reply.parse(said);
  const refusal = Refusal.safeParse(said);
  const why = refusal.success ? refusal.data.message : `it answered ${response.status}`;
  throw new Failure(response.status < 500 ? "bad-request" : "source-unavailable", `The landscape refused: ${why}`);
}
