import type { Event } from "@/lib/domain/event";
import { waitText } from "../wait-text";
import { type CaseFacts, processOf, type ServiceEvent } from "./case-facts";
import { findBehind } from "./engine-behind";
import type { Finding } from "./finding";
import { isRare, isUsual, type Norms, unstartedOf } from "./norms";

/** Clocks of one data centre differ by less, and so does what an event takes to its log. */
const CLOCK_SLACK_MS = 1_000;
/** So long at least a case has time to get what others have. */
const RIPE_MS = 60_000;
const EVIDENCE_MAX = 20;

/**
 * All that is odd about one case, held against what is usual in its process. Each finding names the events that show it.
 * `asOf`: what has not happened by then is missing.
 */
export function detectFindings(facts: CaseFacts, norms: Norms, asOf: number): readonly Finding[] {
  return [
    ...findGhost(facts, norms, asOf),
    ...findMissing(facts, norms, asOf),
    ...findBehind(facts, asOf),
    ...findDoubleInstances(facts, norms),
    ...findAfterEnd(facts, norms),
    ...findClocks(facts),
  ];
}

/** From when on the case can be told from one that is only slow to begin. */
export function ripeAt({ firstAt }: CaseFacts, { untilEngineMs }: Norms): number {
  return firstAt + Math.max(RIPE_MS, 2 * untilEngineMs);
}

function findGhost(facts: CaseFacts, norms: Norms, asOf: number): readonly Finding[] {
  if (facts.instances.length > 0 || facts.services.length === 0 || asOf < ripeAt(facts, norms)) return [];
  for (const [process, { cases }] of norms.instances) {
    if (!isUsual(cases, norms.cases)) continue;
    const detail = `Its events are there, an instance of ${nameOf(process)} is not: ${of(cases, norms.cases)} cases have one.`;
    return [{ kind: "ghost", subject: "", detail, evidence: idsOf(facts.services) }];
  }
  return [];
}

function findMissing(facts: CaseFacts, norms: Norms, asOf: number): readonly Finding[] {
  const unstarted = unstartedOf(facts);
  if (unstarted.length > 0 && isRare(norms.withUnstarted, norms.cases)) {
    const keys = new Set(unstarted.map(({ processInstanceKey }) => processInstanceKey));
    const known = facts.trace.filter((event) => "processInstanceKey" in event && keys.has(event.processInstanceKey));
    const detail = `The start of ${unstarted.map((one) => nameOf(processOf(one))).join(", ")} was never told, what comes after it was.`;
    return [{ kind: "missing-events", subject: "start", detail, evidence: idsOf(known) }];
  }
  const isSilent = facts.services.length === 0 && facts.instances.length > 0 && asOf >= ripeAt(facts, norms);
  if (!isSilent || !isUsual(norms.withServices, norms.cases)) return [];
  const detail = `There is a process instance and no event of any service: ${of(norms.withServices, norms.cases)} cases have some.`;
  const starts = facts.trace.filter(({ kind }) => kind === "instance.started");
  return [
    { kind: "missing-events", subject: "services", detail, evidence: idsOf(starts.length > 0 ? starts : facts.trace) },
  ];
}

function findDoubleInstances({ rootsOf, trace }: CaseFacts, norms: Norms): readonly Finding[] {
  return [...rootsOf].flatMap(([process, roots]): Finding[] => {
    const usual = norms.instances.get(process);
    if (roots.length < 2 || usual === undefined || !isRare(usual.several, usual.cases)) return [];
    const keys = new Set(roots.map(({ processInstanceKey }) => processInstanceKey));
    const starts = trace.filter((event) => event.kind === "instance.started" && keys.has(event.processInstanceKey));
    if (starts.length === 0) return [];
    const detail = `${roots.length} instances of ${nameOf(process)} run for one case: ${of(usual.cases - usual.several, usual.cases)} cases have one.`;
    return [{ kind: "double-instance", subject: process, detail, evidence: idsOf(starts) }];
  });
}

function findAfterEnd({ services, overAt, trace }: CaseFacts, norms: Norms): readonly Finding[] {
  if (overAt === null) return [];
  const late = services.filter(({ occurredAt, activity, ends }) => {
    if (ends || occurredAt <= overAt + CLOCK_SLACK_MS) return false;
    const usual = norms.activities.get(keyOf(activity));
    return usual === undefined ? norms.cases > 0 && isRare(0, norms.cases) : isRare(usual.late, norms.cases);
  });
  const [first] = late;
  if (first === undefined) return [];
  const end = trace.findLast(
    ({ occurredAt, kind }) => occurredAt <= overAt && (kind === "instance.ended" || kind === "activity.occurred"),
  );
  const detail = `${namesOf(late)} came after the case was over, ${waitText(first.occurredAt - overAt)} later.`;
  return [{ kind: "after-end", subject: "", detail, evidence: idsOf(end === undefined ? late : [end, ...late]) }];
}

/** An event from the future of its own log, or a log whose order and whose times say the opposite. */
function findClocks({ services }: CaseFacts): readonly Finding[] {
  const early = services.filter(({ occurredAt, recordedAt }) => occurredAt > recordedAt + CLOCK_SLACK_MS);
  const [future] = early;
  if (future !== undefined) {
    const ahead = waitText(future.occurredAt - future.recordedAt);
    const detail = `${namesOf(early)} says a time that is ${ahead} after its log took it: the clock of ${future.activity.producer} is ahead.`;
    return [{ kind: "clock", subject: "", detail, evidence: idsOf(early) }];
  }
  const [before, after] = contradiction(services) ?? [];
  if (before === undefined || after === undefined) return [];
  const detail = `Its log has ${before.activity.name} before ${after.activity.name}, their times say the opposite by ${waitText(before.occurredAt - after.occurredAt)}.`;
  return [{ kind: "clock", subject: "", detail, evidence: [before.id, after.id] }];
}

function contradiction(services: readonly ServiceEvent[]): readonly [ServiceEvent, ServiceEvent] | null {
  const latest = new Map<string, ServiceEvent>();
  for (const event of [...services].sort((a, b) => a.position - b.position)) {
    const stream = `${event.source}\u001f${event.stream}`;
    const before = latest.get(stream);
    if (
      before !== undefined &&
      before.recordedAt < event.recordedAt &&
      event.occurredAt < before.occurredAt - CLOCK_SLACK_MS
    ) {
      return [before, event];
    }
    if (before === undefined || event.occurredAt > before.occurredAt) latest.set(stream, event);
  }
  return null;
}

const keyOf = ({ kind, producer, name, channel }: ServiceEvent["activity"]) =>
  `${kind}\u001f${producer}\u001f${name}\u001f${channel}`;
const nameOf = (process: string) => process.slice(0, process.indexOf("\u001f"));
const of = (count: number, cases: number) => `${count.toLocaleString("en")} of ${cases.toLocaleString("en")}`;
const idsOf = (events: readonly Event[]) => events.slice(0, EVIDENCE_MAX).map(({ id }) => id);
const namesOf = (events: readonly ServiceEvent[]) =>
  [...new Set(events.map(({ activity }) => activity.name))].join(", ");
