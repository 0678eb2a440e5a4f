import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { LiveConnection, type LiveState } from "./live-connection";
import { Refresher } from "./refresher";

/** One for the page, made when the first component listens: importing this module connects nothing. */
let connection: LiveConnection | null = null;

export type LiveOptions = {
  /** While paused nothing is asked; when it goes on and there were news, everything is asked once. */
  readonly isPaused?: boolean;
  /** Called instead of asking again, for lists that announce new rows before they show them. */
  readonly onNews?: (topics: readonly string[]) => void;
};

export type Live = {
  readonly state: LiveState;
  /** When news of these topics, or a new connection, came last. */
  readonly newsAt: Date | null;
};

/**
 * Keeps what the page shows up to date: news of the given topics (see NEWS_TOPICS; `case:<caseId>` for one case, whose id is
 * the one the story says) make the queries about them ask again.
 */
export function useLive(topics: readonly string[], options: LiveOptions = {}): Live {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>("connecting");
  const [newsAt, setNewsAt] = useState<Date | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const hasMissed = useRef(false);
  const wanted = topics.join(",");
  const isPaused = options.isPaused ?? false;

  useEffect(() => {
    const refresher = new Refresher(client);
    const want = new Set(wanted.split(","));
    const onNews = (told: readonly string[]) => {
      const ours = told.filter((topic) => topic === "anything" || want.has(topic));
      if (ours.length === 0) return;
      if (isPaused) {
        hasMissed.current = true;
        return;
      }
      setNewsAt(new Date());
      const { onNews: take } = latest.current;
      if (take === undefined) refresher.hear(ours);
      else take(ours);
    };
    connection ??= new LiveConnection();
    const stop = connection.listen({ onNews, onState: setState });
    if (!isPaused && hasMissed.current) refresher.hear([...want]);
    hasMissed.current = false;
    return stop;
  }, [client, wanted, isPaused]);

  return { state, newsAt };
}
