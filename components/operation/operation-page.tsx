"use client";

import { Select } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { operationQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { CopyableId } from "../ui/copyable-id";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { ProgressBar } from "../ui/progress-bar";
import { RelativeTime } from "../ui/relative-time";
import { actionWords } from "./action-words";
import { DownloadItems } from "./download-items";
import styles from "./operation.module.css";
import { OperationControls } from "./operation-controls";
import { OperationItems } from "./operation-items";
import { paceWords } from "./operation-pace";
import { isOver } from "./operation-progress";
import { type Operation, OperationStateBadge } from "./operation-state-badge";
import { RetryFailed } from "./retry-failed";

const ITEM_STATES = ["pending", "running", "succeeded", "failed", "skipped", "unknown"] as const;

/** One operation: the intention as it was written before the act, and what became of each target. */
export function OperationPage({ operationId }: { operationId: string }) {
  const query = useQuery({
    ...operationQuery(operationId),
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : 2_000),
  });
  const head = <PageHeader title="Operation" lead={<AppLink href="/operations">All operations</AppLink>} />;
  return (
    <Loaded query={query} what="The operation" head={head}>
      {(operation) => <LoadedOperation operation={operation} />}
    </Loaded>
  );
}

function LoadedOperation({ operation }: { operation: Operation }) {
  const [state, setState] = useQueryState("state", parseAsStringLiteral(ITEM_STATES));
  return (
    <>
      <PageHeader
        title={actionWords(operation.action)}
        lead={<AppLink href="/operations">All operations</AppLink>}
        actions={
          <>
            {operation.failed > 0 ? <RetryFailed operation={operation} /> : null}
            <OperationControls operation={operation} />
          </>
        }
      />
      <Panel title="Intention" aside={<OperationStateBadge state={operation.state} />}>
        <div className={styles["progress"]}>
          <OperationFacts operation={operation} />
          <WhyItStands operation={operation} />
          <ProgressBar label="Progress" {...operation} />
        </div>
      </Panel>
      <Panel
        title="Results"
        aside={
          <div className={styles["verified"]}>
            <DownloadItems operationId={operation.id} state={state ?? undefined} />
            <Select
              aria-label="State of results"
              placeholder="Any state"
              data={ITEM_STATES.map((value) => ({ value, label: value }))}
              value={state}
              clearable
              clearButtonProps={{ "aria-label": "Any state" }}
              onChange={(next) => void setState(ITEM_STATES.find((value) => value === next) ?? null)}
            />
          </div>
        }
        flush
        grow
      >
        <OperationItems operationId={operation.id} state={state ?? undefined} />
      </Panel>
    </>
  );
}

/** A canary, a pause, a cancellation: why, in words, said to who does not see the colour too. */
function WhyItStands({ operation: { stateReason } }: { operation: Operation }) {
  return (
    <div role="status">
      {stateReason === "" ? null : (
        <p className={styles["why"]}>
          <IconInfoCircle size={16} aria-hidden /> {stateReason}
        </p>
      )}
    </div>
  );
}

function OperationFacts({ operation }: { operation: Operation }) {
  return (
    <dl className={styles["facts"]}>
      <Fact name="Who">{operation.actor}</Fact>
      <Fact name="Why">{operation.reason === "" ? "no reason given" : operation.reason}</Fact>
      <Fact name="Requested">
        <RelativeTime at={operation.requestedAt} />
      </Fact>
      <Fact name="Started">
        <RelativeTime at={operation.startedAt} none="not yet" />
      </Fact>
      <Fact name="Ended">
        <RelativeTime at={operation.endedAt} none="not yet" />
      </Fact>
      {operation.startAt === null || operation.startedAt !== null ? null : (
        <Fact name="Starts">
          <RelativeTime at={operation.startAt} />
        </Fact>
      )}
      <Fact name="Targets">{formatCount(operation.total)}</Fact>
      <Fact name="Pace">{paceWords(operation)}</Fact>
      {operation.canary === null ? null : <Fact name="Canary">first {formatCount(operation.canary)}</Fact>}
      {operation.stopAtFailureShare === null ? null : (
        <Fact name="Stops by itself">at {(operation.stopAtFailureShare * 100).toFixed(1)} % failed</Fact>
      )}
      <Fact name="Audit trail">
        <AppLink href={`/operations/audit?subject=${encodeURIComponent(`operation:${operation.id}`)}`}>
          Its entries
        </AppLink>
      </Fact>
      <Fact name="Operation">
        <CopyableId id={operation.id} what="operation id" />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
