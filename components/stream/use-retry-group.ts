import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { retryQuarantineGroup } from "@/lib/client/mutations";

/** So many reasons are shown; all are counted. */
const FAILURES_SHOWN = 20;

type Failed = { readonly id: string; readonly stream: string; readonly position: number; readonly reason: string };

export type GroupRun = {
  readonly state: "idle" | "running" | "stopped" | "done";
  readonly projected: number;
  readonly open: number;
  readonly failures: readonly Failed[];
  readonly error: unknown;
};

const IDLE: GroupRun = { state: "idle", projected: 0, open: 0, failures: [], error: null };

/** Retries a group call by call until it is through, is stopped, or its dialog goes away. */
export function useRetryGroup(groupId: string) {
  const client = useQueryClient();
  const [run, setRun] = useState(IDLE);
  const isStopped = useRef(false);
  // The dialog is the outside world here: when it is closed nobody would see how it goes on.
  useEffect(() => {
    isStopped.current = false;
    return () => {
      isStopped.current = true;
    };
  }, []);

  const start = async (reason: string) => {
    isStopped.current = false;
    setRun({ ...IDLE, state: "running" });
    let cursor: string | null = null;
    try {
      do {
        const answer: Awaited<ReturnType<typeof retryQuarantineGroup>> = await retryQuarantineGroup(
          groupId,
          reason,
          cursor,
        );
        cursor = answer.nextCursor;
        const failed = answer.results.filter(({ state }) => state !== "projected");
        setRun((before) => ({
          ...before,
          projected: before.projected + answer.projected,
          open: before.open + answer.open,
          failures: [...before.failures, ...failed].slice(0, FAILURES_SHOWN),
        }));
      } while (cursor !== null && !isStopped.current);
      setRun((before) => ({ ...before, state: cursor === null ? "done" : "stopped" }));
    } catch (error) {
      setRun((before) => ({ ...before, state: "stopped", error }));
    }
    await client.invalidateQueries({ queryKey: ["quarantine"] });
    await client.invalidateQueries({ queryKey: ["quarantine-groups"] });
  };
  const stop = () => {
    isStopped.current = true;
  };
  return { run, start, stop };
}
