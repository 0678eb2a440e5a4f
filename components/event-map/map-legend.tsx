import { formatCount } from "../ui/format-number";
import styles from "./event-map.module.css";
import { KIND_WORDS, LARGE_EDGES, type Lens } from "./map-words";
import { groupId, type MapPart } from "./shown-map";

const KINDS = ["orchestrated", "choreographed", "message"] as const;

/** How to read the picture, in words: kinds differ by their stroke, not by colour alone. */
export function MapLegend({ part: { nodes, edges }, lens }: { part: MapPart; lens: Lens }) {
  const producers = new Map(nodes.map((node) => [groupId(node), node.kind]));
  const engines = [...producers.values()].filter((kind) => kind === "element").length;
  const kinds = KINDS.filter((kind) => edges.some((edge) => edge.kind === kind));
  return (
    <section aria-label="Legend" className={styles["legend"]}>
      {lens === "tube" ? (
        <span>What goes over the bus is hidden in the tube: choose Spaghetti to lift it off.</span>
      ) : (
        kinds.map((kind) => (
          <span key={kind} className={styles["kind"]} title={KIND_WORDS[kind].about}>
            <svg width="34" height="10" aria-hidden focusable="false">
              <line x1="1" y1="5" x2="33" y2="5" className={styles["stroke"]} data-kind={kind} />
            </svg>
            {KIND_WORDS[kind].name}
          </span>
        ))
      )}
      <span className={styles["kind"]}>
        <span className={styles["serviceFrame"]} aria-hidden />
        service ({formatCount(producers.size - engines)})
      </span>
      {engines === 0 ? null : (
        <span className={styles["kind"]}>
          <span className={styles["engineFrame"]} aria-hidden />⚙ engine process ({formatCount(engines)})
        </span>
      )}
      <span className="muted">
        thicker = more often
        {edges.length > LARGE_EDGES && lens !== "tube"
          ? "; strokes show on the edges that are hovered or selected"
          : ""}
      </span>
    </section>
  );
}
