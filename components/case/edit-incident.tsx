"use client";

import { IconPencil } from "@tabler/icons-react";
import { EditFields } from "@/components/operation-form/edit-fields";
import { useAskOperation } from "@/components/operation-form/operation-provider";
import { useWhyNotAction } from "@/components/operation-form/use-why-not-action";
import { ActionButton } from "@/components/ui/action-button";
import type { Incident, ProcessInstance } from "@/lib/api/contract/cases";
import { instanceVariables } from "./instance-variables";

interface EditIncidentProps {
  incident: Incident;
  instances: readonly ProcessInstance[];
}

/** Puts right what made the job fail, and lets it run again. */
export function EditIncident({ incident, instances }: EditIncidentProps) {
  const ask = useAskOperation();
  const whyNotOffered = useWhyNotAction(incident.source)("edit-and-retry");
  const instance = instances.find(({ processInstanceKey }) => processInstanceKey === incident.processInstanceKey);
  const known = instanceVariables(instance);
  return (
    <ActionButton
      whyNot={whyNotOffered ?? incident.whyNotRetryable}
      variant="subtle"
      leftSection={<IconPencil size={14} aria-hidden />}
      aria-label={`Edit variables and retry at ${incident.elementName.replace(/\s+/g, " ") || incident.elementId}`}
      onClick={() =>
        ask({
          action: "edit-and-retry",
          ids: [incident.id],
          title: "Edit variables and retry",
          verb: "Retry",
          noun: "incident",
          fields: (onEnter) => <EditFields known={known} onEnter={onEnter} />,
        })
      }
    >
      Edit and retry
    </ActionButton>
  );
}
