"use client";

import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import type { EventMap } from "@/lib/api/contract/event-map";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { usePageKeys } from "../ui/use-page-keys";
import styles from "./event-map.module.css";
import type { Picked } from "./map-canvas";
import { MapDetails } from "./map-details";
import { MapLegend } from "./map-legend";
import { MapPicture } from "./map-picture";
import { MapTables } from "./map-tables";
import { LENS_WORDS } from "./map-words";
import { groupId, type MapPart } from "./shown-map";
import { useLayout } from "./use-layout";
import type { MapView } from "./use-map-view";

interface LoadedMapProps {
  map: EventMap;
  part: MapPart;
  found: ReadonlySet<string>;
  view: MapView;
  /** What of the map was left out; null when it is whole. */
  cut: string | null;
}

export function LoadedMap({ map, part, found, view, cut }: LoadedMapProps) {
  const { values, setValues, filter } = view;
  const { lens, node, edge, focus, activities, edges } = values;
  const laidOut = useLayout(part, lens, JSON.stringify([lens, filter, activities, edges, focus]));
  const picked = useMemo<Picked>(() => (node !== null ? { node } : edge !== null ? { edge } : null), [node, edge]);
  const pick = (next: Picked) =>
    void setValues({
      node: next !== null && "node" in next ? next.node : null,
      edge: next !== null && "edge" in next ? next.edge : null,
    });
  const goBack = () => {
    if (picked !== null) pick(null);
    else if (focus !== null) void setValues({ focus: null });
  };
  usePageKeys({ Escape: goBack });
  const producers = new Set(part.nodes.map(groupId)).size;
  const label = `${LENS_WORDS[lens].name}, ${plural(part.nodes.length, "activity", "activities")} of ${plural(producers, "producer")}, ${plural(part.edges.length, "edge")}`;
  const focused = focus === null ? undefined : part.nodes.find(({ id }) => id === focus);
  return (
    <>
      <Panel title="Picture" hasHead={false} flush>
        <div className={styles["colours"]}>
          {cut === null ? null : (
            <p role="status" className={styles["cut"]}>
              {cut}
            </p>
          )}
          {focused === undefined ? null : (
            <div className={styles["cut"]}>
              Only {focused.name} and its neighbours.{" "}
              <Button
                variant="subtle"
                leftSection={<IconX size={14} aria-hidden />}
                onClick={() => void setValues({ focus: null })}
              >
                Show the whole map
              </Button>
            </div>
          )}
          <div className={styles["stage"]}>
            <MapPicture
              laidOut={laidOut}
              picked={picked}
              found={found}
              onPick={pick}
              onFocus={(id) => void setValues({ focus: focus === id ? null : id })}
              label={label}
            />
            <MapDetails part={part} view={view} />
          </div>
          <MapLegend part={part} lens={lens} />
        </div>
      </Panel>
      <Panel title="The map in numbers" hasHead={false} flush>
        <MapTables map={map} part={part} view={view} />
      </Panel>
    </>
  );
}
