"use client";

import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { KeySuggestions } from "@/lib/api/contract/rules";
import { correlationSuggestionsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import styles from "./correlation.module.css";
import { hasSuggestion, withSuggestion } from "./rule-draft";
import type { RuleEditing } from "./use-rule-draft";

/** Fields whose values recur in other kinds of events: what could tie them. */
export function SuggestedKeys({ editing }: { editing: RuleEditing }) {
  const query = useQuery({ ...correlationSuggestionsQuery(), staleTime: 60_000 });
  return (
    <Panel title="Suggested keys">
      <Loaded query={query} what="The suggestions" rows={3}>
        {({ items, records }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing recurs yet">
              In the last {plural(records, "record")} no field has values that come again in another kind of event.
            </EmptyState>
          ) : (
            <ul className={styles["suggestions"]}>
              {items.map((item) => (
                <Suggestion key={`${item.name} ${pathsOf(item).join()}`} item={item} editing={editing} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

type Item = KeySuggestions["items"][number];

function Suggestion({ item, editing }: { item: Item; editing: RuleEditing }) {
  const isIn = hasSuggestion(editing.draft, item);
  return (
    <li className={styles["suggestion"]}>
      <div>
        <strong>{item.name}</strong> <span className="muted">{item.role}</span>
        <p className="muted">
          {formatCount(item.values)} values recur in {plural(item.recursIn, "kind of event", "kinds of events")} on{" "}
          {plural(new Set(item.fields.map(({ topic }) => topic)).size, "topic")}; the busiest is in{" "}
          {plural(item.busiest, "record")}
        </p>
        <p className={styles["paths"]}>{pathsOf(item).join(" · ")}</p>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isIn}
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={`${isIn ? "Added" : "Add"} ${item.name} at ${pathsOf(item).join(", ")}`}
        onClick={() => editing.change(withSuggestion(editing.draft, item))}
      >
        {isIn ? "Added" : "Add"}
      </Button>
    </li>
  );
}

function pathsOf({ fields }: Item): readonly string[] {
  return [...new Set(fields.map(({ topic, path }) => `${topic} ${path}`))];
}
