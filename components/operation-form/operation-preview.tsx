import type { OperationPreview } from "@/lib/api/contract/operations";
import { plural } from "../ui/format-number";
import type { AskedOperation } from "./asked-operation";
import styles from "./operation-form.module.css";

/** The most that are listed one by one; the rest is counted. */
const SHOWN = 5;

interface PreviewProps {
  preview: OperationPreview;
  noun: AskedOperation["noun"];
}

/** What will happen, to what, what may be done twice, and what is left out and why. */
export function Preview({ preview, noun }: PreviewProps) {
  const { effect, matched, sample, impossible, movedOn } = preview;
  const named = sample.slice(0, SHOWN);
  const unnamed = matched - named.length;
  return (
    <div className={styles["steps"]}>
      <p>{effect}</p>
      {named.length === 0 ? null : (
        <section aria-label="Sample">
          <ul className={styles["sample"]}>
            {named.map(({ id, label }) => (
              <li key={id}>
                {label} <code className="muted">{id}</code>
              </li>
            ))}
            {unnamed > 0 ? <li className="muted">and {plural(unnamed, "more", "more")}</li> : null}
          </ul>
        </section>
      )}
      <Reasons title={`${plural(movedOn.length, "case")} moved on since: the work may be done twice`} items={movedOn} />
      <Reasons title={`${plural(impossible.length, noun)} will be left out`} items={impossible} />
    </div>
  );
}

function Reasons({ title, items }: { title: string; items: readonly { id: string; why: string }[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title} className={styles["reasons"]}>
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
