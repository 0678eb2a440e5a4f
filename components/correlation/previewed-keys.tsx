import type { Preview } from "@/lib/api/contract/rules";
import { formatCount } from "../ui/format-number";
import styles from "./correlation.module.css";

/** More events than one case of this kind should have; and more values than one case should tie. */
const BUSIEST_MAX = 100;
const PER_CASE_MAX = 12;

/** Each key name with how much it ties, and a word where that is too much. */
export function PreviewedKeys({ preview: { keys } }: { preview: Preview }) {
  return (
    <table className={styles["figures"]}>
      <caption>Keys with these rules</caption>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Values</th>
          <th scope="col">Events</th>
          <th scope="col" title="Events that the busiest value is in">
            Busiest
          </th>
          <th scope="col" title="Most values of this name in one case">
            In one case
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <KeyLine key={`${key.role} ${key.name}`} of={key} />
        ))}
      </tbody>
    </table>
  );
}

function KeyLine({ of }: { of: Preview["keys"][number] }) {
  const advice = adviceOn(of);
  return (
    <>
      <tr data-warned={advice !== null}>
        <th scope="row">
          {of.name} <span className="muted">{of.role}</span>
        </th>
        <td>{formatCount(of.values)}</td>
        <td>{formatCount(of.events)}</td>
        <td>{formatCount(of.busiest)}</td>
        <td>{formatCount(of.perCase)}</td>
      </tr>
      {advice === null ? null : (
        <tr>
          <td colSpan={5} className={styles["warning"]}>
            {advice}
          </td>
        </tr>
      )}
    </>
  );
}

function adviceOn({ name, role, busiest, perCase }: Preview["keys"][number]): string | null {
  if (role !== "link") return null;
  if (busiest > BUSIEST_MAX) {
    return `One value of ${name} ties ${formatCount(busiest)} events of this sample. If many cases have it in common, make it shared.`;
  }
  if (perCase > PER_CASE_MAX) {
    return `One case holds ${formatCount(perCase)} values of ${name}: another key ties what does not belong together.`;
  }
  return null;
}
