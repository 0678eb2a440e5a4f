import { z } from "zod";
import { Role } from "./role";

/**
 * Who does not see what. `path` names a place in a payload (`$.data.customer.name`; below it everything is masked too), a
 * header (`header:authorization`) or an engine's variable (`variable:creditCard`).
 */
export const MaskingRule = z.strictObject({
  path: z
    .string()
    .max(256)
    .regex(/^(\$(\.[A-Za-z0-9_-]+)+|header:[A-Za-z0-9_.-]+|variable:[A-Za-z0-9_.-]+)$/, {
      error: "use $.a.b, header:name or variable:name",
    }),
  /** The least role that sees it. */
  visibleFrom: Role,
});
export type MaskingRule = z.infer<typeof MaskingRule>;
