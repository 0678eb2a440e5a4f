"use client";

import { Button } from "@mantine/core";
import { IconLinkOff, IconRefresh, IconShieldCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { AuditVerification } from "@/lib/api/contract/audit";
import { auditVerificationQuery } from "@/lib/client/queries";
import { QueryProblem } from "../shell/query-problem";
import { CopyableId } from "../ui/copyable-id";
import { plural } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";
import styles from "./operation.module.css";

/** Whether every entry is as it was written; where the chain breaks, if it does. */
export function AuditVerified({ onOpen }: { onOpen: (entry: number) => void }) {
  const query = useQuery(auditVerificationQuery());
  return (
    <div className={styles["verified"]}>
      <div role="status" className={styles["verified"]}>
        {query.data === undefined ? <span className="muted">Checking the chain…</span> : <Found found={query.data} />}
      </div>
      {query.data?.brokenAt == null ? null : (
        <Button variant="light" color="red" onClick={() => onOpen(query.data?.brokenAt ?? 0)}>
          Show entry {query.data.brokenAt}
        </Button>
      )}
      <Button
        variant="subtle"
        loading={query.isFetching}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={() => void query.refetch()}
      >
        Check again
      </Button>
      {query.error === null ? null : (
        <QueryProblem error={query.error} what="The check" onRetry={() => void query.refetch()} />
      )}
    </div>
  );
}

function Found({ found }: { found: AuditVerification }) {
  const { isWhole, entries, why, lastId, lastHash, checkedAt } = found;
  return (
    <>
      {isWhole ? (
        <StatusBadge tone="active" icon={<IconShieldCheck size={13} />}>
          Chain is whole
        </StatusBadge>
      ) : (
        <StatusBadge tone="incident" icon={<IconLinkOff size={13} />}>
          Chain is broken
        </StatusBadge>
      )}
      <span>
        {isWhole ? plural(entries, "entry", "entries") : `${plural(entries, "entry", "entries")} fit; ${why}`}, checked{" "}
        <RelativeTime at={checkedAt} />
      </span>
      {lastId === 0 ? null : <CopyableId id={`${lastId}:${lastHash}`} what="id and hash of the last entry" />}
    </>
  );
}
