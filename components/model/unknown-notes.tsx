import styles from "./unknown-notes.module.css";

/** What the figures of a bound model do not say. */
export function UnknownNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <details className={styles["notes"]}>
      <summary>What these figures do not say</summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
