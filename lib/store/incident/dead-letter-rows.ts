import { Conditions } from "../read/conditions";
import type { IncidentFilter } from "../read/incidents";

const UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
/**
 * As incidents of engines are normalised: without ids, numbers and words that hold a digit. Only the beginning, for 10,000
 * messages of 1,000 characters took 0.7 s.
 */
const MESSAGE = `regexp_replace(regexp_replace(left(coalesce(letter.message, letter.undecodable, ''), 300), '${UUID_TEXT}', '#', 'g'), '\\w*\\d\\w*', '#', 'g')`;

/** Dead letters of the same topic, consumer and exception whose messages say the same are one group. */
export const DEAD_LETTER_FINGERPRINT = `md5(concat_ws(chr(31), 'dead-letter', source.name, letter.topic,
  coalesce(letter.consumer, ''), coalesce(letter.exception, ''), ${MESSAGE}))::uuid`;

/** A dead letter is resolved when its replay came back or somebody put it aside. */
const IS_OPEN = `(letter.archived_at is null
  and not exists (select from dead_letter_replay as replay where replay.replay_of = letter.place))`;

/** The newest ones; what is older is on Streams. Each has its fingerprint worked out, and that must stay bounded. */
const LETTERS_MAX = 10_000;

/**
 * The dead letters that a filter of incidents means, as rows of a `from`; null when none can match. They are of no element
 * and of no version of a process.
 */
export function deadLetterRows(
  filter: IncidentFilter,
): { readonly rows: string; readonly conditions: Conditions } | null {
  if (filter.elementId !== null || filter.definitionIds !== null) return null;
  const processIds = filter.processId === null ? (filter.processIds ?? null) : [filter.processId];
  const conditions = new Conditions()
    .when("letter.recorded_at >= $", filter.from)
    .when("letter.recorded_at < $", filter.to)
    .when("source.name = $", filter.source)
    .when("process_case.process_id = any($::int[])", processIds);
  for (const caseIds of filter.caseIds) conditions.add("process_case.case_id = any($::uuid[])", caseIds);
  if (filter.state !== "all") conditions.always(filter.state === "open" ? IS_OPEN : `not ${IS_OPEN}`);
  const rows = `(select letter.stream_id, letter.position, letter.recorded_at, letter.place, letter.topic, letter.original_topic,
      letter.dialect, letter.consumer, letter.exception, coalesce(letter.message, letter.undecodable) as message, source.name as source,
      process_case.case_id, process_case.lead_name || ':' || process_case.lead_value as case_label, ${IS_OPEN} as is_open,
      ${DEAD_LETTER_FINGERPRINT} as fingerprint
    from dead_letter as letter join stream using (stream_id) join source using (source_id)
    left join correlation_key as known on known.key_id = letter.home_case_id
    left join process_case on process_case.case_id = known.case_id
    where ${conditions.where} order by letter.recorded_at desc limit ${LETTERS_MAX}) as letter`;
  return { rows, conditions };
}
