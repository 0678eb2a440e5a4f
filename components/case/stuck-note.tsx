import { IconHourglassEmpty } from "@tabler/icons-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory } from "@/lib/api/contract/cases";
import styles from "./stuck-note.module.css";

/** Nothing failed, and yet nothing comes: since when, what should come, and from whom. */
export function StuckNote({ stuck }: Pick<CaseStory, "stuck">) {
  if (stuck === null) return null;
  return (
    <section aria-label="Stuck without an error" className={styles["note"]}>
      <h2>
        <IconHourglassEmpty size={15} aria-hidden /> Stuck without an error
      </h2>
      <p>
        It {stuck.text}. The last event was <RelativeTime at={stuck.since} />.
      </p>
      {stuck.expected.length === 0 ? null : (
        <ul>
          {stuck.expected.map(({ activity, producer, share }) => (
            <li key={`${producer} ${activity}`}>
              <strong>{activity}</strong> from {producer}
              <span className="muted number"> comes next in {Math.round(share * 100)}%</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
