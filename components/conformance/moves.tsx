import type { JudgedVariant } from "@/lib/api/contract/conformance";
import styles from "./conformance.module.css";

const SIGNS = { sync: "", log: "+ ", model: "− " } as const;
const WORDS = { sync: "as the model says", log: "only the case did it", model: "only the model demands it" } as const;

/** The steps of an alignment: a plus is what only the case did, a minus what only the model demands. */
export function Moves({ moves }: Pick<JudgedVariant, "moves">) {
  const text = moves.map(({ kind, activity }) => `${SIGNS[kind]}${activity}`).join(" → ");
  return (
    <span className={styles["moves"]} title={text}>
      {moves.map(({ kind, activity }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place, and the list never moves
        <span key={index} className={styles["move"]} data-kind={kind} title={`${activity}: ${WORDS[kind]}`}>
          {SIGNS[kind]}
          {activity}
        </span>
      ))}
    </span>
  );
}
