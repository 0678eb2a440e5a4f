import type { Log } from "@/lib/platform/log";
import { announce } from "@/lib/store/announce";
import type { Sql } from "@/lib/store/database";
import type { Projected } from "./stream-batch";

export type Announcer = {
  /** News of a committed batch. */
  tell(projected: Projected): void;
  add(...topics: readonly string[]): void;
};

/** At most ten announcements a second: nobody sees more, and each takes a lock that all commits pass. */
const ANNOUNCE_EVERY_MS = 100;
const CASES_MAX = 100;

/**
 * Announces what was committed. Apart from the batch's transaction, because notifying commits stand in one line. What is
 * lost with a crash is said by the next start ("anything"), and by each new connection of a browser.
 */
export function createAnnouncer(sql: Sql, log: Log): Announcer {
  let pending = new Set<string>();
  let isScheduled = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tellNow = () => {
    isScheduled = false;
    toldAt = performance.now();
    const topics = [...pending];
    pending = new Set();
    announce(sql, topics).catch((error: unknown) => log.debug({ error: String(error) }, "news were not told"));
  };
  const add = (...topics: readonly string[]) => {
    for (const topic of topics) pending.add(topic);
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(tellNow, Math.max(0, ANNOUNCE_EVERY_MS - (performance.now() - toldAt)));
  };
  return { add, tell: (projected) => add(...topicsOf(projected)) };
}

/** Many cases at once are said as "anything", which is what their readers would ask for. */
export function topicsOf({ events, caseIds, hasIncidents, hasDefinitions, quarantined }: Projected): readonly string[] {
  const topics = ["streams"];
  if (events > 0) topics.push("cases", "processes");
  if (hasIncidents) topics.push("incidents");
  if (hasDefinitions) topics.push("definitions");
  if (quarantined.length > 0) topics.push("quarantine", "incidents");
  if (caseIds.length > CASES_MAX) return ["anything"];
  return [...topics, ...caseIds.map((caseId) => `case:${caseId}`)];
}
