import type { z } from "zod";
import type { OperationPreview } from "@/lib/api/contract/operations";
import { plural } from "../ui/format-number";
import styles from "./retry-dialog.module.css";

/** The most reasons that are listed one by one; the rest is counted. */
const SHOWN = 5;

export function RetryPreview({ preview }: { preview: z.infer<typeof OperationPreview> }) {
  const { effect, matched, sample, impossible } = preview;
  const unnamed = matched - sample.length;
  return (
    <div className={styles["preview"]}>
      <p>{effect}</p>
      <section aria-label="Sample">
        <ul className={styles["sample"]}>
          {sample.map(({ id, label }) => (
            <li key={id}>
              {label} <code className="muted">{id}</code>
            </li>
          ))}
          {unnamed > 0 ? <li className="muted">and {plural(unnamed, "more", "more")}</li> : null}
        </ul>
      </section>
      {impossible.length === 0 ? null : (
        <section aria-label="Cannot be retried" className={styles["impossible"]}>
          <h3>{plural(impossible.length, "incident")} will be left out</h3>
          <ul>
            {impossible.slice(0, SHOWN).map(({ id, why }) => (
              <li key={id}>
                <code>{id}</code> {why}
              </li>
            ))}
            {impossible.length > SHOWN ? <li>and {plural(impossible.length - SHOWN, "more", "more")}</li> : null}
          </ul>
        </section>
      )}
    </div>
  );
}
