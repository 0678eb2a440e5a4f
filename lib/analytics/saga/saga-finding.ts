import type { Finding } from "../findings/finding";
import { waitText } from "../wait-text";
import type { Saga } from "./saga";

const EVIDENCE_MAX = 20;

/** A later step failed, and something that was done before was not taken back. Null while that may still come. */
export function toSagaFinding({ state, failedAt, dueAt, steps }: Saga): Finding | null {
  if (state !== "not-compensated" || failedAt === null || dueAt === null) return null;
  const lost = steps.filter((step) => step.state === "not-compensated");
  const failed = steps.filter((step) => step.state === "failed");
  const why =
    failed.length === 0
      ? "Others of its steps were taken back"
      : `${listOf(failed)} failed after other steps were done`;
  const detail = `${why}, and ${listOf(lost)} was not taken back within ${waitText(dueAt - failedAt)}.`;
  const events = [...lost, ...failed].flatMap(({ marks }) => marks.map(({ eventId }) => eventId));
  return { kind: "not-compensated", subject: "", detail, evidence: [...new Set(events)].slice(0, EVIDENCE_MAX) };
}

const listOf = (steps: Saga["steps"]) => steps.map(({ subject }) => subject).join(", ");
