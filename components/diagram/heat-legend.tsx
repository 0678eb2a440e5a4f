import type { Heatmap } from "@/lib/api/contract/processes";
import styles from "./heat-legend.module.css";
import { heatScale } from "./heat-scale";
import { exactHeatValue, heatUnitWords } from "./heat-value";

const METRIC_WORDS: Record<Heatmap["metric"], string> = {
  frequency: "How often",
  duration: "How long",
  waiting: "How long it waits",
  target: "Beyond target",
  incidents: "Incidents",
};

/** What the colours stand for, in units: each is a range of values, with about as many elements in it as in the next. */
export function HeatLegend({ heatmap }: { heatmap: Heatmap }) {
  const { metric, unit, elements } = heatmap;
  const { steps } = heatScale(elements.map(({ value }) => value));
  return (
    <figure className={styles["legend"]} aria-label={`Colours: ${METRIC_WORDS[metric].toLowerCase()}`}>
      <figcaption>
        {METRIC_WORDS[metric]} {unitInBrackets(unit)}
      </figcaption>
      {steps.length === 0 ? (
        <p className="muted">nothing in this time range</p>
      ) : (
        <ol>
          {steps.map(({ step, from, to }) => (
            <li key={step}>
              <span className={`diagram-heat-swatch heat-${step}`} aria-hidden />
              <span className="number">{rangeWords(exactHeatValue(from, unit), exactHeatValue(to, unit))}</span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}

function unitInBrackets(unit: string): string {
  const words = heatUnitWords(unit);
  return words === "" ? "" : `(${words})`;
}

function rangeWords(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}
