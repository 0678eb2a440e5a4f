import { createSidePool, type Pool } from "@/lib/store/database";
import { createPipeline, type Pipeline } from "./pipeline";
import { createProjectionWords } from "./projection-words";

const pipelines = new WeakMap<Pool, Pipeline>();

/** The pipeline of a process that has one pool and takes records in only now and then: imports and the intake of the web. */
export function pipelineOf(pool: Pool): Pipeline {
  const known = pipelines.get(pool);
  if (known !== undefined) return known;
  const pipeline = createPipeline({ pool, words: createProjectionWords(createSidePool(pool)) });
  pipelines.set(pool, pipeline);
  return pipeline;
}
