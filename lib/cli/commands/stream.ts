import { Failure } from "@/lib/domain/failure";
import { RESUME_FROM, resumeStream } from "@/lib/ingest/resume-stream";
import { type Command, findConfiguration, print, readParameters, shellActor, withDatabase } from "./command";

const usage = "stream resume SOURCE STREAM [--from keep|earliest|latest] [--reason TEXT]";

export const streamCommand: Command = {
  usage,
  summary: "let a paused stream go on: where it stands, or where its topic begins or ends now",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, {
      from: { type: "string", default: "keep" },
      reason: { type: "string", default: "" },
    });
    const [what, source, name] = positionals;
    const from = RESUME_FROM.find((one) => one === values.from);
    if (what !== "resume" || source === undefined || name === undefined || from === undefined) {
      throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    }
    const configuration = findConfiguration(values.config);
    const asked = { configuration, stream: { source, name }, from, actor: shellActor(), reason: values.reason };
    const { nextPosition } = await withDatabase(configuration, (pool) => resumeStream({ pool, ...asked }));
    print(`${name} of ${source} goes on at ${nextPosition}.`);
  },
};
