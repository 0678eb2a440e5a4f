/** Steps of the colour scale; diagram.css holds one cividis colour per step and theme. */
export const HEAT_STEPS = 5;

type HeatStep = { step: number; from: number; to: number; elements: number };
type HeatScale = { stepOf(value: number): number | null; steps: readonly HeatStep[] };

/**
 * A quantile scale: each colour stands for about as many elements as the next, so one busy element does not paint all
 * others in the palest colour. Equal values always share a step. Zero has no colour: nothing was there.
 */
export function heatScale(values: readonly number[]): HeatScale {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  const bounds = upperBounds(positive);
  const stepOf = (value: number) => {
    if (!(value > 0) || bounds.length === 0) return null;
    const index = bounds.findIndex((bound) => value <= bound);
    return spread(index === -1 ? bounds.length - 1 : index, bounds.length);
  };
  return { stepOf, steps: legendOf(positive, stepOf) };
}

/** The largest value of each step, without repeats. */
function upperBounds(sorted: readonly number[]): number[] {
  const bounds: number[] = [];
  for (let step = 1; step <= HEAT_STEPS; step += 1) {
    const bound = sorted[Math.ceil((step / HEAT_STEPS) * sorted.length) - 1];
    if (bound !== undefined && bound !== bounds.at(-1)) bounds.push(bound);
  }
  return bounds;
}

/** With fewer distinct steps than colours the outermost colours are kept: the contrast is the message. */
function spread(index: number, count: number): number {
  return count === 1 ? HEAT_STEPS - 1 : Math.round((index / (count - 1)) * (HEAT_STEPS - 1));
}

function legendOf(sorted: readonly number[], stepOf: HeatScale["stepOf"]): HeatStep[] {
  const steps = new Map<number, HeatStep>();
  for (const value of sorted) {
    const step = stepOf(value);
    if (step === null) continue;
    const known = steps.get(step);
    steps.set(step, { step, from: known?.from ?? value, to: value, elements: (known?.elements ?? 0) + 1 });
  }
  return [...steps.values()];
}
