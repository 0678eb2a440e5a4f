import type { z } from "zod";
import type { ResumeAsked, StreamResumed } from "@/lib/api/contract/streams";
import { Failure } from "@/lib/domain/failure";
import { resumeStream } from "@/lib/ingest/resume-stream";
import type { Context } from "./route";

/** Lets a paused stream go on where the caller decides. */
export async function answerResume(
  id: string,
  { from, reason }: z.infer<typeof ResumeAsked>,
  { db: pool, configuration, caller }: Context,
): Promise<z.infer<typeof StreamResumed>> {
  if (!/^\d{1,9}$/.test(id)) throw new Failure("not-found", `There is no stream "${id}".`);
  const stream = { streamId: Number(id) };
  const { streamId, ...resumed } = await resumeStream({
    pool,
    configuration,
    stream,
    from,
    reason,
    actor: caller.name,
  });
  return { id: String(streamId), ...resumed };
}
