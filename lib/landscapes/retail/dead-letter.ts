import type { IHeaders, KafkaMessage, Message } from "kafkajs";

/** A message as it came, and from where. */
export type Heard = { readonly partition: number; readonly message: KafkaMessage };

export const deadLetterTopicOf = (topic: string): string => `${topic}-dlt`;

type Trouble = { readonly topic: string; readonly group: string; readonly why: string };

const EXCEPTION = "io.flowing.retail.shipping.LabelException";

/** What Spring's DeadLetterPublishingRecoverer makes of a message: the same bytes, and headers that say where and why. */
export function toDeadLetter({ partition, message }: Heard, { topic, group, why }: Trouble): Message {
  const headers: IHeaders = {
    ...message.headers,
    "kafka_dlt-original-topic": topic,
    "kafka_dlt-original-partition": int32(partition),
    "kafka_dlt-original-offset": int64(message.offset),
    "kafka_dlt-original-timestamp": int64(message.timestamp),
    "kafka_dlt-original-timestamp-type": "CreateTime",
    "kafka_dlt-original-consumer-group": group,
    "kafka_dlt-exception-fqcn": "org.springframework.kafka.listener.ListenerExecutionFailedException",
    "kafka_dlt-exception-cause-fqcn": EXCEPTION,
    "kafka_dlt-exception-message": why,
    "kafka_dlt-exception-stacktrace": [
      `${EXCEPTION}: ${why}`,
      "\tat io.flowing.retail.shipping.LabelPrinter.print(LabelPrinter.java:42)",
      "\tat io.flowing.retail.shipping.ShippingListener.shipGoods(ShippingListener.java:27)",
    ].join("\n"),
  };
  return { key: message.key, value: message.value, headers };
}

/** Numbers as Java writes them: the greatest byte first. */
function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int64(value: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}
