import type { CorrelationKey } from "@/lib/domain/correlation-key";
import type { EventBody } from "@/lib/domain/event";
import {
  type ElementInstanceKey,
  type ProcessInstanceKey,
  type SourceName,
  toElementInstanceKey,
  toProcessInstanceKey,
} from "@/lib/domain/identifiers";
import { type DefinitionIdentity, UNKNOWN_VERSION } from "@/lib/domain/process-definition";
import { boundedProse, boundedText } from "../clean-text";
import type { CompiledRule } from "../compiled-rule";
import { type JsonObject, property } from "../json-path";
import { Unreadable } from "../unreadable";

/** A row of a feed, with what was added to it. */
export type EngineRow = {
  readonly feed: string;
  readonly row: RowReader;
  readonly added: JsonObject;
  readonly engine: SourceName;
  readonly compiled: CompiledRule;
};

/** One fact of a row: the same fact has the same id, whichever feed and however often it comes from. */
export type RowFact = {
  readonly id: string;
  readonly time: unknown;
  /** Where it stands among what has the same time. */
  readonly rank: number;
  readonly body: EventBody;
  readonly keys: readonly CorrelationKey[];
};

const MAX_MESSAGE_LENGTH = 4_000;

/** The fields of a row, each read as what it has to be; what is not so makes the record undecodable. */
export class RowReader {
  readonly #row: JsonObject;
  readonly #feed: string;

  constructor(row: JsonObject, feed: string) {
    this.#row = row;
    this.#feed = feed;
  }

  raw(name: string): unknown {
    return property(this.#row, name);
  }

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

  prose(name: string): string {
    const field = this.raw(name);
    return typeof field === "string" ? boundedProse(field, MAX_MESSAGE_LENGTH) : "";
  }

  /** Counters: those of a thousand million elements in one instance are not counted with. */
  count(name: string): number {
    const field = this.raw(name);
    return typeof field === "number" && Number.isSafeInteger(field) && field >= 0 ? Math.min(field, 1e9) : 0;
  }

  #unreadable(name: string, problem: string): Unreadable {
    return new Unreadable(boundedProse(`A row of ${this.#feed}: its ${name} ${problem}.`, 300));
  }
}

/** Only a process instance names the version. `bpmnProcessId` is what the engine calls the definition's key. */
export function toDefinition({ row, engine }: EngineRow, versionField: string | null = null): DefinitionIdentity {
  return {
    source: engine,
    tenant: row.text("tenantId") || "<default>",
    bpmnProcessId: row.requiredText("processDefinitionKey"),
    version: versionField === null ? UNKNOWN_VERSION : Math.min(row.count(versionField), 0x7fffffff),
  };
}

export function toInstance(of: EngineRow): {
  readonly definition: DefinitionIdentity;
  readonly processInstanceKey: ProcessInstanceKey;
} {
  const processInstanceKey = toProcessInstanceKey(of.row.requiredText("processInstanceId"));
  return { definition: toDefinition(of), processInstanceKey };
}

/** The body around the instances of a multi-instance element is the same element. */
export function toElementId(activityId: string): string {
  return activityId.replace(/#multiInstanceBody$/, "");
}

export function toElement(
  of: EngineRow,
  { activity, instance }: { readonly activity: string; readonly instance: string },
): ReturnType<typeof toInstance> & { readonly elementId: string; readonly elementInstanceKey: ElementInstanceKey } {
  return {
    ...toInstance(of),
    elementId: toElementId(of.row.requiredText(activity)),
    elementInstanceKey: toElementInstanceKey(of.row.requiredText(instance)),
  };
}
