import { z } from "zod";

/**
 * What news can be about. News carry no data, only topics: who shows one of them asks again. `case:<caseId>` is news of one
 * case; `anything` means "ask for all you show" and comes with every new connection, so that a dropped one heals itself.
 */
export const NEWS_TOPICS = [
  "cases",
  "processes",
  "definitions",
  "incidents",
  "streams",
  "quarantine",
  "operations",
  "audit",
  "imports",
  "findings",
  "rules",
  "alerts",
] as const;
export type NewsTopic = (typeof NEWS_TOPICS)[number] | "anything" | `case:${string}`;

export const News = z.object({ topics: z.array(z.string()) });
export type News = z.infer<typeof News>;

export const LiveQuery = z.object({
  /** Separated by commas; none means all. */
  topics: z.string().max(8000).optional(),
});
