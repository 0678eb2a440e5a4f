"use client";

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import type { CaseStory } from "@/lib/api/contract/cases";
import type { CaseCollaboration as Collaboration } from "@/lib/api/contract/models";
import { collaborationQuery } from "@/lib/client/queries";
import { AppLink } from "../ui/navigation";
import { Panel } from "../ui/panel";
import { present } from "../ui/present";
import styles from "./case-collaboration.module.css";
import { CollaborationDrawing } from "./collaboration-drawing";
import { CollaborationTable } from "./collaboration-table";
import { elementOfEvent } from "./element-of-event";
import { modelHref } from "./model-href";

interface CaseCollaborationProps {
  story: Pick<CaseStory, "id" | "trace">;
  /** The instant that the rest of the page is told as of; null: now. */
  at: string | null;
  selectedEventId: string | null;
  onSelectEventId: (eventId: string) => void;
}

type Shown = NonNullable<Collaboration["shown"]>;

/** The way of a case over the model that binds its activities: Kafka steps and engines on one diagram. Nothing, without such a model. */
export function CaseCollaboration({ story, at, selectedEventId, onSelectEventId }: CaseCollaborationProps) {
  const [model, setModel] = useQueryState("model", parseAsString);
  const { data } = useQuery(collaborationQuery(story.id, present({ model, at })));
  if (data?.shown == null) return null;
  const { shown, models } = data;
  const selectedElementId = elementOfEvent(shown.steps, story.trace, selectedEventId);
  const select = (elementId: string | null) => {
    const eventId = shown.steps.find((step) => step.elementId === elementId)?.eventId;
    if (eventId !== undefined) onSelectEventId(eventId);
  };
  return (
    <Panel title={`Collaboration: ${shown.id}, version ${shown.version}`} flush aside={<Aside shown={shown} />}>
      {models.length > 1 ? (
        <Select
          className={styles["choice"] ?? ""}
          label="Model"
          data={models.map(({ id, name }) => ({ value: id, label: name }))}
          value={shown.id}
          allowDeselect={false}
          onChange={(id) => void setModel(id)}
        />
      ) : null}
      <CollaborationDrawing shown={shown} selectedElementId={selectedElementId} onSelectElement={select} />
      <CollaborationTable shown={shown} selectedElementId={selectedElementId} onSelectElement={select} />
    </Panel>
  );
}

function Aside({ shown }: { shown: Shown }) {
  const missing = shown.unbound.reduce((total, { count }) => total + count, 0);
  const names = shown.unbound.map(({ name, producer, count }) => `${name} (${producer}) ${count}×`).join(", ");
  return (
    <span className={styles["aside"]}>
      {missing === 0 ? null : (
        <span className="muted" title={names}>
          {missing} of its steps are bound to nothing
        </span>
      )}
      <AppLink href={modelHref(shown.id)}>Bindings</AppLink>
    </span>
  );
}
