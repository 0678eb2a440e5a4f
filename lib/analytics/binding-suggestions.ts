/** An element of a model, or an activity, as far as a suggestion looks at it. `position`: 0 first, 1 last, null unknown. */
export type BindableElement = {
  readonly elementId: string;
  readonly name: string;
  readonly pool: string;
  readonly bpmnProcessId: string;
  readonly position: number | null;
};
export type BindableActivity = {
  readonly id: string;
  readonly kind: "event" | "element";
  /** What a person calls it: an engine's element by its name in the diagram. */
  readonly label: string;
  readonly name: string;
  readonly producer: string;
  readonly position: number | null;
};
export type Suggestion = {
  readonly activityId: string;
  /** 0…1; 1 is the same element of the same process. */
  readonly score: number;
  readonly nameScore: number;
  readonly orderScore: number | null;
};

const NAME_MIN = 0.34;
const SUGGESTIONS_MAX = 5;
const BY_ENDING = 0.1;
const [BY_NAME, BY_POOL, BY_ORDER] = [0.7, 0.15, 0.15];

/** For each element the activities that it may stand for, the likeliest first: alike in name, of its pool, at its place in the order. */
export function suggestBindings(
  elements: readonly BindableElement[],
  activities: readonly BindableActivity[],
): ReadonlyMap<string, readonly Suggestion[]> {
  const words = new Map(activities.map((activity) => [activity.id, readWords(activity.label)]));
  const suggestions = new Map<string, readonly Suggestion[]>();
  for (const element of elements) {
    const own = readWords(element.name);
    const ranked = activities
      .flatMap((activity) => judge(element, activity, { own, other: words.get(activity.id) ?? NO_WORDS }))
      .sort((a, b) => b.score - a.score || (a.activityId < b.activityId ? -1 : 1));
    if (ranked.length > 0) suggestions.set(element.elementId, ranked.slice(0, SUGGESTIONS_MAX));
  }
  return suggestions;
}

type Words = { readonly said: readonly string[]; readonly stems: readonly string[] };
const NO_WORDS: Words = { said: [], stems: [] };

type Compared = { readonly own: Words; readonly other: Words };

function judge(element: BindableElement, activity: BindableActivity, { own, other }: Compared): readonly Suggestion[] {
  const orderScore =
    element.position === null || activity.position === null
      ? null
      : 1 - Math.min(1, Math.abs(element.position - activity.position));
  if (isSameElement(element, activity)) return [{ activityId: activity.id, score: 1, nameScore: 1, orderScore }];
  // "Goods fetched" is nearer to GoodsFetchedEvent than to FetchGoodsCommand: endings count a little.
  const nameScore = (1 - BY_ENDING) * likeness(own.stems, other.stems) + BY_ENDING * likeness(own.said, other.said);
  if (nameScore < NAME_MIN) return [];
  const pool = poolLikeness(element, activity);
  const score = BY_NAME * nameScore + BY_POOL * pool + BY_ORDER * (orderScore ?? 0.5);
  return [{ activityId: activity.id, score: Math.min(0.99, score), nameScore, orderScore }];
}

function isSameElement(element: BindableElement, activity: BindableActivity): boolean {
  return (
    activity.kind === "element" && activity.name === element.elementId && activity.producer === element.bpmnProcessId
  );
}

/** Whether the producer is called like the pool, or like the process in it. */
function poolLikeness({ pool, bpmnProcessId }: BindableElement, { producer }: BindableActivity): number {
  const of = wordsOf(producer);
  return Math.max(containment(wordsOf(pool), of), containment(wordsOf(bpmnProcessId), of));
}

const containment = (own: readonly string[], other: readonly string[]) =>
  own.length > 0 && own.every((word) => other.includes(word)) ? 1 : likeness(own, other);

/** Words that say what kind of message something is, not what happened. */
const SILENT = new Set([
  "event",
  "command",
  "message",
  "msg",
  "evt",
  "cmd",
  "the",
  "a",
  "an",
  "of",
  "to",
  "and",
  "is",
  "was",
]);

/** `PaymentReceivedEvent` and "payment received" are the same words; endings of tense and number do not count. */
export const wordsOf = (text: string): readonly string[] => readWords(text).stems;

function readWords(text: string): Words {
  const parts = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const telling = parts.filter((word) => !SILENT.has(word));
  const said = [...new Set(telling.length === 0 ? parts : telling)];
  return { said, stems: [...new Set(said.map(stem))] };
}

/** Rough on purpose: "shipped", "shipping", "ships" and "ship" must meet, and nothing is printed of it. */
function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const bare = word.replace(/(ation|ing|ed|es|s)$/, "");
  const base = bare.length >= 3 ? bare : word;
  return base.replace(/([bdgklmnprt])\1$/, "$1").replace(/e$/, "");
}

/** Dice: twice the shared words over all of both. Words of five letters and more may differ in one ending. */
function likeness(own: readonly string[], other: readonly string[]): number {
  if (own.length === 0 || other.length === 0) return 0;
  const shared = own.filter((word) => other.some((candidate) => areAlike(word, candidate))).length;
  return (2 * shared) / (own.length + other.length);
}

function areAlike(one: string, another: string): boolean {
  if (one === another) return true;
  const [short, long] = one.length < another.length ? [one, another] : [another, one];
  return short.length >= 5 && long.startsWith(short) && long.length - short.length <= 2;
}
