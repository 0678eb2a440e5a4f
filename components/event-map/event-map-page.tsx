"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo } from "react";
import type { EventMap } from "@/lib/api/contract/event-map";
import { eventMapQuery } from "@/lib/client/queries";
import { QueryProblem } from "../shell/query-problem";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { present } from "../ui/present";
import { Skeleton } from "../ui/skeleton";
import { Split } from "../ui/split";
import { useFollowed } from "../ui/use-followed";
import styles from "./event-map.module.css";
import { LensSwitch } from "./lens-switch";
import { MapFilters } from "./map-filters";
import { MapTime } from "./map-time";
import { LENS_WORDS } from "./map-words";
import { matches, shownMap } from "./shown-map";
import { type MapView, useMapView } from "./use-map-view";

/** Cytoscape comes with the page of the map, not with the first page. */
const loadMap = async () => {
  const { LoadedMap: component } = await import("./loaded-map");
  return { default: component };
};
const LoadedMap = lazy(loadMap);

/** Who reacts to whose event, where an engine is in charge and where nobody is: what the tube hides. */
export function EventMapPage() {
  const view = useMapView();
  useEffect(() => {
    // While the data are on their way. Should it fail, the map tries again and says so.
    Promise.all([loadMap(), import("./use-layout")]).then(
      ([, { openLayoutDeskAhead }]) => openLayoutDeskAhead(),
      () => undefined,
    );
  }, []);
  const { values } = view;
  const [at, follow] = useFollowed(values.at);
  const query = useQuery(eventMapQuery({ ...view.asked, ...present({ at }) }));
  follow(query.isFetching);
  const map = query.data ?? null;
  const { activities, edges, focus, q } = values;
  const part = useMemo(
    () => (map === null ? null : shownMap(map, { activities, edges, focus })),
    [map, activities, edges, focus],
  );
  const found = useMemo(
    () => new Set(q === "" || part === null ? [] : part.nodes.filter((node) => matches(node, q)).map(({ id }) => id)),
    [part, q],
  );
  return (
    <>
      <PageHeader
        title="Event map"
        lead={LENS_WORDS[values.lens].about}
        actions={<LensSwitch lens={values.lens} onChange={(lens) => void view.setValues({ lens })} />}
      />
      <MapTime view={view} error={query.error} />
      <Split side={<MapFilters view={view} map={map} part={part} found={q === "" ? null : found.size} />}>
        {query.error !== null && map === null ? (
          <QueryProblem error={query.error} what="The event map" onRetry={() => void query.refetch()} />
        ) : null}
        {map === null && query.error === null ? <Skeleton rows={10} label="the event map" /> : null}
        {map === null || part === null ? null : part.nodes.length === 0 ? (
          <Panel title="Event map" hasHead={false}>
            <NoEvents view={view} />
          </Panel>
        ) : (
          <Suspense fallback={<div className={styles["picture"]} />}>
            <LoadedMap map={map} part={part} found={found} view={view} cut={cutWords(map)} />
          </Suspense>
        )}
      </Split>
    </>
  );
}

function NoEvents({ view }: { view: MapView }) {
  return view.active > 0 ? (
    <EmptyState title="No event with these filters">Widen the time, or clear the filters.</EmptyState>
  ) : (
    <EmptyState title="No events yet">
      The map draws itself from the first events on. Streams shows what is being read and how far it is behind.
    </EmptyState>
  );
}

/** What never came to the browser; the sliders' own share is told beside them. */
function cutWords({ nodes, edges, total }: EventMap): string | null {
  if (nodes.length >= total.activities && edges.length >= total.edges) return null;
  const of = (shown: number, all: number) => `${shown.toLocaleString("en")} of ${all.toLocaleString("en")}`;
  return `${of(nodes.length, total.activities)} activities and ${of(edges.length, total.edges)} edges, the most frequent ones: more cannot be told apart. Choose a process or a shorter time to see the rest.`;
}
