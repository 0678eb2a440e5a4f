import kafkajs from "kafkajs";

export type Sent = { readonly key: string; readonly value: string };

export type BenchProducer = {
  send(topic: string, messages: readonly Sent[]): Promise<void>;
  close(): Promise<void>;
};

const EVENTS_AT_ONCE = 2_000;

/** Keys decide partitions, as in a landscape: the events of a case are in order. */
export async function openProducer(bootstrap: string): Promise<BenchProducer> {
  const kafka = new kafkajs.Kafka({ clientId: "bench", brokers: [bootstrap], logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  return {
    send: async (topic, messages) => {
      await producer.send({ topic, messages: [...messages] });
    },
    close: () => producer.disconnect(),
  };
}

/** Fills a topic with `events` events. */
export async function fill(
  producer: BenchProducer,
  topic: string,
  { events, eventAt }: { readonly events: number; readonly eventAt: (index: number) => Sent },
): Promise<void> {
  for (let begin = 0; begin < events; begin += EVENTS_AT_ONCE) {
    const count = Math.min(EVENTS_AT_ONCE, events - begin);
    await producer.send(
      topic,
      Array.from({ length: count }, (_, index) => eventAt(begin + index)),
    );
  }
}
