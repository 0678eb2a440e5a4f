import { z } from "zod";

/** The one-time token of a sign-in link. */
export const SignInRequest = z.strictObject({ token: z.string().min(16).max(256) });

export const Done = z.object({ done: z.literal(true) });
