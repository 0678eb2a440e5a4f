"use client";

import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Split } from "../ui/split";
import { AuditExport } from "./audit-export";
import { AuditFilterFields } from "./audit-filter-fields";
import { AuditList } from "./audit-list";
import { AuditVerified } from "./audit-verified";
import { useAuditFilters } from "./use-audit-filters";

/** Who did what, when and why, since the beginning; and whether all of it is still as it was written. */
export function AuditPage() {
  const filters = useAuditFilters();
  return (
    <>
      <PageHeader
        title="Audit trail"
        lead={<AppLink href="/operations">All operations</AppLink>}
        actions={<AuditExport filter={filters.filter} />}
      />
      <AuditVerified onOpen={(entry) => void filters.setValues({ entry })} />
      <Split side={<AuditFilterFields filters={filters} />}>
        <Panel title="Audit trail" hasHead={false} flush grow>
          <AuditList filters={filters} />
        </Panel>
      </Split>
    </>
  );
}
