/** An element of a process definition, with what tells where it stands in it. */
export interface MappableElement {
  id: string;
  name: string | null;
  /** Type and, of an event, what it waits for: only alike can stand for alike. */
  kind: string;
  /** The subprocess that it is in; null in the process itself. */
  parentId: string | null;
  /** The element that a boundary event is attached to. */
  hostId: string | null;
  /** Elements that a sequence flow leads here from, and to. */
  before: readonly string[];
  after: readonly string[];
}

interface Elements {
  sources: readonly MappableElement[];
  targets: readonly MappableElement[];
}

/** Which element of the target stands for which of the source, and what says so. */
export type Mapping = ReadonlyMap<
  string,
  { readonly targetId: string; readonly by: "id" | "name" | "place" | "choice" }
>;

/** What a person said, by the source's id; null: this one is not taken over. */
export type Choices = ReadonlyMap<string, string | null>;

type Like = (source: MappableElement, target: MappableElement, mapping: Mapping) => boolean;

/** What is surer comes first. */
const RULES: readonly (readonly ["id" | "name" | "place", Like])[] = [
  ["id", ({ id }, target) => id === target.id],
  ["name", ({ name }, target) => name !== null && name.toLowerCase() === target.name?.toLowerCase()],
  ["place", standsAlike],
];

/**
 * Takes elements of one version for those of another: by choice, then by id, name, and the neighbours they share. Never
 * across kinds or out of the subprocess or host that is taken over, each element once, and nothing where two could be meant.
 */
export function suggestMapping({ sources, targets }: Elements, choices: Choices): Mapping {
  const mapping = new Map<string, { targetId: string; by: "id" | "name" | "place" | "choice" }>();
  const chosen = [...choices].flatMap(([, targetId]) => targetId ?? []);
  const undecided = sources.filter(({ id }) => !choices.has(id));
  const free = targets.filter(({ id }) => !chosen.includes(id));
  const byChoice: Like = ({ id }, target) => choices.get(id) === target.id;
  const isTaken = new Set<string>();
  const pairAll = (by: "id" | "name" | "place" | "choice", isLike: Like, from: Elements): boolean => {
    const found = onlyPairs(from, isTaken, { mapping, isLike });
    for (const [source, target] of found) {
      if (mapping.has(source.id) || isTaken.has(target.id)) continue;
      mapping.set(source.id, { targetId: target.id, by });
      isTaken.add(target.id);
    }
    return found.length > 0;
  };
  // What was found makes more findable: begin with the surest again.
  while (
    pairAll("choice", byChoice, { sources, targets }) ||
    RULES.some(([by, isLike]) => pairAll(by, isLike, { sources: undecided, targets: free }))
  );
  return mapping;
}

interface Pairing {
  mapping: Mapping;
  isLike: Like;
}

/** Pairs in which neither could be meant for another. */
function onlyPairs({ sources, targets }: Elements, isTaken: ReadonlySet<string>, { mapping, isLike }: Pairing) {
  const open = sources.filter(({ id }) => !mapping.has(id));
  const free = targets.filter(({ id }) => !isTaken.has(id));
  const likes = open.map((source) => ({
    source,
    found: free.filter((target) => isLike(source, target, mapping) && canStandFor(source, target, mapping)),
  }));
  const wanted = new Map<string, number>();
  for (const { id } of likes.flatMap(({ found }) => found)) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  return likes.flatMap(({ source, found: [target, ...others] }) =>
    target !== undefined && others.length === 0 && wanted.get(target.id) === 1 ? [[source, target] as const] : [],
  );
}

/** Whether an engine would take one for the other, as far as the rest is taken over. */
export function canStandFor(source: MappableElement, target: MappableElement, mapping: Mapping): boolean {
  return (
    source.kind === target.kind &&
    takenOver(source.parentId, mapping) === target.parentId &&
    takenOver(source.hostId, mapping) === target.hostId
  );
}

/** Undefined: it is not taken over, so nothing in it can be. */
function takenOver(id: string | null, mapping: Mapping): string | null | undefined {
  return id === null ? null : mapping.get(id)?.targetId;
}

function standsAlike(source: MappableElement, target: MappableElement, mapping: Mapping): boolean {
  if (source.hostId !== null) return true;
  const shares = (ids: readonly string[], others: readonly string[]) =>
    ids.some((id) => others.includes(mapping.get(id)?.targetId ?? ""));
  return shares(source.before, target.before) || shares(source.after, target.after);
}

/** Why an element has nothing that stands for it, in words. */
export function whyUnmapped(source: MappableElement, targets: readonly MappableElement[], mapping: Mapping): string {
  const alike = targets.filter(({ kind }) => kind === source.kind);
  if (alike.length === 0) return `The target has no ${source.kind}.`;
  const fitting = alike.filter((target) => canStandFor(source, target, mapping));
  if (fitting.length === 0)
    return `The target has no ${source.kind} in the same place: what it is in is not taken over.`;
  const taken = new Set([...mapping.values()].map(({ targetId }) => targetId));
  const free = fitting.filter(({ id }) => !taken.has(id));
  if (free.length === 0) return `Every ${source.kind} of the target is taken for another already.`;
  return `No ${source.kind} of the target is alike enough: choose one.`;
}
