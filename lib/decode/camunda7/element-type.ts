/** Names of the family for what Camunda 8 calls otherwise; what is not here is written in the same words. */
const NAMES = new Map<string, string>([
  ["noneEndEvent", "END_EVENT"],
  ["multiInstanceBody", "MULTI_INSTANCE_BODY"],
  ["transaction", "SUB_PROCESS"],
  ["subProcess", "SUB_PROCESS"],
  ["eventSubProcess", "EVENT_SUB_PROCESS"],
]);

/** The type of an element in the words of Camunda 8, so that one page shows both: `userTask` is `USER_TASK`. */
export function toElementType(activityType: string): string {
  const known = NAMES.get(activityType);
  if (known !== undefined) return known;
  if (activityType.startsWith("boundary") || activityType === "compensationBoundaryCatch") return "BOUNDARY_EVENT";
  if (/^intermediate.*(Throw|ThrowEvent)$/.test(activityType)) return "INTERMEDIATE_THROW_EVENT";
  if (activityType.startsWith("intermediate")) return "INTERMEDIATE_CATCH_EVENT";
  if (activityType.endsWith("EndEvent")) return "END_EVENT";
  if (/StartEvent$|^start.*Event$/.test(activityType)) return "START_EVENT";
  return activityType.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
