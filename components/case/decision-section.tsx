import { type EvaluatedDecisions as Decisions, EvaluatedDecisions } from "@/lib/api/contract/decision";
import styles from "./decision-section.module.css";

type Decision = Decisions[number];
type Value = Decision["inputs"][number];

/** What was asked, which rules of the table matched, and what came out, for each decision that had to be made. */
export function DecisionSection({ detail }: { detail: Record<string, unknown> }) {
  const decisions = EvaluatedDecisions.safeParse(detail["decisions"]).data;
  if (decisions === undefined || decisions.length === 0) return null;
  return (
    <>
      {decisions.map((decision, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a decision may be required twice, and they never move
        <DecisionTable key={index} decision={decision} />
      ))}
    </>
  );
}

function DecisionTable({ decision: { name, output, inputs, rules } }: { decision: Decision }) {
  return (
    <table className={styles["decision"]}>
      <caption>
        {name} <span className="muted">gave</span> <code>{output}</code>
      </caption>
      <tbody>
        <Row head="Asked with" values={inputs} />
        {rules.map(({ row, outputs }) => (
          <Row key={row} head={`Rule ${row}`} values={outputs} />
        ))}
        {rules.length === 0 ? (
          <Row head="Rules" values={[]} none="No rule of a table matched, or it is no table." />
        ) : null}
      </tbody>
    </table>
  );
}

function Row({ head, values, none = "nothing" }: { head: string; values: readonly Value[]; none?: string }) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <td>
        {values.length === 0 ? <span className="muted">{none}</span> : null}
        {values.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name, and they never move
          <span key={index} className={styles["value"]}>
            {name} <code>{value}</code>
          </span>
        ))}
      </td>
    </tr>
  );
}
