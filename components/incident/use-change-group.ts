"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CallBodyInput } from "@/lib/api/contract/call";
import type { CALLS } from "@/lib/api/contract/calls";
import { changeIncidentGroup } from "@/lib/client/mutations";
import { incidentGroupQuery } from "@/lib/client/queries";

export type GroupChange = CallBodyInput<typeof CALLS.changeIncidentGroup>;

/** Says something of a group; what the server answers is shown at once, the lists ask again. */
export function useChangeGroup(fingerprint: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: GroupChange) => changeIncidentGroup(fingerprint, change),
    onSuccess: (detail) => client.setQueryData(incidentGroupQuery(fingerprint).queryKey, detail),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["incident-groups"] }),
        client.invalidateQueries({ queryKey: ["incidents"] }),
      ]),
  });
}

export type ChangingGroup = ReturnType<typeof useChangeGroup>;
