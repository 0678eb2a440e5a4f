import type { OperationPreview } from "@/lib/api/contract/operations";
import { plural } from "../ui/format-number";
import styles from "./dead-letter.module.css";

/** The most that are listed one by one; the rest is counted. */
const SHOWN = 5;

/** What is written, to what, who sees it, what may be done twice, and what is left out and why. */
export function RecordPreview({ preview }: { preview: OperationPreview }) {
  const { effect, matched, sample, impossible, movedOn, consumers } = preview;
  const unnamed = matched - impossible.length - sample.length;
  return (
    <div className={styles["steps"]}>
      <p>{effect}</p>
      {sample.length === 0 ? null : (
        <section aria-label="Sample">
          <ul className={styles["sunken"]}>
            {sample.slice(0, SHOWN).map(({ id, label }) => (
              <li key={id}>
                {label} <code className="muted">{id}</code>
              </li>
            ))}
            {unnamed + Math.max(sample.length - SHOWN, 0) > 0 ? (
              <li className="muted">and {plural(unnamed + Math.max(sample.length - SHOWN, 0), "more", "more")}</li>
            ) : null}
          </ul>
        </section>
      )}
      <Consumers consumers={consumers} />
      <Reasons title={`${plural(movedOn.length, "case")} moved on since: the work may be done twice`} items={movedOn} />
      <Reasons title={`${plural(impossible.length, "record")} will be left out`} items={impossible} />
    </div>
  );
}

function Consumers({ consumers }: Pick<OperationPreview, "consumers">) {
  if (consumers.length === 0) {
    return <p className="muted">No consumer group was observed on the topic; that does not mean that there is none.</p>;
  }
  return (
    <section aria-label="Who will see it">
      <p>Read by {consumers.map(({ group }) => group).join(", ")}: each of them gets it.</p>
    </section>
  );
}

function Reasons({ title, items }: { title: string; items: readonly { id: string; why: string }[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title} className={styles["note"]}>
      <h3>{title}</h3>
      <ul>
        {items.slice(0, SHOWN).map(({ id, why }) => (
          <li key={id}>
            <code>{id}</code> {why}
          </li>
        ))}
        {items.length > SHOWN ? <li>and {plural(items.length - SHOWN, "more", "more")}</li> : null}
      </ul>
    </section>
  );
}
