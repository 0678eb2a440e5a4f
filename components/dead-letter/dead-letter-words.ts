import type { DeadLetter } from "@/lib/api/contract/dead-letters";

/** Without its package: `TimeoutException`. */
export function shortException(exception: string | null): string {
  return exception === null ? "" : exception.slice(exception.lastIndexOf(".") + 1);
}

/** Why it was given up, in one line. */
export function whyWords({ exception, message, undecodable }: DeadLetter): string {
  const why = [shortException(exception), message?.split("\n")[0] ?? ""].filter((part) => part !== "").join(": ");
  return why || undecodable || "nothing says why";
}

/** What was dead-lettered: an event's type, or the topic that it came from. */
export function whatWords({ eventType, originalTopic, topic }: DeadLetter): string {
  return eventType ?? `a record of ${originalTopic ?? topic}`;
}

const DIALECTS: Readonly<Record<DeadLetter["dialect"], string>> = {
  spring: "headers of Spring Kafka",
  connect: "headers of Kafka Connect",
  streams: "headers of Kafka Streams",
  smallrye: "headers of SmallRye",
  name: "the name of its topic, no header",
};

export function dialectWords({ dialect }: Pick<DeadLetter, "dialect">): string {
  return DIALECTS[dialect];
}
