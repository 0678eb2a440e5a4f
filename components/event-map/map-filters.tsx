"use client";

import { Slider } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import type { EventMap } from "@/lib/api/contract/event-map";
import { ProcessSelect } from "../case-list/case-filter-fields";
import { CaseStateSelect } from "../case-list/case-state-select";
import { FilterPanel } from "../ui/filter-panel";
import { formatCount } from "../ui/format-number";
import { SearchField } from "../ui/search-field";
import { TimeRangePicker } from "../ui/time-range-picker";
import styles from "./event-map.module.css";
import type { MapPart } from "./shown-map";
import type { MapView } from "./use-map-view";

interface MapFiltersProps {
  view: MapView;
  map: EventMap | null;
  part: MapPart | null;
  /** How many activities the search found; null without one. */
  found: number | null;
}

export function MapFilters({ view, map, part, found }: MapFiltersProps) {
  const { values, setValues, active, clear } = view;
  return (
    <FilterPanel active={active} onClear={clear}>
      <SearchField
        label="Find on the map"
        placeholder="Activity, service, topic"
        value={values.q}
        onSearch={(q) => void setValues({ q: q === "" ? null : q }, { history: "replace" })}
      />
      {found === null ? null : (
        <p role="status" className="muted">
          {found === 0 ? "Nothing of that name is shown." : `${formatCount(found)} found, marked in yellow.`}
        </p>
      )}
      <ProcessSelect value={values.process} onChange={(process) => void setValues({ process, ...NOTHING_CHOSEN })} />
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      <CaseStateSelect label="State of cases" value={values.state} onChange={(state) => void setValues({ state })} />
      <ShareSlider
        label="Activities"
        value={values.activities}
        said={map === null || part === null ? "" : ofAll(part.nodes.length, map.total.activities)}
        onChange={(activities) => void setValues({ activities: activities === 1 ? null : activities })}
      />
      <ShareSlider
        label="Edges"
        value={values.edges}
        said={map === null || part === null ? "" : ofAll(part.edges.length, map.total.edges)}
        onChange={(edges) => void setValues({ edges: edges === 1 ? null : edges })}
      />
    </FilterPanel>
  );
}

export const NOTHING_CHOSEN = { focus: null, node: null, edge: null } as const;

const ofAll = (shown: number, total: number): string => `${formatCount(shown)} of ${formatCount(total)}`;

interface ShareSliderProps {
  label: string;
  value: number;
  /** What of it is shown. */
  said: string;
  onChange: (share: number) => void;
}

/** The rarest go first; what stays is still connected from a start to an end. */
function ShareSlider({ label, value, said, onChange }: ShareSliderProps) {
  const id = useId();
  const [percent, setPercent] = useState(value * 100);
  useEffect(() => setPercent(value * 100), [value]);
  return (
    <div className={styles["share"]}>
      <div className={styles["shareHead"]}>
        <span id={id}>{label}</span>
        <span className="muted number">{said}</span>
      </div>
      <Slider
        size="sm"
        min={0}
        max={100}
        step={1}
        value={Math.round(percent)}
        thumbLabel={`Share of ${label.toLowerCase()} shown`}
        label={(number) => `${number}%`}
        onChange={setPercent}
        onChangeEnd={(number) => onChange(number / 100)}
      />
    </div>
  );
}
