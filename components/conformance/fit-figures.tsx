import styles from "./conformance.module.css";

interface FitFiguresProps {
  figures: readonly { readonly name: string; readonly about: string; readonly value: string }[];
  /** What the figures leave out. */
  notes: readonly string[];
}

export function FitFigures({ figures, notes }: FitFiguresProps) {
  return (
    <>
      <dl className={styles["figures"]}>
        {figures.map(({ name, about, value }) => (
          <div key={name} className={styles["figure"]}>
            <dt title={about}>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notes.length === 0 ? null : (
        <ul className={styles["notes"]}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}
