"use client";

import type { ProcessElements } from "@/lib/api/contract/processes";
import { MigrateFields } from "../migration/migrate-fields";
import { ActionMenu } from "../operation-form/action-menu";
import type { AskedOperation } from "../operation-form/asked-operation";
import { useWhyNotAction } from "../operation-form/use-why-not-action";
import { VariablesFields } from "../operation-form/variables-fields";
import { present } from "../ui/present";
import { MoveFrom } from "./move-from";
import type { ProcessSummary } from "./process-columns";
import type { ProcessView } from "./use-process-view";

interface ProcessActionsProps {
  process: ProcessSummary;
  view: ProcessView;
  figures: ProcessElements | null;
  /** The selected element's name, when it is known. */
  elementName: string | null;
}

/** What can be asked of the engine for all active process instances that the filters leave over. */
export function ProcessActions({ process, view, figures, elementName }: ProcessActionsProps) {
  const whyNotAction = useWhyNotAction(process.source);
  const where = elementName === null ? "" : ` at ${elementName}`;
  return (
    <ActionMenu
      label={`Actions for all process instances${where}`}
      operations={operationsOf({ process, view, figures, elementName }).map((asked) => ({
        asked,
        whyNot: whyNotShown(asked, process, view) ?? whyNotAction(asked.action),
      }))}
    />
  );
}

function operationsOf({ process, view, figures, elementName }: ProcessActionsProps): readonly AskedOperation[] {
  const { version, values, filter } = view;
  const selection = { ids: [], filter: { process: process.id, ...filter, ...present({ element: values.element }) } };
  const of = { ...selection, noun: "process instance" as const };
  const where = elementName === null ? "" : ` at ${elementName}`;
  return [
    {
      ...of,
      action: "cancel-instance",
      title: `Cancel process instances${where}`,
      verb: "Cancel",
      isDestructive: true,
    },
    {
      ...of,
      action: "set-variables",
      title: `Set variables${where}`,
      verb: "Set variables of",
      fields: (onEnter) => (
        <VariablesFields
          known={[]}
          description="JSON, 1 MB at most. All of them get these; what does not stand here stays as it is."
          onEnter={onEnter}
        />
      ),
    },
    {
      ...of,
      action: "modify-instance",
      title: elementName === null ? "Move tokens from an element" : `Move tokens from ${elementName}`,
      verb: "Modify",
      fields: (onEnter) => (
        <MoveFrom processId={process.id} version={version} elementId={values.element ?? ""} onEnter={onEnter} />
      ),
    },
    {
      ...of,
      action: "migrate-instance",
      title: `Migrate process instances${where}`,
      verb: "Migrate",
      isWide: true,
      fields: (onEnter) => (
        <MigrateFields processId={process.id} version={version ?? 0} tokens={tokensOf(figures)} onEnter={onEnter} />
      ),
    },
  ];
}

function tokensOf(figures: ProcessElements | null): ReadonlyMap<string, number> {
  const active = (figures?.elements ?? []).filter((element) => element.active > 0);
  return new Map(active.map((element) => [element.elementId, element.active]));
}

/** Only what runs now can be asked for anything, and an element is one of a version. */
function whyNotShown({ action }: AskedOperation, process: ProcessSummary, view: ProcessView): string | null {
  const { values, version } = view;
  if (values.at !== null) return "Shown as it stood then: go back to now.";
  if (values.state === "ended" || values.state === "canceled") return "The cases shown have ended: choose active ones.";
  if (action === "modify-instance" && values.element === null) return "Select the element that tokens are moved from.";
  const needsVersion = action === "modify-instance" || action === "migrate-instance";
  if (needsVersion && version === null) return "Choose one version: elements differ from one to the other.";
  return action === "migrate-instance" && process.versions.length < 2 ? "No other version is known here." : null;
}
