import { hour, type NaiveCase, sortedBy, words } from "./naive-case.test-support";

export type Row = readonly [words: readonly unknown[], amount: string, count: number];

/** What a case adds to the rollups: (words of the row, name of the amount, amount). */
export function naiveRows(theCase: NaiveCase): readonly Row[] {
  return [...activityRows(theCase), ...elementRows(theCase), ...instanceRows(theCase), ...caseRows(theCase)];
}

function activityRows(theCase: NaiveCase): readonly Row[] {
  const process = theCase.process() ?? "";
  return theCase.activities().flatMap((to, index, all): Row[] => {
    const counted: Row = [["activity", process, words(to.activity), hour(to.at)], "occurrences", 1];
    const from = all[index - 1];
    if (from === undefined) return [counted];
    const isSame = from.activity.kind === to.activity.kind;
    const isDriven = to.activity.kind === "element" && from.instance === to.instance;
    const kind = isSame ? (isDriven ? "orchestrated" : "choreographed") : "message";
    const edge = [process, words(from.activity), words(to.activity), kind, hour(to.at)];
    return [
      counted,
      [["edge", ...edge], "occurrences", 1],
      [["edge", ...edge], "totalMs", to.at - from.at],
      [["edge-duration", ...edge, naiveBucket(to.at - from.at)], "occurrences", 1],
    ];
  });
}

function elementRows(theCase: NaiveCase): readonly Row[] {
  const incidents = theCase.incidents().flatMap(({ definition, elementId, elementHour, resolvedAt }): Row[] => {
    const element = ["element", definition, elementId, elementHour];
    return [
      [element, "incidentsOpened", 1],
      [element, "incidentsResolved", resolvedAt === null ? 0 : 1],
    ];
  });
  const flows = theCase.all("flow.taken").map((placed): Row => {
    const { flowId, occurredAt } = placed.event;
    return [["flow", theCase.definitionOf(placed), flowId, hour(occurredAt)], "taken", 1];
  });
  return [...visitRows(theCase), ...lostEnteringRows(theCase), ...incidents, ...flows];
}

function visitRows(theCase: NaiveCase): readonly Row[] {
  return theCase.all("element.entered").flatMap((placed): Row[] => {
    const { elementId, occurredAt, elementInstanceKey } = placed.event;
    const element = [theCase.definitionOf(placed), elementId, hour(occurredAt)];
    const left = theCase.leftOf(elementInstanceKey)?.event;
    const entered: Row = [["element", ...element], "entered", 1];
    if (left === undefined) return [entered];
    const ended: Row = [["element", ...element], left.outcome, 1];
    if (left.outcome === "terminated") return [entered, ended];
    const durationMs = left.occurredAt - occurredAt;
    return [
      entered,
      ended,
      [["element", ...element], "totalMs", Math.max(0, durationMs)],
      [["element-duration", ...element, naiveBucket(durationMs)], "occurrences", 1],
    ];
  });
}

function lostEnteringRows(theCase: NaiveCase): readonly Row[] {
  return theCase.all("element.left").flatMap((placed): Row[] => {
    const { elementId, occurredAt, elementInstanceKey, outcome } = placed.event;
    if (outcome === "terminated" || theCase.enteredOf(elementInstanceKey) !== undefined) return [];
    const element = ["element", theCase.definitionOf(placed), elementId, hour(occurredAt)];
    return [
      [element, "entered", 1],
      [element, "completed", 1],
    ];
  });
}

function instanceRows(theCase: NaiveCase): readonly Row[] {
  const open = theCase.incidents().filter(({ resolvedAt }) => resolvedAt === null);
  return theCase.instances().flatMap(({ definition, startedAt, status, processInstanceKey }): Row[] => {
    const row = ["instance", definition, hour(startedAt)];
    const incidents = open.filter((incident) => incident.processInstanceKey === processInstanceKey).length;
    const ended: Row[] = status === "active" ? [] : [[row, status, 1]];
    return [[row, "started", 1], [row, "openIncidents", incidents], ...ended];
  });
}

function caseRows(theCase: NaiveCase): readonly Row[] {
  const process = theCase.process() ?? "";
  const { status, endedAt } = theCase.status();
  const firstAt = theCase.placed[0]?.event.occurredAt ?? 0;
  const lastAt = theCase.placed.at(-1)?.event.occurredAt ?? 0;
  const row = ["case", process, hour(firstAt)];
  const variant = ["variant", process, theCase.variantId(), hour(firstAt)];
  const open = theCase.incidents().filter(({ resolvedAt }) => resolvedAt === null).length;
  const rows: Row[] = [
    [row, "cases", 1],
    [row, "events", theCase.placed.length],
    [row, "openIncidents", open],
  ];
  if (status === "canceled") rows.push([row, "canceled", 1]);
  if (status === "ended") {
    const durationMs = (endedAt ?? 0) - firstAt;
    rows.push([row, "ended", 1], [row, "totalMs", durationMs]);
    rows.push([["case-duration", process, hour(firstAt), naiveBucket(durationMs)], "occurrences", 1]);
  }
  if (theCase.variantId() !== "") rows.push([variant, "cases", 1], [variant, "totalMs", lastAt - firstAt]);
  return rows;
}

/** The bucket whose bounds hold the value, found by walking up all bounds. */
function naiveBucket(value: number): number {
  if (value < 0) return -1;
  for (let bucket = 0, lower = 0, width = 1; ; bucket += 1, lower += width) {
    if (bucket >= 128 && bucket % 64 === 0) width *= 2;
    if (value < lower + width) return bucket;
  }
}

export function sumRows(rows: readonly Row[]): readonly (readonly [string, number])[] {
  const sums: Record<string, number> = {};
  for (const [row, amount, count] of rows) {
    const text = JSON.stringify([row, amount]);
    sums[text] = (sums[text] ?? 0) + count;
  }
  return sortedBy(
    Object.entries(sums).filter(([, sum]) => sum !== 0),
    ([text]) => text,
  );
}
