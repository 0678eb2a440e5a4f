import type { Conformance } from "@/lib/api/contract/conformance";
import { formatCount, plural } from "../ui/format-number";
import styles from "./conformance.module.css";
import { formatShare } from "./format-share";

/** How well it fits, in four numbers, and what they leave out. */
export function ConformanceFigures({ told }: { told: Conformance }) {
  const { fitness, precision, cases, conforming } = told;
  const notes = notesOf(told);
  return (
    <>
      <dl className={styles["figures"]}>
        <Figure name="Fitness" about="1 less the deviating steps among all steps" value={shareOf(fitness)} />
        <Figure
          name="Cases that fit"
          about="Every step of theirs is one that the model allows"
          value={cases === 0 ? "–" : `${formatShare(conforming / cases)} of ${formatCount(cases)}`}
        />
        <Figure name="Precision" about="How much of what the model allows was ever done" value={shareOf(precision)} />
        <Figure name="Kinds of deviation" about="Deviations told apart" value={formatCount(told.deviations.length)} />
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

const shareOf = (share: number | null) => (share === null ? "–" : formatShare(share));

function Figure({ name, about, value }: { name: string; about: string; value: string }) {
  return (
    <div className={styles["figure"]}>
      <dt title={about}>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function notesOf({ running, undecided, cut, variants, deviatingVariants }: Conformance): readonly string[] {
  return [
    running > 0 ? `${plural(running, "case")} under way: only the beginning is compared.` : "",
    undecided.cases > 0 ? `${plural(undecided.cases, "case")} not decided: ${undecided.reasons.join("; ")}.` : "",
    cut.cases > 0
      ? `${plural(cut.cases, "case")} of ${plural(cut.variants, "rarer variant")} left out: the most frequent ones are judged.`
      : "",
    deviatingVariants > variants.length
      ? `Listed are ${formatCount(variants.length)} of ${formatCount(deviatingVariants)} deviating variants.`
      : "",
  ].filter((note) => note !== "");
}
