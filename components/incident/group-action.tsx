"use client";

import { IconRefresh } from "@tabler/icons-react";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { ActionButton } from "../ui/action-button";
import { AppLink } from "../ui/navigation";
import type { RetryGroup } from "./use-retry-group";

/** What mends a group at once; where another page has the means, the way there. */
export function GroupAction({ group, retry }: { group: IncidentGroup; retry: RetryGroup }) {
  switch (group.type) {
    case "engine":
      return (
        <ActionButton
          whyNot={retry.whyNot ?? (group.state === "open" ? null : "All of it is resolved.")}
          loading={retry.isBusy}
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={retry.ask}
        >
          Retry what is open of it
        </ActionButton>
      );
    case "dead-letter":
      return <AppLink href="/streams?tab=dead-letters">Replay dead letters</AppLink>;
    case "undecodable":
      return (
        <AppLink href={`/streams?tab=quarantine&group=${encodeURIComponent(group.fingerprint)}`}>
          See the records and try them again
        </AppLink>
      );
    case "stuck":
      return <AppLink href="/findings?kind=stuck">See what they wait for</AppLink>;
  }
}
