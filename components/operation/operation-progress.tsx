"use client";

import { useQuery } from "@tanstack/react-query";
import { operationQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { ProgressBar } from "../ui/progress-bar";
import styles from "./operation.module.css";
import { OperationItems } from "./operation-items";
import { OperationStateBadge } from "./operation-state-badge";

/** An operation under way: how far, and what became of each. Progress is also asked by the clock, for news can be paused. */
export function OperationProgress({ operationId }: { operationId: string }) {
  const query = useQuery({
    ...operationQuery(operationId),
    refetchInterval: ({ state }) => (isOver(state.data?.state) ? false : 2_000),
  });
  return (
    <div className={styles["progress"]}>
      <Loaded query={query} what="The operation" rows={2}>
        {(operation) => (
          <div role="status" className={styles["progress"]}>
            <div>
              <OperationStateBadge state={operation.state} />
            </div>
            <ProgressBar label="Progress" {...operation} />
          </div>
        )}
      </Loaded>
      <div className={styles["items"]}>
        <OperationItems operationId={operationId} />
      </div>
    </div>
  );
}

export function isOver(state: string | undefined): boolean {
  return state === "done" || state === "failed" || state === "canceled";
}
