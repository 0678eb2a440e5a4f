import type { Finding } from "./finding";
import { FIELDS_MAX, fieldsOf } from "./payload-fields";

/** An event whose payload is looked at. */
export type Sample = {
  readonly caseId: string;
  readonly eventId: string;
  readonly topic: string;
  readonly type: string;
  readonly producer: string;
  readonly payload: string;
};

type Example = Pick<Sample, "caseId" | "eventId">;
type Field = Map<string, Example>;
type ProducerShape = { samples: number; example: Example; readonly fields: Map<string, number> };
type TypeShape = { readonly fields: Map<string, Field>; readonly producers: Map<string, ProducerShape> };

const TYPES_MAX = 5_000;
const PRODUCERS_MAX = 50;
/** A field that was in so many records, and in all of them, is meant to be there. */
const REQUIRED_FROM = 20;

/** Remembers how the payloads of each event type on each topic look, in bounded memory, and says when two do not go together. */
export class PayloadShapes {
  readonly #types = new Map<string, TypeShape>();

  /** Takes a payload in; a finding when its type is now known in two shapes. */
  add(sample: Sample): (Finding & { readonly caseId: string }) | null {
    const fields = fieldsOf(sample.payload);
    const shape = this.#shapeOf(`${sample.topic}\u001f${sample.type}`);
    if (fields === null || shape === null) return null;
    countProducer(shape, sample, fields);
    return this.#flipped(shape, sample, fields) ?? apart(shape, sample);
  }

  #shapeOf(key: string): TypeShape | null {
    const known = this.#types.get(key);
    if (known !== undefined || this.#types.size >= TYPES_MAX) return known ?? null;
    const shape: TypeShape = { fields: new Map(), producers: new Map() };
    this.#types.set(key, shape);
    return shape;
  }

  /** One field of two JSON types; that it may be null or absent is no other type. */
  #flipped({ fields: known }: TypeShape, sample: Sample, fields: ReadonlyMap<string, string>) {
    for (const [path, type] of fields) {
      if (type === "null") continue;
      const types = known.get(path) ?? new Map<string, Example>();
      if (known.size < FIELDS_MAX) known.set(path, types);
      if (!types.has(type)) types.set(type, { caseId: sample.caseId, eventId: sample.eventId });
      const other = [...types].find(([one]) => one !== type);
      if (other === undefined) continue;
      const detail = `${sample.type} on ${sample.topic} has ${path} as ${type} here and as ${other[0]} elsewhere.`;
      return toFinding(sample, detail, [sample.eventId, other[1].eventId]);
    }
    return null;
  }
}

/** Two producers of one type that each always send a field which the other never sends. */
function apart(shape: TypeShape, sample: Sample) {
  const own = shape.producers.get(sample.producer);
  if (own === undefined || own.samples < REQUIRED_FROM) return null;
  for (const [producer, other] of shape.producers) {
    if (producer === sample.producer || other.samples < REQUIRED_FROM) continue;
    const [ours, theirs] = [onlyIn(own, other), onlyIn(other, own)];
    if (ours === null || theirs === null) continue;
    const detail = `${sample.type} on ${sample.topic} has two shapes: ${sample.producer} always sends ${ours} and never ${theirs}, ${producer} the opposite.`;
    return toFinding(sample, detail, [sample.eventId, other.example.eventId]);
  }
  return null;
}

function onlyIn(one: ProducerShape, other: ProducerShape): string | null {
  for (const [path, count] of one.fields) if (count === one.samples && !other.fields.has(path)) return path;
  return null;
}

/** One finding for a type on a topic, however many cases have it. */
function toFinding({ caseId, topic, type }: Sample, detail: string, evidence: readonly string[]) {
  return { caseId, kind: "payload-shape" as const, subject: `${topic}\u001f${type}`, detail, evidence };
}

function countProducer({ producers }: TypeShape, sample: Sample, fields: ReadonlyMap<string, string>): void {
  const known = producers.get(sample.producer);
  if (known === undefined && producers.size >= PRODUCERS_MAX) return;
  const producer = known ?? { samples: 0, example: sample, fields: new Map<string, number>() };
  producers.set(sample.producer, producer);
  producer.samples += 1;
  for (const path of fields.keys()) producer.fields.set(path, (producer.fields.get(path) ?? 0) + 1);
}
