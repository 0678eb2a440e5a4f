import type { Conditions } from "../read/conditions";

/** Groups that somebody put out of sight, each with the last instant of what is meant by it. */
export type Aside = {
  /** They are the only ones that are shown; otherwise they are not. */
  readonly isShown: boolean;
  readonly until: ReadonlyMap<string, Date>;
};

/** `group` and `at` are expressions of the fingerprint and the instant of a row. */
export function addAside(
  conditions: Conditions,
  { isShown, until }: Aside,
  { group, at }: { readonly group: string; readonly at: string },
): void {
  const [groups, instants] = [conditions.parameter([...until.keys()]), conditions.parameter([...until.values()])];
  conditions.always(
    `${isShown ? "" : "not "}exists (select from unnest(${groups}::uuid[], ${instants}::timestamptz[]) as aside (fingerprint, until)
       where aside.fingerprint = ${group} and ${at} <= aside.until)`,
  );
}
