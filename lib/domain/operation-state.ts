import { z } from "zod";

/**
 * `scheduled` waits for its time, `canary` for somebody who has looked at the first items, `paused` for somebody who lets it
 * go on. `canceled` asks for nothing more; what was being asked still gets its answer.
 */
export const OPERATION_STATES = [
  "requested",
  "scheduled",
  "running",
  "canary",
  "paused",
  "done",
  "failed",
  "canceled",
] as const;
export const OperationState = z.enum(OPERATION_STATES);
export type OperationState = z.infer<typeof OperationState>;

export const OPERATION_CONTROLS = ["pause", "resume", "continue", "cancel"] as const;
export const OperationControl = z.enum(OPERATION_CONTROLS);
export type OperationControl = z.infer<typeof OperationControl>;

/** From which states an operator may do what. */
export const CONTROLLABLE: Readonly<Record<OperationControl, readonly OperationState[]>> = {
  pause: ["requested", "running"],
  resume: ["paused"],
  continue: ["canary"],
  cancel: ["requested", "scheduled", "running", "canary", "paused"],
};

/** Why a control has no use now, in words; null when it has. */
export function whyNoControl(control: OperationControl, state: OperationState): string | null {
  if (CONTROLLABLE[control].includes(state)) return null;
  if (state === "done" || state === "failed" || state === "canceled") return `it is over (${state})`;
  return { pause: `it is ${state}`, resume: "it is not paused", continue: "it waits at no canary", cancel: "" }[
    control
  ];
}
