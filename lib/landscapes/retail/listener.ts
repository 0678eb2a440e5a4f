import type { Consumer, EachBatchPayload, Kafka } from "kafkajs";
import { pause } from "@/lib/platform/clock";
import type { Bus } from "./bus";
import type { Heard } from "./dead-letter";
import { isDown, type ServiceName } from "./defects";
import { type Envelope, readEnvelope } from "./envelope";
import { createTroubleReport, createUntilDone } from "./persistence";
import type { Shop, Stop } from "./shop";

export type Listening = {
  readonly service: ServiceName;
  /** Called for each retail message, several at a time. When it throws, the batch comes again: it must be idempotent. */
  readonly handle: (envelope: Envelope, heard: Heard) => Promise<void>;
};

/**
 * A member with a fixed id that was killed is missed by its successor for this long; six seconds is what brokers allow at
 * least. The id is fixed because the offsets belong to it: a restarted service goes on where it was.
 */
const SESSION_MS = 6_000;
const AT_ONCE = 200;
const TRY_AGAIN_AFTER_MS = 1_000;

/** Resolves when the service has its place on the topic, so that nothing that is sent from then on is missed. */
export async function startListening(shop: Shop, bus: Bus, listening: Listening): Promise<Stop> {
  const log = shop.log.child({ service: listening.service });
  const untilDone = createUntilDone({ log, signal: shop.signal });
  await untilDone("claim a place on the topic", () => claimPlace(shop, bus.kafka, groupOf(shop, listening)));
  const running = keepListening(shop, bus, listening);
  return () => running;
}

async function keepListening(shop: Shop, { kafka }: Bus, listening: Listening): Promise<void> {
  const report = createTroubleReport(shop.log.child({ service: listening.service }));
  while (!shop.signal.aborted) {
    const consumer = kafka.consumer({
      groupId: groupOf(shop, listening),
      sessionTimeout: SESSION_MS,
      heartbeatInterval: 1_500,
      maxWaitTimeInMs: 500, // also what a stop waits for at most
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3, restartOnFailure: async () => false },
    });
    try {
      await listenOnce(shop, consumer, listening);
    } catch (error) {
      report("listen to Kafka", error);
    } finally {
      await consumer.disconnect().catch(() => undefined); // it is thrown away; the next one is new
    }
    await pause(TRY_AGAIN_AFTER_MS, shop.signal);
  }
}

/** Ends when the landscape stops, and throws when kafkajs gives up. */
async function listenOnce(shop: Shop, consumer: Consumer, listening: Listening): Promise<void> {
  const over = new AbortController();
  const crashed = new Promise<never>((_, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  });
  crashed.catch(() => undefined); // it may crash while nobody waits for it yet
  const obey = () => pauseWhileDown(shop, consumer, listening.service);
  let unwatch: () => void = () => undefined;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [shop.topic], fromBeginning: true });
    await consumer.run({
      partitionsConsumedConcurrently: 3,
      eachBatch: (batch) => handleBatch(batch, listening.handle),
    });
    obey();
    unwatch = shop.knobs.watch(obey);
    await Promise.race([crashed, aborted(shop.signal, over.signal)]);
  } finally {
    unwatch();
    over.abort();
  }
}

function groupOf({ name }: Shop, { service }: Listening): string {
  return `${name}-${service}`;
}

function aborted(signal: AbortSignal, forget: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true, signal: forget });
  });
}

function pauseWhileDown(shop: Shop, consumer: Consumer, service: ServiceName): void {
  if (isDown(shop.knobs.read().defects, service)) consumer.pause([{ topic: shop.topic }]);
  else consumer.resume([{ topic: shop.topic }]);
}

/** Work takes longer than a session lasts, so the member says meanwhile that it lives. */
async function handleBatch({ batch, heartbeat }: EachBatchPayload, handle: Listening["handle"]): Promise<void> {
  const alive = setInterval(() => void heartbeat().catch(() => undefined), 1_000);
  try {
    const heard = batch.messages.flatMap((message) => {
      const envelope = readEnvelope(message.value);
      return envelope === null ? [] : [{ envelope, heard: { partition: batch.partition, message } }];
    });
    for (let from = 0; from < heard.length; from += AT_ONCE) {
      await Promise.all(heard.slice(from, from + AT_ONCE).map((one) => handle(one.envelope, one.heard)));
    }
  } finally {
    clearInterval(alive);
  }
}

/**
 * A group without offsets gets the topic's end, written down. Without it a crash before the first commit would lose what
 * came meanwhile, and reading from the beginning would start the orders of last week anew.
 */
async function claimPlace({ topic }: Shop, kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    const [known] = await admin.fetchOffsets({ groupId, topics: [topic] });
    const missing = new Set(
      known?.partitions.filter(({ offset }) => offset === "-1").map(({ partition }) => partition),
    );
    if (missing.size === 0) return;
    const ends = await admin.fetchTopicOffsets(topic);
    const partitions = ends.filter(({ partition }) => missing.has(partition));
    await admin.setOffsets({
      groupId,
      topic,
      partitions: partitions.map(({ partition, high }) => ({ partition, offset: high })),
    });
  } finally {
    await admin.disconnect();
  }
}
