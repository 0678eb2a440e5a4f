"use client";

import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import type { ModelDetails } from "@/lib/api/contract/models";
import { elementName } from "../diagram/element-words";
import { useWhyNot } from "../shell/session";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { type Draft, suggestedAbove, withAll } from "./draft";
import { formatFit } from "./format-fit";
import { ScrollList } from "./scroll-list";

interface BindSuggestionsProps {
  model: ModelDetails;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const PERCENT_AT_FIRST = 85;

/** All suggestions that fit well enough, shown before they are bound. */
export function BindSuggestions({ model, draft, onChange }: BindSuggestionsProps) {
  const [percent, setPercent] = useState(PERCENT_AT_FIRST);
  const whyNot = useWhyNot("analyst");
  const suggested = suggestedAbove(model, draft, percent / 100);
  const labels = new Map(model.activities.map(({ id, label, producer }) => [id, `${label} (${producer})`]));
  return (
    <Panel title="Suggestions">
      <NumberInput
        label="That fit at least"
        suffix=" %"
        min={30}
        max={100}
        step={5}
        value={percent}
        onChange={(value) => setPercent(Number(value) || PERCENT_AT_FIRST)}
      />
      {suggested.length === 0 ? (
        <p className="muted">None beyond what is bound. Take a lower number, or choose an element.</p>
      ) : (
        <>
          <ScrollList label="Suggestions that would be bound">
            {suggested.map(({ elementId, name, activityId, score }) => (
              <li key={`${elementId} ${activityId}`}>
                <span>
                  {elementName(name) ?? elementId} ← {labels.get(activityId) ?? activityId}
                </span>
                <span className="number">{formatFit(score)}</span>
              </li>
            ))}
          </ScrollList>
          <Button
            mt="sm"
            variant="light"
            disabled={whyNot !== null}
            onClick={() => onChange(withAll(draft, suggested))}
          >
            Bind {plural(suggested.length, "suggestion")}
          </Button>
        </>
      )}
      {whyNot === null ? null : <p className="muted">{whyNot}</p>}
    </Panel>
  );
}
