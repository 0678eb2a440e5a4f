"use client";

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { conformanceQuery, processQuery } from "@/lib/client/queries";
import { CaseStateSelect } from "../case-list/case-state-select";
import { discoveryHref } from "../discovery/discovery-href";
import type { ProcessSummary } from "../process/process-columns";
import { processHref } from "../process/process-href";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { FilterPanel } from "../ui/filter-panel";
import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Split } from "../ui/split";
import { TimeRangePicker } from "../ui/time-range-picker";
import { ConformanceDrawing } from "./conformance-drawing";
import { ConformanceFigures } from "./conformance-figures";
import { ConformanceTables } from "./conformance-tables";
import { type ConformanceView, useConformanceView } from "./use-conformance-view";

/** How the cases of a process fit its model: how well, where not, and which cases. */
export function ConformancePage({ processId }: { processId: string }) {
  const query = useQuery(processQuery(processId));
  const lead = <AppLink href={processHref(processId)}>{processId}</AppLink>;
  return (
    <>
      <PageHeader title="Conformance" lead={lead} />
      <Loaded query={query} what="The process" rows={10}>
        {(process) => <LoadedConformance process={process} />}
      </Loaded>
    </>
  );
}

function LoadedConformance({ process }: { process: ProcessSummary }) {
  const view = useConformanceView();
  const query = useQuery({ ...conformanceQuery(process.id, view.filter), enabled: process.hasDiagram });
  if (!process.hasDiagram) {
    return (
      <EmptyState title="No model of this process">
        <AppLink href={discoveryHref(process.id)}>Discover one</AppLink> from its events, or upload one and bind its
        activities on <AppLink href="/processes/models">Process models and bindings</AppLink>.
      </EmptyState>
    );
  }
  return (
    <Split side={<Filters process={process} view={view} />}>
      <Loaded query={query} what="The comparison" rows={10}>
        {(told) => (
          <>
            <Panel title="How well cases fit">
              <ConformanceFigures told={told} />
            </Panel>
            <Panel title="Where they do not" flush>
              <ConformanceDrawing processId={process.id} told={told} view={view} />
            </Panel>
            <ConformanceTables processId={process.id} told={told} view={view} />
          </>
        )}
      </Loaded>
    </Split>
  );
}

function Filters({ process, view }: { process: ProcessSummary; view: ConformanceView }) {
  const { values, setValues, active, clear } = view;
  const versions = [...process.versions].sort((one, other) => other - one).map(String);
  return (
    <FilterPanel active={active} onClear={clear}>
      {versions.length < 2 ? null : (
        <Select
          label="Version of the model"
          data={versions}
          value={values.version === null ? (versions[0] ?? null) : String(values.version)}
          allowDeselect={false}
          onChange={(next) => void setValues({ version: next === versions[0] ? null : Number(next) })}
        />
      )}
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      <CaseStateSelect label="State of cases" value={values.state} onChange={(state) => void setValues({ state })} />
    </FilterPanel>
  );
}
