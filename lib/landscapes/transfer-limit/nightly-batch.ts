import { derivedId, derivedShare } from "../retail/derived-id";
import { toRetailRecord } from "../retail/envelope";

const TOPIC = "transfer-limit-batch";
const DAY_MS = 86_400_000;
const NIGHTS = 7;
const REQUESTS_A_DAY = 24;
/** The branches are open from eight to six, and the batch begins at half past two in the night after. */
const OPENS_MS = 8 * 3_600_000;
const OPEN_FOR_MS = 10 * 3_600_000;
const BATCH_AT_MS = DAY_MS + 2.5 * 3_600_000;
const EACH_TAKES_MS = 800;
const REJECTED = 0.05;

/**
 * A week of how limits were changed before: forms of a day in one file, handled one after the other in the night. The
 * same log for the same day, so that taking it in again makes the same cases.
 */
export function nightlyBatchLog(now: number): string {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const told = Array.from({ length: NIGHTS }, (_, night) => oneNight(today - (NIGHTS + 1 - night) * DAY_MS)).flat();
  return `${told.map(toLine).join("\n")}\n`;
}

function oneNight(day: number): readonly Told[] {
  const date = new Date(day).toISOString().slice(0, 10);
  const forms = Array.from({ length: REQUESTS_A_DAY }, (_, index) => {
    const requestId = `B-${date}-${String(index + 1).padStart(2, "0")}`;
    return { requestId, at: Math.floor(day + OPENS_MS + derivedShare("form", requestId) * OPEN_FOR_MS) };
  }).sort((one, other) => one.at - other.at);
  const received = forms.map((form) => ({ ...form, type: "LimitFormReceived", source: "Branch" }));
  const handled = forms.map(({ requestId }, index) => {
    const type = derivedShare("batch", requestId) < REJECTED ? "LimitFormRejected" : "LimitAdjustedByBatch";
    return { requestId, at: day + BATCH_AT_MS + index * EACH_TAKES_MS, type, source: "Nightly batch" };
  });
  return [...received, ...handled];
}

type Told = { readonly type: string; readonly source: string; readonly requestId: string; readonly at: number };

/** As a consumer of the topic would have written it down. */
function toLine({ type, source, requestId, at }: Told, offset: number): string {
  const message = {
    type,
    id: derivedId("batch", requestId, type),
    source,
    time: at,
    data: { requestId },
    traceid: derivedId("batch trace", requestId),
    correlationid: null,
  };
  const { key, value, headers } = toRetailRecord(message, { time: "iso", typeHeader: "plain" });
  return JSON.stringify({
    topic: TOPIC,
    partition: 0,
    offset: String(offset),
    timestamp: String(at),
    key,
    headers,
    value,
  });
}
