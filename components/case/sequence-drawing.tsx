import styles from "./sequence.module.css";
import type { SequenceRow } from "./sequence-layout";
import { LANE_PX, ROW_PX } from "./sequence-measures";

/** Height of the arrow in its row: there is text above and below it. */
const ARROW_Y = 24;
const BAR_PX = 8;
const HEAD_PX = 7;

const middle = (lane: number) => lane * LANE_PX + LANE_PX / 2;

/** Lifelines of one row, who runs meanwhile, and its arrow. */
export function SequenceDrawing({ row, lanes }: { row: SequenceRow; lanes: number }) {
  return (
    <svg width={lanes * LANE_PX} height={ROW_PX} aria-hidden="true" focusable="false">
      {Array.from({ length: lanes }, (_, lane) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
        <line key={lane} className={styles["lifeline"]} x1={middle(lane)} x2={middle(lane)} y1={0} y2={ROW_PX} />
      ))}
      {row.running.map((lane) => (
        <rect
          key={lane}
          className={styles["running"]}
          x={middle(lane) - BAR_PX / 2}
          width={BAR_PX}
          y={0}
          height={ROW_PX}
        />
      ))}
      {row.kind === "steps" ? (
        <circle className={styles["step"]} cx={middle(row.lane)} cy={ARROW_Y} r={3.5} />
      ) : (
        <Arrow from={row.from} to={row.to} isGuess={row.hop?.why === "next"} />
      )}
    </svg>
  );
}

function Arrow({ from, to, isGuess }: { from: number; to: number | null; isGuess: boolean }) {
  const dot = <circle className={styles["dot"]} cx={middle(from)} cy={ARROW_Y} r={4.5} />;
  if (to === null || to === from) return dot;
  const direction = to > from ? 1 : -1;
  const tip = middle(to) - direction * (BAR_PX / 2);
  const back = tip - direction * HEAD_PX;
  return (
    <>
      <line className={styles["arrow"]} data-guess={isGuess} x1={middle(from)} x2={back} y1={ARROW_Y} y2={ARROW_Y} />
      <path className={styles["tip"]} d={`M${tip} ${ARROW_Y}L${back} ${ARROW_Y - 4.5}V${ARROW_Y + 4.5}Z`} />
      {dot}
    </>
  );
}
