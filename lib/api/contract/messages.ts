import { z } from "zod";
import { Instant } from "./values";

/** A message that was published in an engine and that no process instance took. */
export const LostMessage = z.object({
  caseId: z.string(),
  source: z.string(),
  messageKey: z.string(),
  messageName: z.string(),
  correlationKey: z.string(),
  publishedAt: Instant,
  /** When the engine let go of it; null: it may still be taken. */
  expiredAt: Instant.nullable(),
  /** Which part does not fit, and the same in words. */
  mismatch: z.enum(["fits", "late", "closed", "name", "key", "nobody"]),
  text: z.string(),
  nearest: z
    .object({
      caseId: z.string(),
      messageName: z.string(),
      correlationKey: z.string(),
      openedAt: Instant,
      isOpen: z.boolean(),
    })
    .nullable(),
});
export type LostMessage = z.infer<typeof LostMessage>;

/** `isCut`: there are more than were asked for. */
export const LostMessageList = z.object({ items: z.array(LostMessage), isCut: z.boolean() });
export type LostMessageList = z.infer<typeof LostMessageList>;

export const LostMessageQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(100) });
