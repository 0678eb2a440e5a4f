"use client";

import { Button, Tooltip } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { LiveState } from "@/lib/client/live-connection";
import { formatAgo } from "../ui/format-duration";
import { useNow } from "../ui/use-now";
import styles from "./live-indicator.module.css";
import { useLivePause } from "./live-pause";

const WORDS: Readonly<Record<LiveState, string>> = { connecting: "Connecting", live: "Live", lost: "Not connected" };

/** Whether the page moves by itself, when it last did, and the switch that stops it. */
export function LiveIndicator({ state }: { state: LiveState }) {
  const { isPaused, setPaused } = useLivePause();
  const now = useNow();
  const updatedAt = useUpdatedAt();
  const word = isPaused ? "Paused" : WORDS[state];
  const Icon = isPaused ? IconPlayerPlayFilled : IconPlayerPauseFilled;
  return (
    <div className={styles["live"]} data-state={isPaused ? "paused" : state}>
      <span className={styles["dot"]} aria-hidden />
      <span className={styles["words"]}>
        <span>{word}</span>
        {now === null || updatedAt === 0 ? null : (
          <span className={styles["age"]}>updated {formatAgo(updatedAt, Math.max(now, updatedAt))}</span>
        )}
      </span>
      <Tooltip label={isPaused ? "Resume live updates" : "Pause live updates"}>
        <Button
          variant="subtle"
          color="gray"
          px={6}
          aria-label="Pause live updates"
          aria-pressed={isPaused}
          onClick={() => setPaused(!isPaused)}
        >
          <Icon size={14} aria-hidden />
        </Button>
      </Tooltip>
    </div>
  );
}

/** When the newest answer of any query came. The cache is the outside system that is listened to. */
function useUpdatedAt(): number {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    // A query may come into being while another component renders; what follows waits until that is over.
    (listener) => cache.subscribe(notifyManager.batchCalls(listener)),
    () => cache.getAll().reduce((newest, { state }) => Math.max(newest, state.dataUpdatedAt), 0),
    () => 0,
  );
}
