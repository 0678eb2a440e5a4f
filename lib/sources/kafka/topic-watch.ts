import type { Admin, Kafka } from "kafkajs";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { StreamExtent } from "../source";
import { toStream } from "./kafka-record";
import { type WantedTopics, wantedTopics } from "./topic-patterns";

/** A broker that does not answer within this time is away, whatever its connection says: it may be frozen. */
const ANSWER_WITHIN_MS = 4_000;

/** Asks a cluster what topics there are and from where to where they reach. */
export class TopicWatch {
  readonly #kafka: Kafka;
  readonly #rules: readonly DecodeRule[];
  #admin: Admin | null = null;

  constructor(kafka: Kafka, rules: readonly DecodeRule[]) {
    this.#kafka = kafka;
    this.#rules = rules;
  }

  readTopics(): Promise<WantedTopics> {
    return this.#ask("its topics", async (admin) => wantedTopics(this.#rules, await admin.listTopics()));
  }

  /** Lows and highs of all partitions of the topics, of now. */
  readExtents(topics: readonly string[]): Promise<readonly StreamExtent[]> {
    return this.#ask("the ends of its topics", async (admin) => {
      const offsets = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
      return offsets.flatMap((partitions, index) =>
        partitions.map(({ partition, low, high }) => {
          const topic = topics[index] ?? "";
          const stream = toStream({ topic, partition });
          return { stream, topic, firstPosition: Number(low), endPosition: Number(high) };
        }),
      );
    });
  }

  async close(): Promise<void> {
    const admin = this.#admin;
    this.#admin = null;
    if (admin !== null) await within(admin.disconnect(), "to be disconnected").catch(() => undefined);
  }

  async #ask<Answer>(what: string, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    try {
      return await within(this.#connected().then(question), `to tell ${what}`);
    } catch (error) {
      void this.close(); // a frozen broker does not answer this, either
      throw error;
    }
  }

  async #connected(): Promise<Admin> {
    if (this.#admin !== null) return this.#admin;
    const admin = this.#kafka.admin();
    await admin.connect();
    this.#admin = admin;
    return admin;
  }
}

function within<Answer>(answer: Promise<Answer>, what: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`took more than ${ANSWER_WITHIN_MS / 1000} s ${what}`));
    const timer = setTimeout(late, ANSWER_WITHIN_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
