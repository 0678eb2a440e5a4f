"use client";

import { Checkbox, CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BoundActivity, ModelElementDetails } from "@/lib/api/contract/models";
import { elementName } from "../diagram/element-words";
import { useWhyNot } from "../shell/session";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { type Draft, toggled } from "./draft";
import { formatFit } from "./format-fit";
import styles from "./model-page.module.css";

interface ElementBindingsProps {
  element: ModelElementDetails;
  activities: readonly BoundActivity[];
  draft: Draft;
  onChange: (draft: Draft) => void;
  onClose: () => void;
}

/** Found activities shown at once: whoever seeks further types another letter. */
const FOUND_MAX = 30;

/** What one element stands for: what is bound, what may be, and the rest by search. */
export function ElementBindings({ element, activities, draft, onChange, onClose }: ElementBindingsProps) {
  const [text, setText] = useState("");
  const whyNot = useWhyNot("analyst");
  const { elementId, bindable, suggestions } = element;
  const [offeredAtFirst] = useState(() => new Set(draft.get(elementId)));
  const scores = new Map(suggestions.map(({ activityId, score }) => [activityId, score]));
  const bound = draft.get(elementId) ?? new Set<string>();
  const wanted = text.trim().toLowerCase();
  const offered = new Set([...offeredAtFirst, ...bound, ...scores.keys()]);
  const shown = activities
    .filter((activity) => (wanted === "" ? offered.has(activity.id) : wordsOf(activity).includes(wanted)))
    .sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0))
    .slice(0, FOUND_MAX);
  return (
    <Panel
      title={`“${elementName(element.name) ?? elementId}” stands for`}
      aside={<CloseButton aria-label="Close the bindings of this element" onClick={onClose} />}
    >
      {bindable ? null : <p className="muted">A gateway decides; no event tells that it did. It needs no binding.</p>}
      {whyNot === null ? null : <p className="muted">{whyNot}</p>}
      <TextInput
        label="Find an activity"
        placeholder="Event type, producer or topic"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <p className="muted">
          {wanted === "" ? "Nothing is alike in name. Search for it." : "No activity has this in it."}
        </p>
      ) : (
        <ul className={styles["choices"]} aria-label="Activities">
          {shown.map((activity) => (
            <li key={activity.id}>
              <Checkbox
                size="xs"
                label={activity.label}
                description={aboutActivity(activity, scores.get(activity.id))}
                checked={bound.has(activity.id)}
                disabled={whyNot !== null}
                onChange={() => onChange(toggled(draft, { elementId, activityId: activity.id }))}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

const wordsOf = ({ label, name, producer, channel }: BoundActivity) =>
  `${label} ${name} ${producer} ${channel}`.toLowerCase();

function aboutActivity({ kind, producer, channel, count }: BoundActivity, score: number | undefined): string {
  const what = kind === "event" ? `event of ${producer} on ${channel}` : `element of ${producer} in ${channel}`;
  const fit = score === undefined ? "" : ` · fits ${formatFit(score)}`;
  return `${what} · ${count === 0 ? "never seen" : plural(count, "time")}${fit}`;
}
