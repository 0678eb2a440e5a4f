import { isTroubled, lagWords, type SourceHealth } from "../shell/source-health";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./overview.module.css";

/** Sources that do not deliver or are late: while they are, all the rest of the page is older than it looks. */
export function SourceTroubles({ sources }: { sources: readonly SourceHealth[] }) {
  if (sources.length === 0) return null;
  return (
    <ul className={styles["kinds"]} aria-label="Sources that are down or behind">
      {sources.map((source) => (
        <li key={`${source.kind} ${source.id}`} className={styles["kind"]}>
          <AppLink href="/streams" className={styles["message"]} title={source.detail}>
            {source.id} is {isTroubled(source) ? source.state : "behind"}
            {source.detail === "" ? "" : `: ${source.detail}`}
          </AppLink>
          <span className={styles["rest"]}>{isTroubled(source) ? "lag not known" : lagWords(source)}</span>
          <span className="muted">
            {source.lastEventAt === null ? "no event yet" : "last "}
            <RelativeTime at={source.lastEventAt} none="" />
          </span>
        </li>
      ))}
    </ul>
  );
}
