"use client";

import { ActionMenu } from "@/components/operation-form/action-menu";
import type { AskedOperation } from "@/components/operation-form/asked-operation";
import { useWhyNotAction } from "@/components/operation-form/use-why-not-action";
import { VariablesFields } from "@/components/operation-form/variables-fields";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { instanceVariables } from "./instance-variables";
import { MigrateInstance } from "./migrate-instance";
import { MoveTokens } from "./move-tokens";

interface InstanceActionsProps {
  instance: ProcessInstance;
  /** Whether it is shown as it is; what stood in the past cannot be acted on. */
  isNow: boolean;
}

/** What can be asked of the engine for this process instance. */
export function InstanceActions({ instance, isNow }: InstanceActionsProps) {
  const whyNotAction = useWhyNotAction(instance.source);
  const whyNotNow = isNow ? null : "Shown as it stood then: go back to now.";
  return (
    <ActionMenu
      label={`Actions for ${instance.processName} ${instance.processInstanceKey}`}
      operations={operationsOf(instance).map((asked) => ({
        asked,
        whyNot: whyNotNow ?? whyNotState(asked, instance) ?? whyNotAction(asked.action),
      }))}
    />
  );
}

function operationsOf(instance: ProcessInstance): readonly AskedOperation[] {
  const of = { ids: [`${instance.source}:${instance.processInstanceKey}`], noun: "process instance" as const };
  const known = instanceVariables(instance);
  return [
    {
      ...of,
      action: "set-variables",
      title: "Set variables",
      verb: "Set variables of",
      fields: (onEnter) => (
        <VariablesFields
          known={known}
          description="JSON, 1 MB at most. Only those that stand here are set; the others stay as they are."
          onEnter={onEnter}
        />
      ),
    },
    {
      ...of,
      action: "modify-instance",
      title: "Move tokens",
      verb: "Modify",
      isWide: true,
      fields: (onEnter) => <MoveTokens instance={instance} onEnter={onEnter} />,
    },
    {
      ...of,
      action: "migrate-instance",
      title: "Migrate to another version",
      verb: "Migrate",
      isWide: true,
      fields: (onEnter) => <MigrateInstance instance={instance} onEnter={onEnter} />,
    },
    { ...of, action: "suspend-instance", title: "Suspend", verb: "Suspend" },
    { ...of, action: "resume-instance", title: "Resume", verb: "Resume" },
    { ...of, action: "restart-instance", title: "Restart from the beginning", verb: "Restart" },
    { ...of, action: "cancel-instance", title: "Cancel the process instance", verb: "Cancel", isDestructive: true },
  ];
}

function whyNotState({ action }: AskedOperation, { state, hasDiagram }: ProcessInstance): string | null {
  if (action === "restart-instance") return state === "active" ? "It has not ended yet." : null;
  if (state !== "active") return "It has ended already.";
  const needsDiagram = action === "modify-instance" || action === "migrate-instance";
  return needsDiagram && !hasDiagram ? "Its diagram is not known here." : null;
}
