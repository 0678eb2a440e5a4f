/**
 * One step of the token game. It may fire when every place of `consume` holds a token and every place of `empty` none; it
 * takes one from each of `consume`, wipes `clear` and puts one into each of `produce`.
 */
export type Transition = {
  readonly elementId: string;
  /** Index of its label; −1 is silent. */
  readonly label: number;
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  readonly clear: readonly number[];
  readonly empty: readonly number[];
  /** An inclusive join takes from whichever of its flows hold a token, once none of the others can still get one. */
  readonly join: InclusiveJoin | null;
};
export type InclusiveJoin = {
  readonly flows: readonly number[];
  /** For each flow, the places from which a token may still reach it without passing the join. */
  readonly upstream: readonly ReadonlySet<number>[];
};
export type Net = {
  readonly places: number;
  readonly transitions: readonly Transition[];
  readonly labels: readonly string[];
  readonly initial: readonly number[];
  /** Places whose tokens do not keep a case from being over: messages that nobody took. */
  readonly ignoredAtEnd: ReadonlySet<number>;
};
