"use client";

import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { ActionButton } from "../ui/action-button";
import { formatCount } from "../ui/format-number";
import { FreshRows } from "../ui/fresh-rows";
import styles from "./incident.module.css";
import type { IncidentListState } from "./use-incident-list";

export function IncidentToolbar({ list }: { list: IncidentListState }) {
  const { selected, query, matching } = list;
  const count = selected.size;
  const whyNot =
    list.whyNotRetry ?? (count === 0 ? "Select at least one incident: x in a row, or its checkbox." : null);
  return (
    <div role="toolbar" aria-label="Selected incidents" className={styles["toolbar"]}>
      <ActionButton
        whyNot={whyNot}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={() => list.retry([...selected])}
      >
        Retry selected
      </ActionButton>
      <span role="status" className="number">
        {count === 0 ? "None selected" : `${formatCount(count)} selected`}
      </span>
      {query.hasNextPage && count > 0 ? (
        <Button variant="subtle" loading={matching.isPending} onClick={() => matching.mutate()}>
          Select all that match
        </Button>
      ) : null}
      {count > 0 ? (
        <Button variant="subtle" color="gray" onClick={list.clear}>
          Clear selection
        </Button>
      ) : null}
      <FreshRows fresh={list.fresh} one="incident" onShow={list.showFresh} />
    </div>
  );
}
