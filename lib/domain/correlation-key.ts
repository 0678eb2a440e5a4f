/**
 * LINK ties events together, SHARED attaches a case to something that many cases have (a customer, a truck) and never
 * ties. What is to be ignored never becomes a key.
 */
export type KeyRole = "link" | "shared";

/**
 * A (name, value) pair found in an event. `scope` separates worlds that must never join (two imported logs that hold
 * the same orders); live sources share the scope "".
 */
export type CorrelationKey = {
  readonly scope: string;
  readonly name: string;
  readonly value: string;
  readonly role: KeyRole;
  /** Smaller leads: the smallest (priority, name, value) of a case's LINK keys names the case. */
  readonly priority: number;
};

/** Priorities: business keys that a person knows lead, technical ones follow. */
export const KEY_PRIORITY = { business: 10, trace: 20, correlation: 30, engine: 40 } as const;
