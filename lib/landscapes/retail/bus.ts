import { Kafka, logLevel, type Message, type Producer } from "kafkajs";
import { deadLetterTopicOf } from "./dead-letter";
import type { RetailRecord } from "./envelope";
import { createUntilDone } from "./persistence";
import type { Shop } from "./shop";

const PARTITIONS = 3;

/** A service's own connection to Kafka. */
export type Bus = {
  readonly kafka: Kafka;
  /** Resolves once the brokers have them; until then it tries again, so a record may come twice, with the same id. */
  send(records: readonly RetailRecord[]): Promise<void>;
  /** The same to the topic for what a service gave up. */
  giveUp(letter: Message): Promise<void>;
  close(): Promise<void>;
};

export function openBus(shop: Shop, service: string): Bus {
  const kafka = new Kafka({
    clientId: `${shop.name}-${service}`,
    brokers: [...shop.kafkaBrokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    // Its own log repeats itself hundreds of times in an outage; what matters is said by `untilDone`.
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
  });
  const untilDone = createUntilDone({ log: shop.log.child({ service }), signal: shop.signal });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const connected = connectOnce(producer);
  const sendTo = async (topic: string, messages: readonly Message[]) => {
    const attempt = async () => {
      await connected();
      await producer.send({ topic, acks: -1, timeout: 10_000, messages: [...messages] });
    };
    await untilDone("send to Kafka", attempt);
    shop.tally.recordsSent += messages.length;
  };
  return {
    kafka,
    send: (records) => sendTo(shop.topic, records),
    giveUp: (letter) => sendTo(deadLetterTopicOf(shop.topic), [letter]),
    close: () => producer.disconnect(),
  };
}

/** Makes the topics that are not there: the brokers of a landscape need not do that by themselves. */
export async function createShopTopic(shop: Shop): Promise<void> {
  const { kafka } = openBus(shop, "setup");
  const attempt = async () => {
    const admin = kafka.admin();
    try {
      await admin.connect();
      const existing = await admin.listTopics();
      const missing = [shop.topic, deadLetterTopicOf(shop.topic)].filter((topic) => !existing.includes(topic));
      if (missing.length === 0) return;
      const topics = missing.map((topic) => ({ topic, numPartitions: PARTITIONS }));
      await admin.createTopics({ waitForLeaders: true, topics });
    } finally {
      await admin.disconnect();
    }
  };
  await createUntilDone(shop)(`make the topic ${shop.topic}`, attempt);
}

/** One connection for all senders that come at once; a failed one is tried again by the next. */
function connectOnce(producer: Producer): () => Promise<void> {
  let connecting: Promise<void> | null = null;
  return () => {
    connecting ??= producer.connect().catch((error: unknown) => {
      connecting = null;
      throw error;
    });
    return connecting;
  };
}
