import type { EventOf } from "@/lib/domain/event";
import type { VariableStory, VariableValue } from "./story-facts";

type Variable = { readonly scopeKey: string; readonly name: string; readonly history: VariableValue[] };

/** Variables of a process instance, each with all that it ever was. */
export class StoryVariables {
  readonly #variables = new Map<string, Variable>();

  set({ id, scopeKey, name, value, truncated, occurredAt }: EventOf<"variable.set">): void {
    const set = { value, truncated, setAt: occurredAt, eventId: id };
    const key = `${scopeKey}\u001f${name}`;
    const known = this.#variables.get(key);
    if (known === undefined) this.#variables.set(key, { scopeKey, name, history: [set] });
    else known.history.push(set);
  }

  tell(): readonly VariableStory[] {
    return Array.from(this.#variables.values()).flatMap(({ scopeKey, name, history }) => {
      const latest = history.at(-1);
      if (latest === undefined) return [];
      const { value, truncated, setAt } = latest;
      return [{ scopeKey, name, value, truncated, setAt, changes: history.length, history }];
    });
  }
}
