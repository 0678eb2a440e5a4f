import type { Correlation } from "@/lib/domain/correlation";
import { OPERATION_HEADER } from "@/lib/domain/dead-letter";
import type { NewDeadLetter, NewReplay } from "@/lib/store/dead-letter/insert-dead-letters";
import type { Occurrences, ProjectingInto } from "./project-records";

type Into = Pick<ProjectingInto, "streamId">;

/** The dead letters among the records of a batch, each with the home case of its event. */
export function deadLettersIn({ from }: Occurrences, { caseIds }: Correlation, { streamId }: Into): NewDeadLetter[] {
  const found: NewDeadLetter[] = [];
  for (const [index, { position, record, decoded }] of from.entries()) {
    const caseId = caseIds[index];
    if (decoded.outcome !== "events" || decoded.deadLetter === undefined || caseId === undefined) continue;
    found.push({ streamId, position, caseId, record, deadLetter: decoded.deadLetter });
  }
  return found;
}

const utf8 = new TextDecoder();

/** The records of a batch that were written to replay a dead letter; of a record with several events one. */
export function replaysIn({ events, from }: Occurrences, { streamId }: Into): NewReplay[] {
  const found: NewReplay[] = [];
  for (const [index, { position, record, decoded }] of from.entries()) {
    const event = events[index];
    if (decoded.outcome !== "events" || decoded.replayOf === undefined || decoded.events[0] !== event) continue;
    const operation = record.headers.findLast(({ name }) => name === OPERATION_HEADER);
    found.push({
      streamId,
      position,
      record,
      replayOf: decoded.replayOf,
      operation: operation === undefined ? "" : utf8.decode(operation.value),
    });
  }
  return found;
}
