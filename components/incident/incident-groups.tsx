"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { incidentGroupsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { formatCount } from "../ui/format-number";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./incident.module.css";
import { IncidentMessage } from "./incident-message";
import type { IncidentFilters } from "./use-incident-filters";

/** The same trouble told once: what kind, where, how often, since when. A press narrows the list below to it. */
export function IncidentGroups({ filters }: { filters: IncidentFilters }) {
  const { fingerprint: chosen, ...filter } = filters.filter;
  const query = useInfiniteQuery(incidentGroupsQuery({ ...filter, limit: 100 }));
  const groups = itemsOf(query.data);
  if (query.data !== undefined && groups.length < 2 && chosen === undefined) return null;
  const choose = (fingerprint: string) =>
    void filters.setValues({ fingerprint: fingerprint === chosen ? null : fingerprint });
  return (
    <Panel title="By kind" flush>
      <div className={styles["groups"]}>
        <Loaded query={query} what="The kinds of incidents" rows={3}>
          {() => (
            <VirtualTable
              label="Kinds of incidents"
              columns={COLUMNS}
              items={groups}
              idOf={({ fingerprint }) => fingerprint}
              nameOf={({ where, kind }) => `${kind} at ${where}`}
              onOpen={({ fingerprint }) => choose(fingerprint)}
              currentId={chosen}
              onEndReached={nextPageOf(query)}
              narrowLine={({ where }) => where}
            />
          )}
        </Loaded>
      </div>
    </Panel>
  );
}

const COLUMNS: readonly TableColumn<IncidentGroup>[] = [
  {
    id: "message",
    header: "What",
    width: "minmax(140px, 2.4fr)",
    cell: (group) => <IncidentMessage {...group} />,
  },
  {
    id: "where",
    header: "Where",
    width: "minmax(110px, 1.4fr)",
    fromWidth: 560,
    cell: ({ where }) => <span className={styles["cut"]}>{where}</span>,
  },
  { id: "count", header: "Incidents", width: "80px", align: "end", cell: ({ incidents }) => formatCount(incidents) },
  {
    id: "cases",
    header: "Cases",
    width: "64px",
    align: "end",
    fromWidth: 640,
    cell: ({ cases }) => formatCount(cases),
  },
  {
    id: "first",
    header: "First",
    width: "92px",
    align: "end",
    fromWidth: 800,
    cell: ({ firstSeen }) => <RelativeTime at={firstSeen} />,
  },
  {
    id: "last",
    header: "Last",
    width: "92px",
    align: "end",
    fromWidth: 720,
    cell: ({ lastSeen }) => <RelativeTime at={lastSeen} />,
  },
];
