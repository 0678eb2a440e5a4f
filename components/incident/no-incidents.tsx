"use client";

import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { EmptyState } from "../ui/empty-state";
import type { IncidentFilters } from "./use-incident-filters";

export function NoIncidents({ filters: { active, clear, values } }: { filters: IncidentFilters }) {
  if (active === 0) {
    return (
      <EmptyState title="Nothing waits for you" icon={<IconCircleCheck size={32} />}>
        No incident is open. The next one shows here by itself; resolved ones are one press away at the left.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No ${values.state === "all" ? "" : `${values.state} `}incident matches`}
      icon={<IconCircleCheck size={32} />}
    >
      <Button mt="xs" variant="default" onClick={clear}>
        Clear filters
      </Button>
    </EmptyState>
  );
}
