"use client";

import { useEffect, useMemo, useState } from "react";
import { diagramStructure } from "../diagram/diagram-structure";
import type { Entered } from "../operation-form/asked-operation";
import { type Choices, suggestMapping } from "./suggest-mapping";
import { toMigration } from "./to-migration";

interface PlanOf {
  sourceXml: string;
  targetXml: string;
  targetDefinitionKey: string;
  activeIds: ReadonlySet<string>;
  onEnter: (entered: Entered) => void;
}

const NO_CHOICE: Choices = new Map();

/** Which element stands for which, as it is suggested and chosen so far; told to the form with each change. */
export function useMigrationPlan({ sourceXml, targetXml, targetDefinitionKey, activeIds, onEnter }: PlanOf) {
  const [choices, setChoices] = useState(NO_CHOICE);
  const sources = useMemo(() => diagramStructure(sourceXml), [sourceXml]);
  const targets = useMemo(() => diagramStructure(targetXml), [targetXml]);
  const mapping = useMemo(() => suggestMapping({ sources, targets }, choices), [sources, targets, choices]);
  const active = useMemo(() => sources.filter(({ id }) => activeIds.has(id)), [sources, activeIds]);
  useEffect(
    () => onEnter(toMigration({ targetDefinitionKey, sources, activeIds, mapping })),
    [targetDefinitionKey, sources, activeIds, mapping, onEnter],
  );
  const choose = (sourceId: string, targetId: string | null) =>
    setChoices((before) => {
      // What another has stays with whoever asked last.
      const rest = [...before].filter(([id, taken]) => id !== sourceId && (targetId === null || taken !== targetId));
      return new Map([...rest, [sourceId, targetId]]);
    });
  return { sources, targets, mapping, active, choose };
}

export type MigrationPlan = ReturnType<typeof useMigrationPlan>;
