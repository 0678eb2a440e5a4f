"use client";

import { useQuery } from "@tanstack/react-query";
import { type Discovery, discoveryQuery } from "@/lib/client/queries";
import { CaseStateSelect } from "../case-list/case-state-select";
import { FitFigures } from "../conformance/fit-figures";
import { formatShare } from "../conformance/format-share";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import { processHref } from "../process/process-href";
import { Loaded } from "../shell/loaded";
import { FilterPanel } from "../ui/filter-panel";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Split } from "../ui/split";
import { TimeRangePicker } from "../ui/time-range-picker";
import styles from "./discovery.module.css";
import { KeepModel } from "./keep-model";
import { NoiseSlider } from "./noise-slider";
import { type DiscoveryView, useDiscoveryView } from "./use-discovery-view";

/** A model of what cases do, found in their events: as exact as one wants it, to be kept when it is good. */
export function DiscoveryPage({ processId }: { processId: string }) {
  const view = useDiscoveryView();
  const query = useQuery(discoveryQuery(processId, view.noise, view.filter));
  return (
    <>
      <PageHeader title="Discover a model" lead={<AppLink href={processHref(processId)}>{processId}</AppLink>} />
      <Split side={<Filters view={view} />}>
        <Loaded query={query} what="The model" rows={10}>
          {(found) => (
            <>
              <Panel title="How well cases fit it">
                <Figures found={found} />
              </Panel>
              <Panel title="Discovered model" flush>
                <div className={styles["drawing"]}>
                  <DeferredDiagram
                    xml={found.xml}
                    figures={null}
                    heatmap={null}
                    selectedElementId={view.values.element}
                    onSelectElement={(element) => void view.setValues({ element })}
                    label={`discovered from ${processId}`}
                  />
                </div>
              </Panel>
              <Panel title="Keep it">
                <KeepModel processId={processId} xml={found.xml} />
              </Panel>
            </>
          )}
        </Loaded>
      </Split>
    </>
  );
}

function Figures({ found: { fitness, precision, cases, conforming, leftOut } }: { found: Discovery }) {
  const share = (figure: number | null) => (figure === null ? "–" : formatShare(figure));
  return (
    <FitFigures
      figures={[
        { name: "Fitness", about: "1 less the deviating steps among all steps", value: share(fitness) },
        {
          name: "Cases that fit",
          about: "Every step of theirs is one that the model allows",
          value: cases === 0 ? "–" : `${formatShare(conforming / cases)} of ${formatCount(cases)}`,
        },
        { name: "Precision", about: "How much of what the model allows was ever done", value: share(precision) },
      ]}
      notes={leftOut === 0 ? [] : [`${plural(leftOut, "case")} not compared: their variants are rare or not decided.`]}
    />
  );
}

function Filters({ view }: { view: DiscoveryView }) {
  const { values, setValues, active, clear } = view;
  return (
    <FilterPanel active={active} onClear={clear}>
      <NoiseSlider value={values.noise} onChange={(noise) => void setValues({ noise })} />
      <TimeRangePicker
        range={{ from: values.from, to: values.to }}
        onChange={({ from, to }) => void setValues({ from, to })}
      />
      <CaseStateSelect label="State of cases" value={values.state} onChange={(state) => void setValues({ state })} />
    </FilterPanel>
  );
}
