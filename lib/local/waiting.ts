import { setTimeout as sleep } from "node:timers/promises";

/** Asks again until the answer is not null; null when the time is over. The question must be bounded itself. */
export async function waitFor<Answer>(
  question: () => Answer | null | Promise<Answer | null>,
  { withinMs, everyMs = 50 }: { withinMs: number; everyMs?: number },
): Promise<Answer | null> {
  const until = Date.now() + withinMs;
  for (;;) {
    const answer = await question();
    if (answer !== null) return answer;
    if (Date.now() >= until) return null;
    await sleep(everyMs);
  }
}
