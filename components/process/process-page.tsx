"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { heatmapQuery, processQuery } from "@/lib/client/queries";
import { TimeTravelBar } from "../case/time-travel";
import { CaseTable } from "../case-list/case-table";
import { ElementTable } from "../diagram/element-table";
import { UnknownNotes } from "../model/unknown-notes";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { MOVING, toInstant, toInstantText } from "../ui/instant-in-url";
import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Split } from "../ui/split";
import { ProcessActions } from "./process-actions";
import type { ProcessSummary } from "./process-columns";
import { ProcessDrawing } from "./process-drawing";
import { ProcessFilters } from "./process-filters";
import { ProcessLead } from "./process-lead";
import styles from "./process-page.module.css";
import { type FiguresFilter, useFigures } from "./use-figures";
import { useInstants } from "./use-process-time";
import { type ProcessView, useProcessView } from "./use-process-view";

/** One process: its diagram with what happens on it now, the same in numbers, and the cases behind them. */
export function ProcessPage({ processId }: { processId: string }) {
  const query = useQuery(processQuery(processId));
  const head = <PageHeader title={processId} lead={<AppLink href="/processes">All processes</AppLink>} />;
  return (
    <Loaded query={query} what="The process" rows={10} head={head}>
      {(process) => <LoadedProcess process={process} />}
    </Loaded>
  );
}

function LoadedProcess({ process }: { process: ProcessSummary }) {
  const view = useProcessView(process.id, process.version);
  const { query: elements, filter } = useFigures(process, view);
  const instants = useInstants(process);
  const figures = elements.data ?? null;
  const selected = figures?.elements.find(({ elementId }) => elementId === view.values.element);
  const elementName = selected?.name || view.values.element;
  return (
    <>
      <PageHeader title={process.name || process.id} lead={<ProcessLead process={process} />} />
      {process.hasDiagram ? (
        <TimeTravelBar
          instants={instants}
          at={toInstant(view.values.at)}
          onMove={(at) => void view.setValues({ at: toInstantText(at) }, MOVING)}
          error={view.values.at === null ? null : elements.error}
        />
      ) : null}
      <Split side={<ProcessFilters process={process} view={view} elementName={elementName} />}>
        <Panel
          title="Diagram"
          aside={<DiagramAside process={process} view={view} figures={figures} elementName={elementName} />}
          flush
        >
          {process.hasDiagram ? (
            <>
              <ProcessDrawing process={process} view={view} figures={figures} filter={filter} />
              <UnknownNotes notes={figures?.notes ?? []} />
            </>
          ) : (
            <EmptyState title="No diagram of this process">
              It was observed from events alone. Its cases stand below.
            </EmptyState>
          )}
        </Panel>
        <div className={styles["below"]} data-single={!process.hasDiagram}>
          {process.hasDiagram ? <Elements process={process} view={view} query={elements} filter={filter} /> : null}
          <Panel title={casesTitle(elementName, view.values.at)} flush>
            <CaseTable
              filter={view.caseFilter}
              isMain
              empty={<EmptyState title="No case here">{whyNoCase(view)}</EmptyState>}
            />
          </Panel>
        </div>
      </Split>
    </>
  );
}

interface ElementsProps {
  process: ProcessSummary;
  view: ProcessView;
  query: Parameters<typeof Loaded<ProcessElements>>[0]["query"];
  filter: FiguresFilter;
}

function Elements({ process, view, query, filter }: ElementsProps) {
  const { heat, element } = view.values;
  const heatmap = useQuery({ ...heatmapQuery(process.id, heat ?? "frequency", filter), enabled: heat !== null });
  return (
    <Panel title="Elements" flush>
      <Loaded query={query} what="The figures of the elements">
        {({ elements }) => (
          <ElementTable
            elements={elements}
            heatmap={heat === null ? null : (heatmap.data ?? null)}
            selectedElementId={element}
            onSelectElement={(elementId) => void view.setValues({ element: elementId })}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function casesTitle(elementName: string | null, at: string | null): string {
  const cases = elementName === null ? "Cases" : `Cases at ${elementName}`;
  return at === null ? cases : `${cases}, as they are now`;
}

interface DiagramAsideProps {
  process: ProcessSummary;
  view: ProcessView;
  figures: ProcessElements | null;
  elementName: string | null;
}

/** A process that was only observed has no engine of its own that could be asked for all of it. */
function DiagramAside({ process, figures, ...shown }: DiagramAsideProps) {
  return (
    <span className={styles["aside"]}>
      {figures === null ? null : <AsOf figures={figures} />}
      {process.origin === "engine" ? <ProcessActions process={process} figures={figures} {...shown} /> : null}
    </span>
  );
}

function AsOf({ figures }: { figures: ProcessElements }) {
  return (
    <span className="muted">
      as of <RelativeTime at={figures.asOf} />
    </span>
  );
}

function whyNoCase({ values, active }: ProcessView): string {
  if (values.element !== null)
    return "No case with these filters has been at this element. Choose another, or widen the time.";
  return active > 0
    ? "The filters leave none over: widen the time or clear them."
    : "The first event of one will show here by itself.";
}
