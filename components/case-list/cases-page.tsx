"use client";

import { Button } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { SearchField } from "../ui/search-field";
import { Split } from "../ui/split";
import { CaseFilterFields } from "./case-filter-fields";
import { CaseTable } from "./case-table";
import { type CaseFilters, useCaseFilters } from "./use-case-filters";

/** Every end-to-end run, found by any value of any of its keys. */
export function CasesPage() {
  const filters = useCaseFilters();
  return (
    <>
      <PageHeader title="Cases" lead="Events that belong together, over topics and engines" />
      <Split side={<CaseFilterFields filters={filters} />}>
        <SearchField
          label="Search cases"
          placeholder="42, orderId:42, or any other key's value"
          value={filters.values.q}
          onSearch={(q) => void filters.setValues({ q: q === "" ? null : q }, { history: "replace" })}
        />
        <Panel title="Cases" hasHead={false} flush grow>
          <CaseTable filter={filters.filter} empty={<NoCases filters={filters} />} isMain />
        </Panel>
      </Split>
    </>
  );
}

function NoCases({ filters }: { filters: CaseFilters }) {
  const { values, active, clear, setValues } = filters;
  if (active === 0 && values.q === "") {
    return (
      <EmptyState title="No cases yet" icon={<IconStack2 size={32} />}>
        A case begins with its first event. Streams shows what is being read and how far it is behind.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No case matches" icon={<IconStack2 size={32} />}>
      <p>
        {values.q === ""
          ? "The filters leave none over."
          : `No key of any case begins with “${values.q}” under these filters.`}
      </p>
      <Button
        mt="xs"
        variant="default"
        onClick={() => {
          clear();
          void setValues({ q: null });
        }}
      >
        Clear search and filters
      </Button>
    </EmptyState>
  );
}
