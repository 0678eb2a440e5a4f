import type { Event, EventOf } from "@/lib/domain/event";
import type { SagaRule } from "@/lib/domain/saga-rule";
import type { CompensationPair } from "./compensation-pairs";
import type { SagaMark } from "./saga";

export type OfElement = EventOf<"element.left"> | EventOf<"job.changed">;

export type SagaKnowledge = {
  readonly rule: Pick<SagaRule, "steps" | "failed">;
  /** What the diagram of a process instance declares; none for most. */
  readonly pairsOf: (event: OfElement) => readonly CompensationPair[];
};

/** What a case's events, in canonical order, say of the steps of a saga: by the names of events, and by engines' diagrams. */
export function sagaMarks(trace: readonly Event[], { rule, pairsOf }: SagaKnowledge): readonly SagaMark[] {
  const named = nameReader(rule);
  const drawn = elementReader(pairsOf);
  const marks: SagaMark[] = [];
  for (const event of trace) {
    if (event.kind === "activity.occurred") {
      const { name, producer } = event.activity;
      const read = named(name);
      if (read !== null) marks.push({ ...read, ...placeOf(event), world: "events", producer, name });
    } else if (event.kind === "element.left" || event.kind === "job.changed") {
      const read = drawn(event);
      const { elementId: name, definition } = event;
      const world = `${definition.source}\u001f${event.processInstanceKey}`;
      if (read !== null) marks.push({ ...read, ...placeOf(event), world, producer: definition.bpmnProcessId, name });
    }
  }
  return withCommonSubjects(marks);
}

type Read = Pick<SagaMark, "kind" | "subject">;
const placeOf = ({ id, occurredAt }: Event) => ({ eventId: id, at: occurredAt });

/** Types repeat in every case and patterns are few: asked once for each. */
function nameReader({ steps, failed }: SagaKnowledge["rule"]): (type: string) => Read | null {
  const patterns = [
    ...steps.map(({ done }) => ({ kind: "done" as const, pattern: done })),
    ...steps.map(({ undone }) => ({ kind: "undone" as const, pattern: undone })),
    ...failed.map((pattern) => ({ kind: "failed" as const, pattern })),
  ];
  const read = (type: string): Read | null => {
    for (const { kind, pattern } of patterns) {
      const subject = subjectIn(type, pattern);
      if (subject !== null) return { kind, subject: subject.toLowerCase() };
    }
    return null;
  };
  const known = new Map<string, Read | null>();
  return (type) => {
    const before = known.get(type);
    if (before !== undefined) return before;
    const told = read(type);
    known.set(type, told);
    return told;
  };
}

/** What stands in the place of the `*`; an `Event` at the end says nothing. */
function subjectIn(type: string, pattern: string): string | null {
  const star = pattern.indexOf("*");
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  for (const text of [type, type.replace(/Event$/, "")]) {
    const isLike = text.length > pattern.length - 1 && text.startsWith(head) && text.endsWith(tail);
    if (isLike) return text.slice(head.length, text.length - tail.length);
  }
  return null;
}

function elementReader(pairsOf: SagaKnowledge["pairsOf"]): (event: OfElement) => Read | null {
  return (event) => {
    const pairs = pairsOf(event);
    if (pairs.length === 0) return null;
    const { elementId } = event;
    if (event.kind === "job.changed")
      return event.state === "error-thrown" ? { kind: "failed", subject: elementId } : null;
    return event.outcome === "completed" ? readOfPair(pairs, elementId) : null;
  };
}

function readOfPair(pairs: readonly CompensationPair[], elementId: string): Read | null {
  for (const pair of pairs) {
    if (pair.elementId === elementId) return { kind: "done", subject: subjectOfPair(pair) };
    if (pair.handlerId === elementId) return { kind: "undone", subject: subjectOfPair(pair) };
  }
  return null;
}

/** What an activity and its handler have in common: book-hotel and cancel-hotel are about the hotel. */
function subjectOfPair({ elementId, handlerId }: CompensationPair): string {
  const others = new Set(wordsOf(handlerId));
  return (
    wordsOf(elementId)
      .filter((word) => others.has(word))
      .join(" ") || elementId
  );
}

/** An element that failed has no handler to tell what it is about: another mark does, whose words are all in its id. */
function withCommonSubjects(marks: readonly SagaMark[]): readonly SagaMark[] {
  const subjects = new Set(
    marks.filter(({ kind, world }) => kind !== "failed" || world === "events").map(({ subject }) => subject),
  );
  return marks.map((mark) => {
    if (mark.kind !== "failed" || subjects.has(mark.subject)) return mark;
    const words = new Set(wordsOf(mark.subject));
    const subject = [...subjects].find((one) => wordsOf(one).every((word) => words.has(word)));
    return subject === undefined ? mark : { ...mark, subject };
  });
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !NOISE.has(word));
}

/** Words of modelers, not of a business: Activity_0x1, Task_2. */
const NOISE = new Set(["activity", "task", "event", "service"]);
