"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import type { ModelDetails } from "@/lib/api/contract/models";
import { modelQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { BindSuggestions } from "./bind-suggestions";
import { BindingHistory } from "./binding-history";
import { type Draft, toDraft } from "./draft";
import { ElementBindings } from "./element-bindings";
import { ModelActions } from "./model-actions";
import { ModelDrawing } from "./model-drawing";
import { ModelElementTable } from "./model-element-table";
import { ModelLead } from "./model-lead";
import styles from "./model-page.module.css";
import { SaveBindings } from "./save-bindings";
import { UnboundActivities } from "./unbound-activities";

const PARSERS = { version: parseAsInteger, element: parseAsString };

/** One model: its diagram, and what its elements stand for. */
export function ModelPage({ modelId }: { modelId: string }) {
  const [{ version }] = useQueryStates(PARSERS, { history: "push" });
  const query = useQuery(modelQuery(modelId, version ?? undefined));
  const head = <PageHeader title={modelId} lead={<AppLink href="/processes/models">All process models</AppLink>} />;
  return (
    <Loaded query={query} what="The model" rows={10} head={head}>
      {(model) => <LoadedModel key={`${model.shownVersion} ${model.bindingVersion}`} model={model} />}
    </Loaded>
  );
}

/** Mounted anew with every save: what is changed here was made from what it shows. */
function LoadedModel({ model }: { model: ModelDetails }) {
  const [{ element }, setValues] = useQueryStates(PARSERS, { history: "push" });
  const [draft, setDraft] = useState<Draft>(() => toDraft(model));
  const select = (elementId: string | null) => void setValues({ element: elementId });
  const selected = model.elementDetails.find(({ elementId }) => elementId === element);
  return (
    <>
      <PageHeader title={model.name} lead={<ModelLead model={model} />} actions={<ModelActions model={model} />} />
      <SaveBindings model={model} draft={draft} onDiscard={() => setDraft(toDraft(model))} />
      <div className={styles["columns"]}>
        <div className={styles["main"]}>
          <Panel title="Diagram" flush>
            <ModelDrawing model={model} draft={draft} selectedElementId={element} onSelectElement={select} />
          </Panel>
          <Panel title="Elements" flush>
            <div className={styles["elements"]}>
              <ModelElementTable model={model} draft={draft} selectedElementId={element} onSelectElement={select} />
            </div>
          </Panel>
        </div>
        <div className={styles["side"]}>
          {selected === undefined ? null : (
            <ElementBindings
              key={selected.elementId}
              element={selected}
              activities={model.activities}
              draft={draft}
              onChange={setDraft}
              onClose={() => select(null)}
            />
          )}
          <BindSuggestions model={model} draft={draft} onChange={setDraft} />
          <UnboundActivities model={model} draft={draft} />
          <BindingHistory model={model} />
        </div>
      </div>
    </>
  );
}
