import { type Admin, Kafka, logLevel } from "kafkajs";

export type TopicSpec = {
  readonly topic: string;
  readonly partitions?: number;
  readonly settings?: Readonly<Record<string, string>>;
};

const ANSWER_WITHIN_MS = 5_000;

/** Makes the topics that are not there yet; those that are stay as they are. */
export async function createTopics(bootstrap: string, topics: readonly TopicSpec[]): Promise<void> {
  await withAdmin(bootstrap, async (admin) => {
    const known = new Set(await admin.listTopics());
    const missing = topics.filter(({ topic }) => !known.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ topic, partitions = 1, settings = {} }) => ({
        topic,
        numPartitions: partitions,
        replicationFactor: 1,
        configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
      })),
    });
  });
}

/** Whether a broker answers and has joined its cluster: it takes connections some time before that. */
export async function isKafkaReady(bootstrap: string): Promise<boolean> {
  try {
    return await withAdmin(bootstrap, async (admin) => (await admin.describeCluster()).brokers.length > 0);
  } catch {
    return false;
  }
}

async function withAdmin<Result>(bootstrap: string, work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const kafka = new Kafka({
    clientId: "throughline-local",
    brokers: bootstrap.split(","),
    connectionTimeout: ANSWER_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    logLevel: logLevel.NOTHING,
    retry: { retries: 2, initialRetryTime: 100 },
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
