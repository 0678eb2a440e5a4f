import type { InclusiveJoin, Net, Transition } from "./net";

export type Successor = { readonly transition: number; readonly to: number };
export type Successors = {
  readonly silent: readonly Successor[];
  readonly labelled: readonly Successor[];
  /** A step from here would go beyond the bounds: what is found at a higher cost than this marking's is not proven. */
  readonly isCut: boolean;
};

const TOKENS_MAX = 24;
const MARKINGS_MAX = 200_000;

/** The markings of a net, each known by a number, and what may fire in each; found once for all traces. */
export class TokenGame {
  readonly net: Net;
  readonly initial: number;
  readonly #ids = new Map<string, number>();
  readonly #markings: Uint8Array[] = [];
  readonly #successors: (Successors | undefined)[] = [];
  readonly #final: boolean[] = [];
  readonly #byPlace: number[][];

  constructor(net: Net) {
    this.net = net;
    this.#byPlace = Array.from({ length: net.places }, () => []);
    net.transitions.forEach(({ consume, join }, index) => {
      for (const place of join?.flows ?? consume.slice(0, 1)) this.#byPlace[place]?.push(index);
    });
    const marking = new Uint8Array(net.places);
    for (const place of net.initial) marking[place] = (marking[place] ?? 0) + 1;
    this.initial = this.#intern(marking) ?? 0;
  }

  isFinal(id: number): boolean {
    return this.#final[id] ?? false;
  }

  successorsOf(id: number): Successors {
    const known = this.#successors[id];
    if (known !== undefined) return known;
    const found = this.#expand(this.#markings[id] ?? new Uint8Array(this.net.places));
    this.#successors[id] = found;
    return found;
  }

  #expand(marking: Uint8Array): Successors {
    const [silent, labelled]: [Successor[], Successor[]] = [[], []];
    let isCut = false;
    for (const index of this.#candidates(marking)) {
      const transition = this.net.transitions[index];
      if (transition === undefined || !isEnabled(transition, marking)) continue;
      const next = fire(transition, marking);
      const to = next === null ? null : this.#intern(next);
      if (to === null) isCut = true;
      else (transition.label === -1 ? silent : labelled).push({ transition: index, to });
    }
    return { silent, labelled, isCut };
  }

  #candidates(marking: Uint8Array): ReadonlySet<number> {
    const candidates = new Set<number>();
    for (let place = 0; place < marking.length; place += 1) {
      if ((marking[place] ?? 0) > 0) for (const index of this.#byPlace[place] ?? []) candidates.add(index);
    }
    return candidates;
  }

  #intern(marking: Uint8Array): number | null {
    const key = String.fromCharCode(...marking);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#markings.length >= MARKINGS_MAX) return null;
    const id = this.#markings.push(marking) - 1;
    this.#ids.set(key, id);
    this.#final.push(marking.every((count, place) => count === 0 || this.net.ignoredAtEnd.has(place)));
    return id;
  }
}

function isEnabled({ consume, empty, join }: Transition, marking: Uint8Array): boolean {
  if (join !== null) return mayJoin(join, marking);
  return consume.every((place) => (marking[place] ?? 0) > 0) && empty.every((place) => (marking[place] ?? 0) === 0);
}

/** BPMN's rule: some flow holds a token, and whatever may still reach an empty flow may as well reach a filled one. */
function mayJoin({ flows, upstream }: InclusiveJoin, marking: Uint8Array): boolean {
  const isFilled = flows.map((flow) => (marking[flow] ?? 0) > 0);
  if (!isFilled.includes(true)) return false;
  const reaches = (place: number, filled: boolean) =>
    upstream.some((places, index) => isFilled[index] === filled && places.has(place));
  return marking.every((count, place) => count === 0 || !reaches(place, false) || reaches(place, true));
}

/** Null: more tokens on one place than are followed. */
function fire({ consume, produce, clear, join }: Transition, marking: Uint8Array): Uint8Array | null {
  const next = marking.slice();
  const taken = join === null ? consume : join.flows.filter((flow) => (marking[flow] ?? 0) > 0);
  for (const place of taken) next[place] = (next[place] ?? 0) - 1;
  for (const place of clear) next[place] = 0;
  for (const place of produce) next[place] = (next[place] ?? 0) + 1;
  return next.some((count) => count > TOKENS_MAX) ? null : next;
}
