import { type Activity, activityKey } from "@/lib/domain/activity";
import { type DefinitionIdentity, definitionIdentityKey } from "@/lib/domain/process-definition";
import type { Contribution, RollupAmounts, RollupKey, RollupName, RollupRow } from "./contribution";
import { isZero } from "./contribution-algebra";
import { rollupKeyText } from "./rollup-key";
import { WordTree } from "./word-tree";

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

const ROOT_OF = Object.fromEntries(Object.keys(ZEROS).map((rollup, index) => [rollup, index])) as {
  readonly [Name in RollupName]: number;
};

/** A contribution while it is counted: rows are added to in place, over all cases of a batch. */
export class Tally {
  readonly #rows = new Map<number, RollupRow>();
  readonly #tree = new WordTree();
  /** By identity: most of a batch's activities are the same few objects. */
  readonly #activities = new Map<Activity, number>();

  /** Adds signed amounts to a row; those that are not named stay. */
  add<Name extends RollupName>(key: Extract<RollupKey, { rollup: Name }>, amounts: Partial<RollupAmounts[Name]>): void {
    const sums = this.row(key) as Record<string, number>;
    const added = amounts as Readonly<Record<string, number>>;
    for (const name in added) sums[name] = (sums[name] ?? 0) + (added[name] ?? 0);
  }

  /** The amounts of a row, to be added to in place. */
  row<Name extends RollupName>(key: Extract<RollupKey, { rollup: Name }>): RollupAmounts[Name] {
    const node = this.#nodeOf(key);
    const known = this.#rows.get(node);
    if (known !== undefined) return known.amounts as RollupAmounts[Name];
    const amounts = { ...ZEROS[key.rollup] };
    this.#rows.set(node, { key, amounts } as unknown as RollupRow);
    return amounts as RollupAmounts[Name];
  }

  toContribution(): Contribution {
    return new Map(this.#counted().map((row) => [rollupKeyText(row.key), row]));
  }

  /** The same without names for the rows, which cost most of it; what is counted next begins anew. */
  takeRows(): readonly RollupRow[] {
    const rows = this.#counted();
    this.#rows.clear();
    return rows;
  }

  #counted(): RollupRow[] {
    return [...this.#rows.values()].filter(({ amounts }) => !isZero(amounts));
  }

  #nodeOf(key: RollupKey): number {
    const tree = this.#tree;
    let top = tree.child(ROOT_OF[key.rollup], hourNumber(key.hour));
    if ("bucket" in key) top = tree.child(top, key.bucket + 1);
    switch (key.rollup) {
      case "activity":
        return tree.child(this.#process(top, key.process), this.#activity(key.activity));
      case "edge":
      case "edge-duration": {
        const from = tree.child(this.#process(top, key.process), this.#activity(key.from));
        return tree.child(tree.child(from, this.#activity(key.to)), tree.numberOf(key.kind));
      }
      case "element":
      case "element-duration":
        return tree.child(this.#definition(top, key.definition), tree.numberOf(key.elementId));
      case "flow":
        return tree.child(this.#definition(top, key.definition), tree.numberOf(key.flowId));
      case "instance":
        return this.#definition(top, key.definition);
      case "case":
      case "case-duration":
        return this.#process(top, key.process);
      case "variant":
        return tree.child(this.#process(top, key.process), tree.numberOf(key.variantId));
    }
  }

  #process(parent: number, process: string): number {
    return this.#tree.child(parent, this.#tree.numberOf(process));
  }

  #definition(parent: number, definition: DefinitionIdentity): number {
    return this.#tree.child(parent, this.#tree.numberOf(definitionIdentityKey(definition)));
  }

  #activity(activity: Activity): number {
    const known = this.#activities.get(activity);
    if (known !== undefined) return known;
    const number = this.#tree.numberOf(activityKey(activity));
    this.#activities.set(activity, number);
    return number;
  }
}

/** Hours from the year −1857 to 13455, which is more than PostgreSQL is given, from 0 on. */
function hourNumber(hour: number): number {
  return hour / 3_600_000 + 2 ** 25;
}
