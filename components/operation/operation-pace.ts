import { formatDuration } from "../ui/format-duration";
import { plural } from "../ui/format-number";
import type { Operation } from "./operation-state-badge";

type Paced = Pick<Operation, "state" | "waiting" | "running" | "pace" | "itemsPerSecond">;

/** How fast it goes, and how long it will take so: at what was done in the last seconds, never faster than its rate. */
export function paceWords({ state, waiting, running, pace, itemsPerSecond }: Paced): string {
  const limit = `at most ${plural(itemsPerSecond, "target")} a second`;
  const left = waiting + running;
  if (state !== "running" || left === 0) return limit;
  if (pace === 0) return `none in the last ten seconds, ${limit}`;
  const speed = Math.min(pace, itemsPerSecond);
  return `${pace.toFixed(pace < 10 ? 1 : 0)} a second (${limit}); about ${formatDuration(Math.ceil(left / speed) * 1000)} left`;
}
