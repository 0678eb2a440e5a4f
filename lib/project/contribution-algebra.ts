import type { Contribution, RollupAmounts, RollupName, RollupRow } from "./contribution";

type Amounts = Readonly<Record<string, number>>;

/** Adds a contribution to a sum, or takes it away with sign −1. Rows that become all zero vanish from the sum. */
export function addTo(sum: Map<string, RollupRow>, contribution: Contribution, sign: 1 | -1 = 1): void {
  for (const [text, row] of contribution) {
    const amounts = addAmounts(sum.get(text)?.amounts ?? {}, row.amounts, sign);
    if (isZero(amounts)) sum.delete(text);
    // The key decides the shape of the amounts, and both rows have the same key.
    else sum.set(text, { key: row.key, amounts } as unknown as RollupRow);
  }
}

/** after − before: what has to be added to the rollups. */
export function difference(after: Contribution, before: Contribution): Contribution {
  const sum = new Map(after);
  addTo(sum, before, -1);
  return sum;
}

export function isZero(amounts: Amounts | RollupAmounts[RollupName]): boolean {
  return Object.values(amounts).every((amount) => amount === 0);
}

function addAmounts(known: Amounts, added: Amounts, sign: 1 | -1): Amounts {
  const sum: Record<string, number> = { ...known };
  for (const [name, amount] of Object.entries(added)) sum[name] = (sum[name] ?? 0) + sign * amount;
  return sum;
}
