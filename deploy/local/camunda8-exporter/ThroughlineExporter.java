import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;

/**
 * Sends every event record of a Camunda 8 broker to a Kafka topic as the engine's own JSON, with the key
 * {"partitionId":1,"position":2}. At least once and in order: the engine is told of a position only after Kafka has
 * acknowledged it, and what Kafka refused is sent again from there on. While Kafka is away, records wait here in memory;
 * when that is full, the engine is asked to come again with the same record, so nothing is lost and all goes on by itself.
 *
 * Everything here runs on the one thread that the engine gives to the exporter.
 */
public final class ThroughlineExporter implements Exporter {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final long TRY_AGAIN_AFTER_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);
  private static final int BYTES_IN_MEMORY_MAX = 16 * 1024 * 1024;

  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private final ArrayDeque<Entry> sent = new ArrayDeque<>();
  private Logger log;
  private String bootstrap;
  private String topic;
  private Controller controller;
  private KafkaProducer<byte[], byte[]> producer;
  private int kafkaPartitions;
  private long bytesInMemory;
  private long tryAgainAtNanos = System.nanoTime();

  private static final class Entry {
    final long position;
    final int partitionId;
    final byte[] key;
    final byte[] value;
    Future<RecordMetadata> answer;

    Entry(Record<?> record) {
      position = record.getPosition();
      partitionId = record.getPartitionId();
      key = ("{\"partitionId\":" + partitionId + ",\"position\":" + position + "}").getBytes(StandardCharsets.UTF_8);
      value = record.toJson().getBytes(StandardCharsets.UTF_8);
    }

    int bytes() {
      return key.length + value.length;
    }
  }

  @Override
  public void configure(Context context) {
    log = context.getLogger();
    bootstrap = required(context, "bootstrap");
    topic = required(context, "topic");
    context.setFilter(
        new Context.RecordFilter() {
          @Override
          public boolean acceptType(RecordType type) {
            return type == RecordType.EVENT;
          }

          @Override
          public boolean acceptValue(ValueType type) {
            return true;
          }
        });
  }

  private static String required(Context context, String name) {
    Object value = context.getConfiguration().getArguments().get(name);
    if (value == null || value.toString().isBlank()) {
      throw new IllegalArgumentException("The exporter to Kafka lacks the argument '" + name + "'");
    }
    return value.toString();
  }

  @Override
  public void open(Controller controller) {
    this.controller = controller;
    controller.scheduleCancellableTask(LOOK_EVERY, this::look);
  }

  @Override
  public void export(Record<?> record) {
    settle();
    if (bytesInMemory > BYTES_IN_MEMORY_MAX) {
      int held = sent.size() + waiting.size();
      throw new IllegalStateException("Kafka at " + bootstrap + " takes no records, and memory is full with " + held);
    }
    Entry entry = new Entry(record);
    waiting.add(entry);
    bytesInMemory += entry.bytes();
    send();
  }

  @Override
  public void close() {
    if (producer != null) producer.close(CLOSE_WITHIN);
    if (controller != null) settle();
  }

  private void look() {
    try {
      settle();
      send();
    } finally {
      controller.scheduleCancellableTask(LOOK_EVERY, this::look);
    }
  }

  /** Tells the engine how far Kafka has acknowledged. Order is kept: the first refused one holds up those after it. */
  private void settle() {
    long acknowledged = -1;
    while (!sent.isEmpty() && sent.peek().answer.isDone()) {
      Exception refusal = refusalOf(sent.peek().answer);
      if (refusal instanceof RecordTooLargeException) {
        log.error("Record at position {} is larger than Kafka takes and is left out", sent.peek().position, refusal);
      } else if (refusal != null) {
        startAgain(refusal);
        break;
      }
      Entry entry = sent.poll();
      bytesInMemory -= entry.bytes();
      acknowledged = entry.position;
    }
    if (acknowledged >= 0) controller.updateLastExportedRecordPosition(acknowledged);
  }

  private void send() {
    if (waiting.isEmpty() || System.nanoTime() - tryAgainAtNanos < 0) return;
    try {
      if (producer == null) connect();
      while (!waiting.isEmpty()) {
        Entry entry = waiting.peek();
        int partition = (entry.partitionId - 1) % kafkaPartitions;
        entry.answer = producer.send(new ProducerRecord<>(topic, partition, entry.key, entry.value));
        sent.add(waiting.poll());
      }
    } catch (Exception failure) {
      startAgain(failure);
    }
  }

  /** Nothing is known of what was under way: all of it waits again, in its order. */
  private void startAgain(Exception failure) {
    log.warn("Kafka at {}, topic {}: {}. Trying again with {} records", bootstrap, topic, failure.toString(), sent.size() + waiting.size());
    while (!sent.isEmpty()) waiting.addFirst(sent.pollLast());
    if (producer != null) producer.close(Duration.ZERO);
    producer = null;
    tryAgainAtNanos = System.nanoTime() + TRY_AGAIN_AFTER_NANOS;
  }

  /** One engine partition goes to one Kafka partition, so that its order survives. */
  private void connect() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    // Kafka's client looks its parts up by name, and they are in our jar's class loader only.
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    try {
      producer = new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
      kafkaPartitions = producer.partitionsFor(topic).size();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
        ProducerConfig.CLIENT_ID_CONFIG, "camunda8-exporter",
        ProducerConfig.ACKS_CONFIG, "all",
        ProducerConfig.LINGER_MS_CONFIG, 5,
        ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 * 1024 * 1024,
        ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024,
        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
  }

  private static Exception refusalOf(Future<RecordMetadata> answer) {
    try {
      answer.get();
      return null;
    } catch (ExecutionException failure) {
      return failure.getCause() instanceof Exception cause ? cause : failure;
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      return interruption;
    }
  }
}
