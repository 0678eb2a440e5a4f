import { Failure } from "@/lib/domain/failure";

const LENGTH_MAX = 10_000_000;

/**
 * BPMN XML that may be parsed and shown. A document type can declare entities that unfold to gigabytes or name files; no
 * BPMN tool writes one.
 */
export function checkedBpmn(xml: string, what: string): string {
  if (xml.length > LENGTH_MAX)
    throw new Failure("unsupported", `The diagram of ${what} is larger than 10 MB and is not shown.`);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) {
    throw new Failure(
      "unsupported",
      `The diagram of ${what} has a document type (DOCTYPE), which is not read for safety.`,
    );
  }
  return xml;
}

/** Whether a diagram says where its shapes are. */
export function hasLayout(xml: string): boolean {
  return /<([\w.-]+:)?BPMNShape[\s>]/.test(xml);
}
