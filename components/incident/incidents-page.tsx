"use client";

import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Split } from "../ui/split";
import { GroupDrawer } from "./group-drawer";
import { IncidentFilterFields } from "./incident-filter-fields";
import { IncidentGroups } from "./incident-groups";
import { IncidentList } from "./incident-list";
import { useIncidentFilters } from "./use-incident-filters";

/** What stopped and waits for a person, and the means to mend it. */
export function IncidentsPage() {
  const filters = useIncidentFilters();
  return (
    <>
      <PageHeader title="Incidents" lead="What stopped and waits for a person" />
      <Split side={<IncidentFilterFields filters={filters} />}>
        <IncidentGroups filters={filters} />
        <Panel title="Incidents" hasHead={false} flush grow>
          <IncidentList filters={filters} />
        </Panel>
      </Split>
      <GroupDrawer fingerprint={filters.values.group} onClose={() => void filters.setValues({ group: null })} />
    </>
  );
}
