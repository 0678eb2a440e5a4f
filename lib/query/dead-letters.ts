import { z } from "zod";
import type { DeadLetter, DeadLetterList, DeadLetterQuery } from "@/lib/api/contract/dead-letters";
import { readPlaceText } from "@/lib/domain/dead-letter";
import { Failure } from "@/lib/domain/failure";
import type { SourceRecord } from "@/lib/domain/source-record";
import type { Sql } from "@/lib/store/database";
import {
  readDeadLetters,
  readReplays,
  type StoredDeadLetter,
  type StoredReplay,
} from "@/lib/store/dead-letter/read-dead-letters";
import { readKeptRecord } from "@/lib/store/dead-letter/record-target";
import { getCaseId } from "./case-id";
import { readCursor, toPage } from "./cursor";

const Place = z.tuple([z.int().min(0).max(8.64e15), z.int(), z.int()]);

export async function readDeadLetterList(sql: Sql, query: DeadLetterQuery): Promise<z.infer<typeof DeadLetterList>> {
  const place = readCursor(Place, query.cursor);
  const rows = await readDeadLetters(sql, {
    place: null,
    state: query.state === "all" ? null : query.state,
    source: query.source ?? null,
    topic: query.topic ?? null,
    caseId: query.case === undefined ? null : await getCaseId(sql, query.case),
    exception: query.exception ?? null,
    after: place === null ? null : { recordedAt: new Date(place[0]), streamId: place[1], position: place[2] },
    limit: query.limit + 1,
  });
  return toPage(rows, query.limit, {
    placeOf: ({ recordedAt, streamId, position }) => [recordedAt.getTime(), streamId, position],
    show: toDeadLetter,
  });
}

export type FoundLetter = {
  readonly stored: StoredDeadLetter;
  readonly shown: DeadLetter;
  /** As the event log has it, when it does. */
  readonly kept: SourceRecord | null;
};

export async function getDeadLetter(sql: Sql, id: string): Promise<FoundLetter> {
  const slash = id.indexOf("/");
  const found = { place: id.slice(slash + 1), source: id.slice(0, Math.max(0, slash)) };
  const any = { state: null, topic: null, caseId: null, exception: null, after: null, limit: 1 };
  const [stored] = await readDeadLetters(sql, { ...any, ...found });
  if (stored === undefined) throw new Failure("not-found", `There is no dead letter "${id}".`);
  return { stored, shown: toDeadLetter(stored), kept: await readKeptRecord(sql, stored) };
}

export function readReplaysOf(sql: Sql, { stored }: FoundLetter): Promise<readonly StoredReplay[]> {
  return readReplays(sql, stored);
}

function toDeadLetter(letter: StoredDeadLetter): DeadLetter {
  const at = readPlaceText(letter.place);
  return {
    id: `${letter.source}/${letter.place}`,
    source: letter.source,
    topic: at?.topic ?? letter.place,
    partition: at?.partition ?? 0,
    offset: at?.offset ?? letter.position,
    recordedAt: letter.recordedAt.toISOString(),
    originalTopic: letter.originalTopic,
    originalPartition: letter.originalPartition,
    originalOffset: letter.originalOffset,
    originalAt: letter.originalAt?.toISOString() ?? null,
    dialect: letter.dialect,
    consumer: letter.consumer,
    exception: letter.exception,
    message: letter.message,
    eventType: letter.eventType,
    undecodable: letter.undecodable,
    bytes: letter.bytes,
    state: letter.state,
    theCase: letter.caseId === null ? null : { id: letter.caseId, label: letter.caseLabel ?? letter.caseId },
    hasMovedOn: letter.hasMovedOn,
  };
}
