"use client";

import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { plural } from "../ui/format-number";
import { nextPageOf } from "../ui/pages-of";
import { RelativeTime } from "../ui/relative-time";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./incident.module.css";
import { INCIDENT_COLUMNS } from "./incident-columns";
import { IncidentDetails } from "./incident-details";
import { IncidentStateBadge } from "./incident-state-badge";
import { IncidentToolbar } from "./incident-toolbar";
import { NoIncidents } from "./no-incidents";
import type { IncidentFilters } from "./use-incident-filters";
import { type IncidentListState, useIncidentList } from "./use-incident-list";

/** Incidents, newest first; selected by id, so that a list that changes does not change the selection. */
export function IncidentList({ filters }: { filters: IncidentFilters }) {
  const { values, setValues, filter } = filters;
  const list = useIncidentList(filter);
  const { query, shown } = list;
  return (
    <>
      <IncidentToolbar list={list} />
      {list.matching.error === null ? null : <QueryProblem error={list.matching.error} what="The selection" />}
      <Loaded query={query} what="The incidents" rows={10}>
        {() =>
          shown.length === 0 && !query.isPlaceholderData ? (
            <NoIncidents filters={filters} />
          ) : (
            <IncidentTable list={list} filters={filters} />
          )
        }
      </Loaded>
      <IncidentDetails
        incident={list.all.find(({ id }) => id === values.incident) ?? null}
        onClose={() => void setValues({ incident: null })}
      />
    </>
  );
}

function IncidentTable({ list, filters }: { list: IncidentListState; filters: IncidentFilters }) {
  const { query, shown, selected } = list;
  return (
    <VirtualTable
      // Another question is another list: it begins at its top.
      key={JSON.stringify(filters.filter)}
      label="Incidents"
      columns={INCIDENT_COLUMNS}
      items={shown}
      idOf={({ id }) => id}
      nameOf={({ elementName, caseLabel }) => `incident at ${elementName} of ${caseLabel}`}
      onOpen={({ id }) => void filters.setValues({ incident: id })}
      onKey={(key, { id }) => key === "r" && list.retry(selected.size > 0 ? [...selected] : [id])}
      selection={{ selected, onChange: list.select }}
      currentId={filters.values.incident}
      onEndReached={nextPageOf(query)}
      isMain
      narrowLine={(incident) => (
        <>
          <IncidentStateBadge incident={incident} />
          <RelativeTime at={incident.openedAt} />
          <span className={styles["cut"]}>
            {incident.elementName || incident.elementId} · {incident.caseLabel}
          </span>
        </>
      )}
      footer={`${plural(shown.length, "incident")}${query.hasNextPage ? " loaded, more below" : ""}`}
    />
  );
}
