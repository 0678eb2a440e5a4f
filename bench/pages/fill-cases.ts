import { rulesInForce } from "@/lib/decode/built-in-rules";
import { DecodeRule } from "@/lib/domain/decode-rules";
import { toSourceName, toStreamName } from "@/lib/domain/identifiers";
import { createPipeline } from "@/lib/ingest/pipeline";
import { createProjectionWords } from "@/lib/ingest/projection-words";
import { createSidePool, type Pool } from "@/lib/store/database";
import { ensureSource } from "@/lib/store/sources";
import { ensureStream } from "@/lib/store/streams";

const STREAMS = 4;
const BATCH_CASES = 2_500;
const DAYS = 30;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const TYPES = ["OrderPlaced", "PaymentReceived", "GoodsFetched", "GoodsShipped", "OrderCompleted"];
/** One in so many is not paid at once, comes back from the store, or is still under way. */
const [RETRIED, RETURNED, OPEN] = [7, 11, 33];
const RULES = {
  version: 0,
  rules: rulesInForce([
    DecodeRule.parse({
      topic: "orders",
      format: "cloudevents",
      process: "shop",
      keys: [{ name: "orderId", path: "$.data.orderId" }],
      ends: ["OrderCompleted"],
    }),
  ]),
};

type Filling = { readonly cases: number; readonly until: number; readonly log: (line: string) => void };
export type Filled = { readonly someOrder: string; readonly somewhen: number };

/** So many orders of the last thirty days, through the pipeline, some of them open. */
export async function fillCases(pool: Pool, { cases, until, log }: Filling): Promise<Filled> {
  const pipeline = createPipeline({ pool, words: createProjectionWords(createSidePool(pool)) });
  const sourceId = await ensureSource(pool, { name: "bench", kind: "kafka" });
  const begun = performance.now();
  const fillStream = async (stream: number) => {
    const name = `orders/${stream}`;
    const place = { name, topic: "orders", firstPosition: 0 };
    let { streamId, nextPosition: position } = await ensureStream(pool, sourceId, place);
    for (let first = stream * BATCH_CASES; first < cases; first += STREAMS * BATCH_CASES) {
      const numbers = Array.from({ length: Math.min(BATCH_CASES, cases - first) }, (_, index) => first + index);
      const values = numbers.flatMap((number) => orderEvents(number, until - DAYS * DAY_MS * (1 - number / cases)));
      const of = { source: toSourceName("bench"), stream: toStreamName(name), topic: "orders", key: null, headers: [] };
      const records = values.map(({ value, at }, index) => {
        const placed = position + index;
        return { position: placed, record: { ...of, position: placed, recordedAt: at, value } };
      });
      const nextPosition = position + records.length;
      const batch = { streamId, source: "bench", fromPosition: position, nextPosition, endPosition: null, records };
      await pipeline(batch, RULES);
      position = nextPosition;
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, (_, stream) => fillStream(stream)));
  log(`${cases} cases in ${Math.round((performance.now() - begun) / 1000)} s`);
  return { someOrder: `order-${Math.floor(cases / 2)}`, somewhen: until - DAY_MS };
}

/** Some of the open cases, held to be stuck since an hour after their last event. */
export async function holdStuck(pool: Pool, count: number): Promise<void> {
  await pool.query(
    `insert into stuck_case (case_id, since, became_at, threshold_ms, history, process_id, activity_id, previous_activity_id, event_count)
     select case_id, last_at, last_at + interval '1 hour', 3600000, 500, process_id, last_activity_id, 0, event_count
     from process_case where status = 'active' and last_activity_id is not null limit $1`,
    [count],
  );
}

function orderEvents(number: number, startedAt: number) {
  const types = [...TYPES];
  if (number % RETRIED === 0) types.splice(1, 0, "PaymentFailed");
  if (number % RETURNED === 0) types.splice(3, 0, "GoodsMissing", "GoodsFetched");
  if (number % OPEN === 0) types.length = 2 + (number % 3);
  return types.map((type, step) => {
    const at = Math.floor(startedAt + step * MINUTE_MS * (1 + (number % 9)));
    const event = {
      specversion: "1.0",
      type,
      source: `/${type.toLowerCase()}`,
      id: `${number}-${step}`,
      time: new Date(at).toISOString(),
      data: { orderId: `order-${number}`, amount: number % 1_000 },
    };
    return { value: Buffer.from(JSON.stringify(event)), at };
  });
}
