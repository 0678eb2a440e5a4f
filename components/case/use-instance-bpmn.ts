"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { bpmnQuery } from "@/lib/client/queries";

/** The diagram that an instance runs on; without its version, which an engine's first records may lack, the newest. */
export function useInstanceBpmn(instance: ProcessInstance | null) {
  const version = instance === null || instance.version === 0 ? undefined : instance.version;
  return useQuery({ ...bpmnQuery(instance?.processId ?? "", version), enabled: instance?.hasDiagram === true });
}
