/** As `orders.DLT`, `orders-dlq`, `orders_dead-letter`, `orders-dead-letter-queue`; and as `dlq-orders`. */
const BEHIND = /^(.+?)[-_.](?:dlt|dlq|dead[-_.]?letters?(?:[-_.]?(?:queue|topic))?)$/i;
const BEFORE = /^(?:dlt|dlq|dead[-_.]?letters?)[-_.](.+)$/i;

/** The topic that a dead letter topic is named after; null for the name of any other topic. */
export function originalTopicOf(topic: string): string | null {
  return BEHIND.exec(topic)?.[1] ?? BEFORE.exec(topic)?.[1] ?? null;
}
