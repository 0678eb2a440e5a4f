import { createRequire } from "node:module";

type Runner = { readonly running: boolean; fetch(nodeId: unknown): Promise<unknown> };

const { prototype }: { prototype: Runner } = createRequire(import.meta.url)("kafkajs/src/consumer/runner");
const { fetch } = prototype;

async function fetchUnlessStopped(this: Runner, nodeId: unknown): Promise<unknown> {
  if (!this.running) throw new Error("The consumer was stopped.");
  return fetch.call(this, nodeId);
}

/**
 * kafkajs 2.2.4 can stop for ever, and the process with it: a broker dies, its partitions move, kafkajs makes fetchers
 * anew, and when the consumer is disconnected in between, these find that it was stopped, fetch nothing, and ask again
 * at once, so that no timer and no other answer ever gets its turn. An error ends them instead. For the whole process.
 */
export function endFetchersOfStoppedConsumers(): void {
  prototype.fetch = fetchUnlessStopped;
}
