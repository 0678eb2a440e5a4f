import type { MaskingRule } from "@/lib/domain/masking-rule";
import { hasRole, type Role } from "@/lib/domain/role";

export const MASK = "•••";

type Masked<Value> = { readonly value: Value; readonly isMasked: boolean };

/** What one role sees of payloads, headers and variables. */
export class Masking {
  readonly #paths: readonly (readonly string[])[];
  readonly #headers: ReadonlySet<string>;
  readonly #variables: ReadonlySet<string>;

  constructor(rules: readonly MaskingRule[], role: Role) {
    const hidden = rules.filter(({ visibleFrom }) => !hasRole(role, visibleFrom)).map(({ path }) => path);
    const of = (prefix: string) =>
      hidden.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    this.#paths = of("$.").map((path) => path.split("."));
    this.#headers = new Set(of("header:").map((name) => name.toLowerCase()));
    this.#variables = new Set(of("variable:"));
  }

  /** A payload that is no JSON, or was cut, cannot be looked into: a role from which anything is hidden sees none of it. */
  payload(text: string): Masked<string> {
    if (this.#paths.length === 0) return { value: text, isMasked: false };
    const parsed = parse(text);
    if (parsed === undefined) return { value: MASK, isMasked: true };
    const isMasked = this.#paths.map((path) => hide(parsed, path)).includes(true);
    return isMasked ? { value: JSON.stringify(parsed), isMasked } : { value: text, isMasked };
  }

  get hidesPayloads(): boolean {
    return this.#paths.length > 0;
  }

  /** Whether anything of payloads or variables is hidden: then also what was made of them. */
  get hidesValues(): boolean {
    return this.hidesPayloads || this.#variables.size > 0;
  }

  header(name: string, value: string): Masked<string> {
    return this.#headers.has(name.toLowerCase()) ? { value: MASK, isMasked: true } : { value, isMasked: false };
  }

  variable(name: string, value: string): Masked<string> {
    return this.#variables.has(name) ? { value: `"${MASK}"`, isMasked: true } : { value, isMasked: false };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Replaces what is at the path, in every item of lists on the way. True when there was something. */
function hide(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined || typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.map((item) => hide(item, [name, ...rest])).includes(true);
  if (!Object.hasOwn(value, name)) return false;
  const branch = value as Record<string, unknown>;
  if (rest.length > 0) return hide(branch[name], rest);
  branch[name] = MASK;
  return true;
}
