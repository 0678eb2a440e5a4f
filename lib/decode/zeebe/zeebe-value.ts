import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { EventBody } from "@/lib/domain/event";
import type { SourceName } from "@/lib/domain/identifiers";
import { boundedProse, boundedText } from "../clean-text";
import type { CompiledRule } from "../compiled-rule";
import { toStorableTime } from "../event-time";
import { property } from "../json-path";
import { Unreadable } from "../unreadable";

export type ZeebeRecord = {
  readonly intent: string;
  /** The key of what the record is about: the job's, the incident's, the element instance's. */
  readonly key: string;
  readonly value: ZeebeValue;
  readonly engine: SourceName;
  readonly compiled: CompiledRule;
};

/** One fact of a record, with the keys beyond that of its process instance. */
export type ZeebeFact = { readonly body: EventBody; readonly keys: readonly CorrelationKey[] };

const KEY = /^-?\d{1,20}$/;
const MAX_MESSAGE_LENGTH = 4_000;

/** The fields of a record's value, each read as what it has to be; what is not so makes the record undecodable. */
export class ZeebeValue {
  readonly #value: unknown;
  readonly #what: string;

  constructor(value: unknown, what: string) {
    this.#value = value;
    this.#what = what;
  }

  raw(name: string): unknown {
    return property(this.#value, name);
  }

  /** A name or an id; "" where the record has none. */
  text(name: string): string {
    const field = this.raw(name);
    if (typeof field === "string") return boundedText(field);
    if (field === undefined || field === null) return "";
    throw this.#unreadable(name, "is not text");
  }

  requiredText(name: string): string {
    const text = this.text(name);
    if (text === "") throw this.#unreadable(name, "is missing");
    return text;
  }

  /** An error's message: stack traces are cut. */
  prose(name: string): string {
    const field = this.raw(name);
    return typeof field === "string" ? boundedProse(field, MAX_MESSAGE_LENGTH) : "";
  }

  /** An engine's key, digit by digit. The engine writes -1 for none. */
  key(name: string): string {
    const key = this.optionalKey(name);
    if (key === null) throw this.#unreadable(name, "is missing");
    return key;
  }

  optionalKey(name: string): string | null {
    const field = this.raw(name);
    if (field === undefined || field === null || field === -1) return null;
    const isExact = typeof field === "string" ? KEY.test(field) : Number.isSafeInteger(field);
    if (!isExact) throw this.#unreadable(name, "is not a key");
    return String(field);
  }

  integer(name: string): number {
    const field = this.raw(name);
    if (typeof field === "number" && Number.isSafeInteger(field)) return field;
    throw this.#unreadable(name, "is not a number that can be counted with");
  }

  /** A time that places nothing, as when a timer is due; far ones are beyond any column. */
  time(name: string): number {
    const field = this.raw(name);
    return toStorableTime(typeof field === "number" || typeof field === "string" ? Number(field) : 0);
  }

  /** What a column of 32 bits holds. */
  smallInteger(name: string): number {
    const number = this.integer(name);
    if (Math.abs(number) <= 0x7fffffff) return number;
    throw this.#unreadable(name, "is too large");
  }

  #unreadable(name: string, problem: string): Unreadable {
    return new Unreadable(boundedProse(`${this.#what}: its ${name} ${problem}.`, 300));
  }
}
