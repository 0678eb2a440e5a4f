"use client";

import { IconRefresh } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { CALLS } from "@/lib/api/contract/calls";
import { fetchJson } from "@/lib/client/fetch-json";
import { useAskRetry } from "../incident/retry-provider";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import type { Operation } from "./operation-state-badge";

/** Asks again for what failed, and only for that; with its own preview, reason and entry in the audit trail. */
export function RetryFailed({ operation }: { operation: Operation }) {
  const ask = useAskRetry();
  const whyNotRole = useWhyNot("operator");
  const collect = useMutation({ mutationFn: () => failedTargets(operation.id), onSuccess: (ids) => ask(ids) });
  const whyNot = operation.action === "retry-incident" ? whyNotRole : "Only retries can be asked again from here.";
  return (
    <ActionButton
      whyNot={whyNot}
      loading={collect.isPending}
      leftSection={<IconRefresh size={14} aria-hidden />}
      onClick={() => collect.mutate()}
    >
      Retry the failed only
    </ActionButton>
  );
}

async function failedTargets(operationId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page: { items: { targetId: string }[]; nextCursor: string | null } = await fetchJson(CALLS.operationItems, {
      params: { operationId },
      query: { state: "failed", limit: 500, cursor: cursor ?? undefined },
    });
    ids.push(...page.items.map(({ targetId }) => targetId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}
