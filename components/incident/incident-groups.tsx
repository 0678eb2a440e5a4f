"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { incidentGroupsQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { VirtualTable } from "../ui/table/virtual-table";
import { groupColumns } from "./group-columns";
import { GroupState } from "./group-state";
import styles from "./incident.module.css";
import type { IncidentFilters } from "./use-incident-filters";

/** The same trouble told once: what kind, where, how often, since when. A press narrows the list below to it. */
export function IncidentGroups({ filters }: { filters: IncidentFilters }) {
  const { fingerprint: chosen, ...filter } = filters.filter;
  const query = useInfiniteQuery(incidentGroupsQuery({ ...filter, limit: 100 }));
  const groups = itemsOf(query.data);
  if (query.data !== undefined && groups.length === 0 && chosen === undefined) return null;
  const choose = (fingerprint: string) =>
    void filters.setValues({ fingerprint: fingerprint === chosen ? null : fingerprint });
  const openGroup = (group: string) => void filters.setValues({ group });
  const columns = groupColumns(openGroup);
  return (
    <Panel title="By kind" flush>
      <div className={styles["groups"]}>
        <Loaded query={query} what="The kinds of incidents" rows={3}>
          {() => (
            <VirtualTable
              label="Kinds of incidents"
              columns={columns}
              items={groups}
              idOf={({ fingerprint }) => fingerprint}
              nameOf={({ where, kind }) => `${kind} at ${where}`}
              onOpen={({ fingerprint, type }) =>
                // Records that nobody could read are no rows of the list below.
                type === "undecodable" ? openGroup(fingerprint) : choose(fingerprint)
              }
              currentId={chosen}
              onEndReached={nextPageOf(query)}
              narrowLine={(group) => (
                <>
                  <GroupState group={group} />
                  <span className={styles["cut"]}>{group.where}</span>
                </>
              )}
            />
          )}
        </Loaded>
      </div>
    </Panel>
  );
}
