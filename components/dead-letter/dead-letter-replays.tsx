import type { DeadLetterDetail } from "@/lib/api/contract/dead-letters";
import { PayloadChanges } from "../case/diff-view";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./dead-letter.module.css";

type Replay = DeadLetterDetail["replays"][number];

/** What became of it: the records that were written as its replay, and what was edited. */
export function DeadLetterReplays({ letter: { replays } }: { letter: DeadLetterDetail }) {
  if (replays.length === 0) return null;
  return (
    <section aria-label="Replays">
      <h4>Replays</h4>
      <ul className={styles["sunken"]}>
        {replays.map((replay) => (
          <li key={`${replay.topic}/${replay.partition}/${replay.offset}`}>
            <code>
              {replay.topic}/{replay.partition}/{replay.offset}
            </code>{" "}
            {replay.seenAt === null ? "written, and not read back by ingest yet, " : "came back "}
            <RelativeTime at={replay.seenAt ?? replay.writtenAt} none="" />
            {replay.operationId === null ? null : (
              <>
                {" · "}
                <AppLink href={`/operations/${encodeURIComponent(replay.operationId)}`}>operation</AppLink>
              </>
            )}
            <Edited edited={replay.edited} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Edited({ edited }: Pick<Replay, "edited">) {
  if (edited === null) return <> · the same bytes</>;
  const { before, after } = edited;
  return (
    <details>
      <summary>edited</summary>
      {before.isMasked || after.isMasked ? <p className="muted">Parts of it are hidden from your role.</p> : null}
      <PayloadChanges before={before.text} after={after.text} />
    </details>
  );
}
