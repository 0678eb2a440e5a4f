import { z } from "zod";
import { Count, Instant, PageQuery, pageOf } from "./values";

/** A task that waits for a person, in any engine. */
export const UserTask = z.object({
  /** As operations name it; null while the engine has not told its key, so that nothing can be asked. */
  id: z.string().nullable(),
  elementInstanceKey: z.string(),
  elementId: z.string(),
  name: z.string(),
  /** Null: nobody has it. */
  assignee: z.string().nullable(),
  since: Instant,
  source: z.string(),
  caseId: z.string(),
  caseLabel: z.string(),
  processId: z.string(),
  processName: z.string(),
  version: Count,
  processInstanceKey: z.string(),
});
export type UserTask = z.infer<typeof UserTask>;
export const UserTaskList = pageOf(UserTask);
export type UserTaskList = z.infer<typeof UserTaskList>;
export const UserTaskQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(50) });
