/**
 * The two corpora of the ingestion bench: CloudEvents of about 317 bytes, eight to a case. *narrow* has 5,000 cases open
 * at once and sequential ids; *wide* has 200,000 open at once and ids without order (UUID-like), which is what hurts.
 */
export type Corpus = {
  readonly name: string;
  readonly openCases: number;
  readonly caseKey: (index: number) => string;
};

export const CORPORA: readonly Corpus[] = [
  { name: "narrow", openCases: 5_000, caseKey: (index) => `order-${index}` },
  { name: "wide", openCases: 200_000, caseKey: scatteredKey },
];

const TYPES = [
  "Placed",
  "PaymentAsked",
  "PaymentReceived",
  "GoodsAsked",
  "GoodsFetched",
  "ShippingAsked",
  "Shipped",
  "Completed",
];
const EVENTS_PER_CASE = TYPES.length;

/** The `index`-th event: cases advance together, `openCases` of them at a time. */
export function corpusEvent(corpus: Corpus, index: number, occurredAt: number): { key: string; value: string } {
  const perRound = corpus.openCases * EVENTS_PER_CASE;
  const round = Math.floor(index / perRound);
  const within = index % perRound;
  const orderId = corpus.caseKey(round * corpus.openCases + (within % corpus.openCases));
  const step = Math.floor(within / corpus.openCases);
  const type = TYPES[step] ?? "Completed";
  const value = JSON.stringify({
    specversion: "1.0",
    type: `com.example.orders.Order${type}`,
    source: `/services/${type.toLowerCase()}`,
    id: `${orderId}-${step}`,
    time: new Date(occurredAt).toISOString(),
    datacontenttype: "application/json",
    data: { orderId, amount: (index * 37) % 10_000, currency: "EUR", channel: "web", items: 3, note: "bench" },
  });
  return { key: orderId, value };
}

/** How many cases the first `events` events speak of. */
export function countCases({ openCases }: Corpus, events: number): number {
  const perRound = openCases * EVENTS_PER_CASE;
  return Math.floor(events / perRound) * openCases + Math.min(events % perRound, openCases);
}

/** 128 bits from two rounds of a multiplicative hash: without order, and the same in every run. */
function scatteredKey(index: number): string {
  let state = (index + 1) * 0x9e3779b1;
  const word = () => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5;
    return ((state ^ (state >>> 13)) >>> 0).toString(16).padStart(8, "0");
  };
  const hex = word() + word() + word() + word();
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
