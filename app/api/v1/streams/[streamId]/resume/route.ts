import { CALLS } from "@/lib/api/contract/calls";
import { answerResume } from "@/lib/api/resume-stream";
import { route } from "@/lib/api/route";

export const POST = route({ role: "operator", call: CALLS.resumeStream }, ({ params, body }, context) =>
  answerResume(params.streamId, body, context),
);
