import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "@/lib/domain/failure";

const WITHIN_MS = 60_000;
const ASK_EVERY_MS = 200;

/** Resolves when the console answers its health check, whatever it says of its sources. */
export async function waitForConsole(publicUrl: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(`${publicUrl}/api/v1/health`).then(
      ({ status }) => status === 200 || status === 503,
      () => false,
    );
    if (answered) return;
    await sleep(ASK_EVERY_MS);
  }
  throw new Failure("source-unavailable", `The console did not answer on ${publicUrl}; logs/web.log says why.`);
}
