import type { Sent } from "./worker.test-support";

const STEPS = [
  "OrderPlacedEvent",
  "PaymentReceivedEvent",
  "GoodsFetchedEvent",
  "GoodsShippedEvent",
  "OrderCompletedEvent",
];
const BEGIN = Date.UTC(2026, 10, 22, 9, 30);

/**
 * Records of orders whose steps lie in different partitions and overtake each other; every tenth step comes twice, and every
 * seventh order is later found to be one with its predecessor. The same number gives the same records.
 */
export function orderRecords(orders: number, partitions: number): readonly Sent[] {
  const records: Sent[] = [];
  for (let order = 0; order < orders; order++) {
    for (const [step, type] of STEPS.entries()) {
      const partition = (order * 3 + step) % partitions;
      const value = envelopeOf(order, step, type);
      records.push({ partition, value });
      if ((order + step) % 10 === 0) records.push({ partition: (partition + 1) % partitions, value });
    }
  }
  return interleaved(records);
}

function envelopeOf(order: number, step: number, type: string): Buffer {
  const isTied = step === 3 && order % 7 === 6;
  return Buffer.from(
    JSON.stringify({
      type,
      id: `${order}-${step}`,
      source: ["Checkout", "Payment", "Inventory", "Shipping", "Shipping"][step],
      time: new Date(BEGIN + order * 1_000 + step * 60_000 * (1 + (order % 5))).toISOString(),
      traceid: `trace-${order}`,
      correlationid: isTied ? `pair-${order - 1}` : step === 4 && order % 7 === 5 ? `pair-${order}` : null,
      specversion: "1.0",
      data: { orderId: `order-${order}` },
    }),
  );
}

/** Neighbours change places, always in the same way. */
function interleaved(records: readonly Sent[]): readonly Sent[] {
  return records
    .map((record, index) => ({ record, rank: index + ((index * 7919) % 97) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
