import type { Admin, Kafka } from "kafkajs";
import type { DecodeRule } from "@/lib/domain/decode-rules";
import type { StreamExtent } from "../source";
import { toStream } from "./kafka-record";
import { type WantedTopics, wantedTopics } from "./topic-patterns";

/** A broker that does not answer within this time is away, whatever its connection says: it may be frozen. */
const ANSWER_WITHIN_MS = 4_000;

/** Asks a cluster what topics there are, `layout` being them with their partitions in one text, and from where to where they reach. */
export class TopicWatch {
  readonly #kafka: Kafka;
  readonly #rules: readonly DecodeRule[];
  readonly #answerWithinMs: number;
  #admin: Admin | null = null;
  #partitions: ReadonlyMap<string, number> = new Map();

  constructor(kafka: Kafka, rules: readonly DecodeRule[], answerWithinMs = ANSWER_WITHIN_MS) {
    this.#kafka = kafka;
    this.#answerWithinMs = answerWithinMs;
    this.#rules = rules;
  }

  readTopics(): Promise<WantedTopics & { readonly layout: string }> {
    return this.#ask("its topics", async (admin) => {
      const { topics } = await admin.fetchTopicMetadata();
      this.#partitions = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
      const wanted = wantedTopics(this.#rules, [...this.#partitions.keys()]);
      const layout = wanted.found.map((topic) => `${topic} ${this.#partitions.get(topic) ?? 0}`).join();
      return { ...wanted, layout };
    });
  }

  /** Lows and highs of all partitions of the topics, of now. */
  async readExtents(topics: readonly string[]): Promise<readonly StreamExtent[]> {
    const extents = await this.#askExtents(topics);
    const expected = topics.reduce((sum, topic) => sum + (this.#partitions.get(topic) ?? 0), 0);
    if (extents.length >= expected) return extents;
    // kafkajs keeps for five minutes what partitions it knows; a new connection asks again.
    await this.close();
    return this.#askExtents(topics);
  }

  /** A courtesy to other tools; the account may not be allowed to. */
  async forgetGroup(groupId: string): Promise<void> {
    await this.#ask("that it forgot a group", (admin) => admin.deleteGroups([groupId])).catch(() => undefined);
  }

  #askExtents(topics: readonly string[]): Promise<readonly StreamExtent[]> {
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
    if (admin !== null) await within(admin.disconnect(), "to be disconnected", ANSWER_WITHIN_MS).catch(() => undefined);
  }

  async #ask<Answer>(what: string, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    try {
      return await within(this.#connected().then(question), `to tell ${what}`, this.#answerWithinMs);
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

function within<Answer>(answer: Promise<Answer>, what: string, withinMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`took more than ${withinMs / 1000} s ${what}`));
    const timer = setTimeout(late, withinMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
