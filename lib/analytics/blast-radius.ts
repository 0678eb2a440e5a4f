/** Open cases whose last activity this is, and since when the first of them waits (milliseconds since the epoch). */
export type Waiting = { readonly activity: string; readonly cases: number; readonly oldestAt: number };

/** How often one activity followed another, and the median time between them; null where no duration is known. */
export type Follows = {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly medianMs: number | null;
};

export type Starving = {
  readonly activity: string;
  readonly after: string;
  readonly isDoneByIt: boolean;
  /** Cases that would come here, by the shares of the edges on the way. */
  readonly cases: number;
  /** When the first of them would usually be here. */
  readonly dueAt: number;
};

export type BlastRadius = { readonly waiting: readonly Waiting[]; readonly starving: readonly Starving[] };

type Landscape = {
  readonly waiting: readonly Waiting[];
  readonly edges: readonly Follows[];
  /** What the consumer does with what it reads; null when nobody can tell. */
  readonly isDoneByIt: ((activity: string) => boolean) | null;
};

/** What is followed by something in fewer cases than this share is no expectation. */
const SHARE_MIN = 0.05;
const CASES_MIN = 0.5;
const STEPS_MAX = 200;

/**
 * Which steps will starve when a consumer stands still, in order of time. A case waits for it when what usually comes next is
 * done by it, or when it is not known what it does. From there the map is followed: by the share of each edge, and by its median time.
 */
export function blastRadius({ waiting, edges, isDoneByIt }: Landscape): BlastRadius {
  const outgoing = expectedEdges(edges);
  const first = (activity: string) =>
    (outgoing.get(activity) ?? []).filter(({ to }) => isDoneByIt === null || isDoneByIt(to));
  const hit = waiting.filter(({ activity }) => isDoneByIt === null || first(activity).length > 0);
  const reached = new Map<string, Starving>();
  const open: Starving[] = hit.flatMap(({ activity, cases, oldestAt }) =>
    stepsFrom({ activity, cases, at: oldestAt }, first(activity), isDoneByIt),
  );
  while (open.length > 0 && reached.size < STEPS_MAX) {
    const step = takeEarliest(open);
    const known = reached.get(step.activity);
    // Several ways lead here: the earliest says when, all of them how many. Nothing is followed twice, so that circles end.
    reached.set(step.activity, known === undefined ? step : { ...known, cases: known.cases + step.cases });
    if (known !== undefined) continue;
    const from = { activity: step.activity, cases: step.cases, at: step.dueAt };
    open.push(...stepsFrom(from, outgoing.get(step.activity) ?? [], isDoneByIt));
  }
  return { waiting: hit, starving: [...reached.values()].sort((a, b) => a.dueAt - b.dueAt || b.cases - a.cases) };
}

type Expected = { readonly to: string; readonly share: number; readonly medianMs: number };

function expectedEdges(edges: readonly Follows[]): ReadonlyMap<string, readonly Expected[]> {
  const totals = new Map<string, number>();
  for (const { from, count } of edges) totals.set(from, (totals.get(from) ?? 0) + count);
  const expected = new Map<string, Expected[]>();
  for (const { from, to, count, medianMs } of edges) {
    const share = count / (totals.get(from) ?? count);
    if (share < SHARE_MIN || from === to) continue;
    expected.set(from, [...(expected.get(from) ?? []), { to, share, medianMs: medianMs ?? 0 }]);
  }
  return expected;
}

type Place = { readonly activity: string; readonly cases: number; readonly at: number };

function stepsFrom(
  { activity, cases, at }: Place,
  edges: readonly Expected[],
  isDoneByIt: Landscape["isDoneByIt"],
): readonly Starving[] {
  return edges
    .map(({ to, share, medianMs }) => ({
      activity: to,
      after: activity,
      isDoneByIt: isDoneByIt?.(to) ?? false,
      cases: cases * share,
      dueAt: at + medianMs,
    }))
    .filter((step) => step.cases >= CASES_MIN);
}

function takeEarliest(open: Starving[]): Starving {
  let earliest = 0;
  for (const [index, step] of open.entries()) {
    if (step.dueAt < (open[earliest]?.dueAt ?? Number.POSITIVE_INFINITY)) earliest = index;
  }
  const [step] = open.splice(earliest, 1);
  if (step === undefined) throw new Error("nothing was open");
  return step;
}

const SHORTEST_NAME = 4;

/**
 * Whether a consumer group's name says that it is this producer: `payment` and `Payment-Camunda`, `shop.shipping-service` and
 * `Shipping`. Kafka itself does not know which service is behind a group.
 */
export function isNamedAlike(group: string, producer: string): boolean {
  const [groupWords, producerWords] = [wordsOf(group), wordsOf(producer)];
  return groupWords.some((word) => producerWords.includes(word));
}

/** Words that every second service has in its name say nothing. */
const COMMON = new Set(["service", "consumer", "group", "worker", "app", "prod", "test", "kafka", "camunda", "zeebe"]);

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_NAME && !COMMON.has(word));
}
