import { type Activity, activityKey } from "@/lib/domain/activity";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { Contribution, RollupAmounts, RollupKey, RollupName, RollupRow } from "./contribution";
import { isZero } from "./contribution-algebra";
import { rollupKeyText } from "./rollup-key";

const ZEROS: { readonly [Name in RollupName]: Readonly<RollupAmounts[Name]> } = {
  activity: { occurrences: 0 },
  edge: { occurrences: 0, totalMs: 0, negative: 0 },
  "edge-duration": { occurrences: 0 },
  element: { entered: 0, completed: 0, terminated: 0, incidentsOpened: 0, incidentsResolved: 0, totalMs: 0 },
  "element-duration": { occurrences: 0 },
  flow: { taken: 0 },
  instance: { started: 0, completed: 0, terminated: 0, openIncidents: 0 },
  case: { cases: 0, ended: 0, canceled: 0, openIncidents: 0, events: 0, totalMs: 0 },
  "case-duration": { occurrences: 0 },
  variant: { cases: 0, totalMs: 0 },
};

/**
 * A contribution while it is counted: rows are added to in place, over all cases of a batch. Words are numbered as they
 * come, so that the text of a row is short: joining and hashing long ones was half the cost of a step.
 */
export class Tally {
  readonly #rows = new Map<string, RollupRow>();
  readonly #numbers = new Map<string, number>();

  /** Adds signed amounts to a row; those that are not named stay. */
  add<Name extends RollupName>(key: Extract<RollupKey, { rollup: Name }>, amounts: Partial<RollupAmounts[Name]>): void {
    const text = this.#textOf(key);
    let row = this.#rows.get(text);
    if (row === undefined) {
      row = { key, amounts: { ...ZEROS[key.rollup] } } as unknown as RollupRow;
      this.#rows.set(text, row);
    }
    const sums = row.amounts as unknown as Record<string, number>;
    const added = amounts as Readonly<Record<string, number>>;
    for (const name in added) sums[name] = (sums[name] ?? 0) + (added[name] ?? 0);
  }

  toContribution(): Contribution {
    const contribution = new Map<string, RollupRow>();
    for (const row of this.#rows.values()) {
      if (!isZero(row.amounts)) contribution.set(rollupKeyText(row.key), row);
    }
    return contribution;
  }

  /** Within this tally as good as `rollupKeyText`. */
  #textOf(key: RollupKey): string {
    switch (key.rollup) {
      case "activity":
        return `a${this.#process(key.process)}.${this.#activity(key.activity)}.${key.hour}`;
      case "edge":
        return `e${this.#edge(key)}`;
      case "edge-duration":
        return `f${this.#edge(key)}.${key.bucket}`;
      case "element":
        return `g${this.#element(key)}`;
      case "element-duration":
        return `h${this.#element(key)}.${key.bucket}`;
      case "flow":
        return `i${this.#definition(key.definition)}.${this.#number(key.flowId)}.${key.hour}`;
      case "instance":
        return `j${this.#definition(key.definition)}.${key.hour}`;
      case "case":
        return `k${this.#process(key.process)}.${key.hour}`;
      case "case-duration":
        return `l${this.#process(key.process)}.${key.hour}.${key.bucket}`;
      case "variant":
        return `m${this.#process(key.process)}.${this.#number(key.variantId)}.${key.hour}`;
    }
  }

  #edge(key: Extract<RollupKey, { rollup: "edge" | "edge-duration" }>): string {
    return `${this.#process(key.process)}.${this.#activity(key.from)}.${this.#activity(key.to)}.${key.kind}.${key.hour}`;
  }

  #element(key: Extract<RollupKey, { rollup: "element" | "element-duration" }>): string {
    return `${this.#definition(key.definition)}.${this.#number(key.elementId)}.${key.hour}`;
  }

  #process(process: string): number {
    return this.#number(process);
  }

  #activity(activity: Activity): number {
    return this.#number(activityKey(activity));
  }

  #definition(definition: DefinitionIdentity): number {
    return this.#number(definitionIdentityKey(definition));
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }
}
