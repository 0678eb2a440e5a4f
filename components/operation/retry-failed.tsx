"use client";

import { IconRefresh } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useAskRetry } from "../incident/use-ask-retry";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { collectItems } from "./collect-items";
import type { Operation } from "./operation-state-badge";

/** Asks again for what failed, and only for that; with its own preview, reason and entry in the audit trail. */
export function RetryFailed({ operation }: { operation: Operation }) {
  const ask = useAskRetry();
  const whyNotRole = useWhyNot("operator");
  const collect = useMutation({ mutationFn: () => failedTargets(operation.id), onSuccess: (ids) => ask(ids) });
  const whyNot = operation.action === "retry-incident" ? whyNotRole : "Only retries can be asked again from here.";
  return (
    <ActionButton
      variant="default"
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
  return (await collectItems({ operationId, state: "failed" })).map(({ targetId }) => targetId);
}
