"use client";

import { useState } from "react";
import type { Conformance } from "@/lib/api/contract/conformance";
import { CaseTable } from "../case-list/case-table";
import { EmptyState } from "../ui/empty-state";
import { Panel } from "../ui/panel";
import type { TableSort } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./conformance.module.css";
import { DEVIATION_COLUMNS, VARIANT_COLUMNS } from "./conformance-columns";
import { DEVIATION_WORDS } from "./deviation-words";
import type { ConformanceView } from "./use-conformance-view";

interface ConformanceTablesProps {
  processId: string;
  told: Conformance;
  view: ConformanceView;
}

/** Deviations, the variants that have the chosen one, and the cases of the chosen variant. */
export function ConformanceTables({ processId, told, view }: ConformanceTablesProps) {
  const { element, deviation, variant } = view.values;
  const deviations = told.deviations.filter(({ elementId }) => element === null || elementId === element);
  const ids = new Set(deviations.filter(({ id }) => deviation === null || id === deviation).map(({ id }) => id));
  const variants = told.variants.filter(({ deviationIds }) => deviationIds.some((id) => ids.has(id)));
  return (
    <div className={styles["tables"]}>
      <Panel title={element === null ? "Deviations" : "Deviations at the selected element"} flush>
        <Deviations deviations={deviations} view={view} />
      </Panel>
      <Panel title={deviation === null ? "Variants that deviate" : "Variants with the chosen deviation"} flush>
        <Variants variants={variants} view={view} />
      </Panel>
      <div className={styles["wide"]}>
        <Panel title={variant === null ? "Cases" : "Cases of the chosen variant"} flush>
          {variant === null ? (
            <EmptyState title="Choose a variant">Its cases show here, each with its whole story.</EmptyState>
          ) : (
            <CaseTable
              filter={{ process: processId, ...view.filter, variant }}
              empty={<EmptyState title="No case left">Its cases went on since: ask again.</EmptyState>}
            />
          )}
        </Panel>
      </div>
    </div>
  );
}

function Deviations({ deviations, view }: { deviations: Conformance["deviations"]; view: ConformanceView }) {
  const [sort, setSort] = useState<TableSort | null>({ columnId: "cases", isDescending: true });
  const chosen = view.values.deviation;
  if (deviations.length === 0) {
    return <EmptyState title="No deviation">All judged cases did what the model allows here.</EmptyState>;
  }
  return (
    <VirtualTable
      label="Deviations"
      columns={DEVIATION_COLUMNS}
      items={deviations}
      idOf={({ id }) => id}
      nameOf={({ kind, activity }) => `${DEVIATION_WORDS[kind].name} ${activity}`}
      currentId={chosen}
      onOpen={({ id }) => void view.setValues({ deviation: id === chosen ? null : id, variant: null })}
      sort={sort}
      onSort={setSort}
      isMain
      narrowLine={({ elementName }) => elementName ?? "not in the model"}
      footer="Enter shows the variants that have it."
    />
  );
}

function Variants({ variants, view }: { variants: Conformance["variants"]; view: ConformanceView }) {
  const [sort, setSort] = useState<TableSort | null>(null);
  const chosen = view.values.variant;
  if (variants.length === 0) {
    return <EmptyState title="No variant deviates">Widen the time, or let go of the selected element.</EmptyState>;
  }
  return (
    <VirtualTable
      label="Variants that deviate"
      columns={VARIANT_COLUMNS}
      items={variants}
      idOf={({ variantId }) => variantId}
      nameOf={({ moves }) => moves.map(({ activity }) => activity).join(", ")}
      currentId={chosen}
      onOpen={({ variantId }) => void view.setValues({ variant: variantId === chosen ? null : variantId })}
      sort={sort}
      onSort={setSort}
      footer="A plus is what only the case did, a minus what only the model demands. Enter shows the cases."
    />
  );
}
