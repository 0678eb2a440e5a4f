import type { z } from "zod";
import type { Masking } from "@/lib/access/masking";
import type {
  ArchiveAsked,
  Archived,
  DeadLetter,
  DeadLetterDetail,
  DeadLetterList,
  DeadLetterQuery,
} from "@/lib/api/contract/dead-letters";
import { readPlaceText } from "@/lib/domain/dead-letter";
import { Failure } from "@/lib/domain/failure";
import type { SourceRecord } from "@/lib/domain/source-record";
import { archiveLetters } from "@/lib/operations/archive-dead-letters";
import { type FoundLetter, getDeadLetter, readDeadLetterList, readReplaysOf } from "@/lib/query/dead-letters";
import { createShowing } from "./records/case-links";
import { enterCluster } from "./records/kafka-readers";
import { toText } from "./records/shown-record";
import type { Context } from "./route";

export async function answerDeadLetters(
  query: DeadLetterQuery,
  { db, masking }: Context,
): Promise<z.infer<typeof DeadLetterList>> {
  const page = await readDeadLetterList(db, query);
  return { ...page, items: page.items.map((letter) => ({ ...letter, message: maskedMessage(letter, masking) })) };
}

/** What an exception says stands in a header, and so a rule for headers may hide it. */
const MESSAGE_HEADERS: Readonly<Record<DeadLetter["dialect"], string>> = {
  spring: "kafka_dlt-exception-message",
  connect: "__connect.errors.exception.message",
  streams: "__streams.errors.message",
  smallrye: "dead-letter-reason",
  name: "",
};

export function maskedMessage(
  { dialect, message }: Pick<DeadLetter, "dialect" | "message">,
  masking: Masking,
): string | null {
  return message === null ? null : masking.header(MESSAGE_HEADERS[dialect], message).value;
}

/** One dead letter with its stack trace, its payload as the caller may see it, and what became of it. */
export async function answerDeadLetter(id: string, context: Context): Promise<DeadLetterDetail> {
  const { db, masking } = context;
  const found = await getDeadLetter(db, id);
  const record = await readRecord(found, context);
  const [shown] = record === null ? [] : await createShowing(context)([record]);
  const { stored } = found;
  const message = maskedMessage(found.shown, masking);
  const replays = await readReplaysOf(db, found);
  return {
    ...found.shown,
    message,
    // It repeats the message.
    stackTrace: message === found.shown.message ? stored.stackTrace : message,
    headerNames: stored.headerNames === "" ? [] : stored.headerNames.split("\n"),
    record: shown === undefined ? null : { ...shown, theCase: found.shown.theCase },
    archived:
      stored.archivedAt === null
        ? null
        : { at: stored.archivedAt.toISOString(), by: stored.archivedBy ?? "", because: stored.archivedBecause ?? "" },
    replays: replays.map(({ place, seenAt, writtenAt, operationId, isEdited, before, after }) => ({
      ...(readPlaceText(place) ?? { topic: place, partition: 0, offset: 0 }),
      seenAt: seenAt?.toISOString() ?? null,
      writtenAt: writtenAt?.toISOString() ?? null,
      operationId,
      edited: isEdited ? { before: toShown(before, masking), after: toShown(after, masking) } : null,
    })),
  };
}

const SHOWN_LENGTH = 64 * 1024;

function toShown(value: Buffer | null, masking: Masking) {
  if (value === null) return { text: null, isMasked: false };
  const { value: text, isMasked } = masking.payload(toText(value) ?? value.toString("base64"));
  return { text: text.slice(0, SHOWN_LENGTH), isMasked };
}

/** Its bytes as they are; what nobody can read cannot be masked, so that it is for those who may see whole payloads. */
export async function answerDeadLetterValue(id: string, context: Context): Promise<Response> {
  const { masking, caller } = context;
  if (masking.hidesPayloads) {
    throw new Failure(
      "forbidden",
      `Bytes cannot be masked: they are for roles that may see whole payloads, not for ${caller.role}.`,
    );
  }
  const found = await getDeadLetter(context.db, id);
  const record = await readRecord(found, context);
  if (record === null) {
    const why = "Kafka does not have it any more, and the event log kept only a part of it";
    throw new Failure("not-found", `The bytes of ${id} are not there: ${why}.`);
  }
  const fileName = found.stored.place.replaceAll("/", "-");
  return new Response(Buffer.from(record.value ?? []), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${fileName}.bin"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

const READ_BYTES_MAX = 8 * 1024 * 1024;
const READ_WITHIN_MS = 500;

/** From the event log; where that kept only a part, from where it lies. Null when it is in neither. */
async function readRecord({ kept, stored }: FoundLetter, { configuration }: Context): Promise<SourceRecord | null> {
  const place = readPlaceText(stored.place);
  if (kept !== null || place === null) return kept;
  try {
    const reader = enterCluster(configuration, stored.source);
    try {
      const asked = { topic: place.topic, partition: place.partition, offset: place.offset };
      const { records } = await reader.cluster.read({ ...asked, bytesMax: READ_BYTES_MAX, waitMs: READ_WITHIN_MS });
      return records.find(({ position }) => position === place.offset) ?? null;
    } finally {
      reader.leave();
    }
  } catch (error) {
    if (error instanceof Failure && error.code === "not-found") return null;
    throw error;
  }
}

export async function answerArchive(
  { ids, reason, restore }: z.infer<typeof ArchiveAsked>,
  { db: pool, caller }: Context,
): Promise<z.infer<typeof Archived>> {
  return { changed: await archiveLetters(pool, { ids, actor: caller.name, reason, restore }) };
}
