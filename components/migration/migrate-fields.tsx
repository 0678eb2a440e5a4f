"use client";

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ProcessDefinitions } from "@/lib/api/contract/processes";
import { bpmnQuery, definitionsQuery } from "@/lib/client/queries";
import type { Entered } from "../operation-form/asked-operation";
import { Loaded } from "../shell/loaded";
import { plural } from "../ui/format-number";
import { MappingFields } from "./mapping-fields";
import styles from "./migration.module.css";
import { MigrationDiagrams } from "./migration-diagrams";
import { type MigrationPlan, useMigrationPlan } from "./use-migration-plan";

type Definition = ProcessDefinitions["items"][number];

interface MigrateFieldsProps {
  processId: string;
  /** What the process instances run on. */
  version: number;
  /** How many tokens stand in which element. */
  tokens: ReadonlyMap<string, number>;
  onEnter: (entered: Entered) => void;
}

/** Which version process instances go over to, and which of its elements take their tokens over. */
export function MigrateFields(props: MigrateFieldsProps) {
  const definitions = useQuery(definitionsQuery(props.processId));
  return (
    <Loaded query={definitions} what="The versions" rows={2}>
      {({ items }) => <ChooseTarget {...props} others={items.filter(({ version }) => version !== props.version)} />}
    </Loaded>
  );
}

function ChooseTarget({ others, ...props }: MigrateFieldsProps & { others: readonly Definition[] }) {
  const [key, setKey] = useState<string | null>(null);
  const target = others.find(({ definitionKey }) => definitionKey === key) ?? null;
  if (others.length === 0) {
    return <p>No other version is deployed: deploy one to the engine first. It appears here by itself.</p>;
  }
  return (
    <>
      <Select
        label="Migrate to"
        description={`From version ${props.version}`}
        placeholder="Choose a version"
        data={others.map((one) => ({ value: one.definitionKey, label: targetWords(one), disabled: !one.hasDiagram }))}
        value={key}
        allowDeselect={false}
        onChange={setKey}
        w={280}
      />
      {target === null ? null : <Plan key={target.definitionKey} {...props} target={target} />}
    </>
  );
}

function targetWords({ version, tenant, definitionKey, hasDiagram }: Definition): string {
  const named = tenant === "" || tenant === "<default>" ? "" : `, tenant ${tenant}`;
  return `Version ${version}${named}, key …${definitionKey.slice(-6)}${hasDiagram ? "" : ", its diagram is not known here"}`;
}

function Plan({ target, ...props }: MigrateFieldsProps & { target: Definition }) {
  const sourceXml = useQuery(bpmnQuery(props.processId, props.version));
  const targetXml = useQuery(bpmnQuery(props.processId, target.version));
  return (
    <Loaded query={sourceXml} what="The diagram of now">
      {(from) => (
        <Loaded query={targetXml} what="The diagram of the target">
          {(to) => <OnDiagrams {...props} target={target} sourceXml={from} targetXml={to} />}
        </Loaded>
      )}
    </Loaded>
  );
}

type OnDiagramsProps = MigrateFieldsProps & { target: Definition; sourceXml: string; targetXml: string };

function OnDiagrams({ target, version, tokens, sourceXml, targetXml, onEnter }: OnDiagramsProps) {
  const activeIds = useMemo(() => new Set(tokens.keys()), [tokens]);
  const { definitionKey } = target;
  const plan = useMigrationPlan({ sourceXml, targetXml, targetDefinitionKey: definitionKey, activeIds, onEnter });
  return (
    <>
      <MigrationDiagrams
        plan={plan}
        tokens={tokens}
        source={{ xml: sourceXml, label: `now, version ${version}` }}
        target={{ xml: targetXml, label: `then, version ${target.version}` }}
      />
      <MappingFields plan={plan} tokens={tokens} />
      <Pending plan={plan} />
    </>
  );
}

function Pending({ plan: { active, mapping } }: { plan: MigrationPlan }) {
  const kept = active.filter(({ id }) => mapping.get(id)?.targetId === id).length;
  const lost = active.filter(({ id }) => !mapping.has(id)).length;
  const changed = active.length - kept - lost;
  return (
    <section aria-label="Pending migration" className={styles["pending"]} data-lost={lost > 0}>
      {plural(kept, "element")} with tokens as before, {changed} under another id, {lost} without a place.
    </section>
  );
}
