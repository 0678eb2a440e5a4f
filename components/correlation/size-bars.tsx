import type { Preview } from "@/lib/api/contract/rules";
import { formatCount } from "../ui/format-number";
import styles from "./correlation.module.css";

type Sizes = Preview["sizes"];

/** How many events cases have, now and with the rules: two bars for each size, with their numbers. */
export function SizeBars({ before, after }: { before: Sizes; after: Sizes }) {
  const starts = [...new Set([...before, ...after].map(({ from }) => from))].sort((a, b) => a - b);
  const most = Math.max(1, ...[...before, ...after].map(({ cases }) => cases));
  const casesFrom = (sizes: Sizes, from: number) => sizes.find((size) => size.from === from)?.cases ?? 0;
  return (
    <table className={styles["sizes"]}>
      <caption>Cases by their events</caption>
      <thead className="aside">
        <tr>
          <th scope="col">Events</th>
          <th scope="col">Cases now</th>
          <th scope="col">Cases with these rules</th>
        </tr>
      </thead>
      <tbody>
        {starts.map((from) => (
          <tr key={from}>
            <th scope="row">{from === 1 ? "1" : `${formatCount(from)}–${formatCount(from * 2 - 1)}`}</th>
            {[before, after].map((sizes, index) => (
              <td key={index === 0 ? "now" : "then"} data-when={index === 0 ? "now" : "then"}>
                <span className={styles["bar"]} style={{ width: `${(casesFrom(sizes, from) / most) * 70}%` }} />
                {formatCount(casesFrom(sizes, from))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
