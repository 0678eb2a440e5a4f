/**
 * What happened, as process mining says it: an event type of a producer, or a BPMN element of a process. `channel` keeps
 * equal names of different worlds apart: the topic of an event, the engine of an element.
 */
export type Activity = {
  readonly kind: "event" | "element";
  readonly producer: string;
  readonly name: string;
  readonly channel: string;
};

/** U+001F never survives decoding into a name, so the joined text is unambiguous. */
export function activityKey(activity: Activity): string {
  return `${activity.kind}\u001f${activity.producer}\u001f${activity.name}\u001f${activity.channel}`;
}
