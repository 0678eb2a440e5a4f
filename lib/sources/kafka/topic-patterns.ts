import type { DecodeRule } from "@/lib/domain/decode-rules";

/** Topics of Kafka itself and of its clients, which no pattern means. */
const INTERNAL = /^(__|_schemas$|_confluent)/;

export type WantedTopics = {
  /** Of the topics that there are, those to read, sorted. */
  readonly found: readonly string[];
  /** Names without `*` that no topic has: most likely typing mistakes, or not made yet. */
  readonly missing: readonly string[];
};

/** Which topics the rules of a source ask for: the first rule that fits a topic says whether it is read. */
export function wantedTopics(
  rules: readonly Pick<DecodeRule, "topic" | "format">[],
  existing: readonly string[],
): WantedTopics {
  const matchers = rules.map(({ topic, format }) => ({ fits: toMatcher(topic), isRead: format !== "ignore" }));
  const found = existing.filter((name) => {
    const first = matchers.find(({ fits }) => fits(name));
    return first?.isRead === true && !(INTERNAL.test(name) && !rules.some(({ topic }) => topic === name));
  });
  const names = new Set(existing);
  const missing = rules.filter(({ topic, format }) => format !== "ignore" && !topic.includes("*") && !names.has(topic));
  return { found: found.sort(), missing: missing.map(({ topic }) => topic) };
}

/** `*` stands for any run of characters; everything else for itself. */
function toMatcher(pattern: string): (topic: string) => boolean {
  const expression = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[^\w-]/g, "\\$&"))
      .join(".*")}$`,
  );
  return (topic) => expression.test(topic);
}
