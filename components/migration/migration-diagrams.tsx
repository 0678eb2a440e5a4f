"use client";

import { useMemo, useState } from "react";
import type { ProcessElements } from "@/lib/api/contract/processes";
import { DeferredDiagram } from "../diagram/deferred-diagram";
import type { ElementMark } from "../diagram/element-marks";
import styles from "./migration.module.css";
import { canStandFor } from "./suggest-mapping";
import type { MigrationPlan } from "./use-migration-plan";

interface MigrationDiagramsProps {
  plan: MigrationPlan;
  tokens: ReadonlyMap<string, number>;
  source: { xml: string; label: string };
  target: { xml: string; label: string };
}

/** Both versions beside each other: one picks an element on the left, and on the right what takes its tokens over. */
export function MigrationDiagrams({ plan, tokens, source, target }: MigrationDiagramsProps) {
  const [pickedId, setPicked] = useState<string | null>(null);
  const { active, targets, mapping, choose } = plan;
  const picked = active.find(({ id }) => id === pickedId);
  const marks = useMemo(() => marksOf(plan), [plan]);
  const figures = useMemo(() => tokenFigures(tokens), [tokens]);
  const pickTarget = (targetId: string | null) => {
    const found = targets.find(({ id }) => id === targetId);
    if (picked !== undefined && found !== undefined && canStandFor(picked, found, mapping)) choose(picked.id, found.id);
  };
  return (
    <>
      <p className="muted">
        {picked === undefined
          ? "Pick an element with tokens on the left, then on the right what takes them over; or use the fields below."
          : `${picked.label} is picked: pick a ${picked.kind} on the right.`}
      </p>
      <div className={styles["diagrams"]}>
        <div className={styles["diagram"]}>
          <DeferredDiagram
            xml={source.xml}
            label={source.label}
            figures={figures}
            heatmap={null}
            marks={marks.source}
            selectedElementId={pickedId}
            onSelectElement={setPicked}
          />
        </div>
        <div className={styles["diagram"]}>
          <DeferredDiagram
            xml={target.xml}
            label={target.label}
            figures={null}
            heatmap={null}
            marks={marks.target}
            selectedElementId={pickedId === null ? null : (mapping.get(pickedId)?.targetId ?? null)}
            onSelectElement={pickTarget}
          />
        </div>
      </div>
    </>
  );
}

function marksOf({ active, mapping }: MigrationPlan) {
  const source = new Map<string, ElementMark>();
  const target = new Map<string, ElementMark>();
  for (const { id } of active) {
    const found = mapping.get(id)?.targetId;
    const mark = found === undefined ? "lost" : found === id ? "kept" : "changed";
    source.set(id, mark);
    if (found !== undefined) target.set(found, mark);
  }
  return { source, target };
}

const NOTHING = {
  name: "",
  type: "",
  completed: 0,
  terminated: 0,
  incidents: 0,
  p50: null,
  p90: null,
  p99: null,
  mean: null,
};

function tokenFigures(tokens: ReadonlyMap<string, number>): ProcessElements {
  const elements = Array.from(tokens, ([elementId, active]) => ({ ...NOTHING, elementId, active }));
  return { elements, flows: [], asOf: new Date(0).toISOString() };
}
