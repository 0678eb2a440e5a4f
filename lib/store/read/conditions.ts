/** Conditions of a statement whose filters come and go; every value is a parameter, never text of the statement. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];

  /** `$` in the condition stands for its value. */
  add(condition: string, value: unknown): this {
    this.#conditions.push(condition.replaceAll("$", this.parameter(value)));
    return this;
  }

  /** The same, left out when there is nothing to ask for. */
  when(condition: string, value: unknown): this {
    return value === null ? this : this.add(condition, value);
  }

  /** A condition without a value. */
  always(condition: string): this {
    this.#conditions.push(condition);
    return this;
  }

  /** The placeholder of one more value. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get where(): string {
    return this.#conditions.length === 0 ? "true" : this.#conditions.join("\n  and ");
  }
}
