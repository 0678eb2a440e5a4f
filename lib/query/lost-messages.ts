import { diagnoseMessage, type LostMessage, type MessageWait } from "@/lib/analytics/message-doctor";
import type { LostMessageList } from "@/lib/api/contract/messages";
import type { Event } from "@/lib/domain/event";
import { type CaseId, toCaseId } from "@/lib/domain/identifiers";
import type { Sql } from "@/lib/store/database";
import { createDictionaries } from "@/lib/store/projection/dictionaries";
import { readTraces } from "@/lib/store/projection/read-traces";
import { readCasesThatMayWait, readMessageCases } from "@/lib/store/read/lost-messages";

/** Instances that are looked at for a wait that comes near. */
const CANDIDATES_MAX = 100;

type Found = LostMessage & { readonly caseId: CaseId; readonly messageKey: string; readonly source: string };

/** Messages that were published and that nobody took, each with the wait that comes nearest and what does not fit. */
export async function readLostMessages(sql: Sql, limit: number): Promise<LostMessageList> {
  const words = createDictionaries(sql);
  const caseIds = (await readMessageCases(sql, limit + 1)).map(toCaseId);
  const traces = await readTraces(sql, caseIds.slice(0, limit), words);
  const messages = [...traces].flatMap(([caseId, trace]) => toMessages(caseId, trace));
  const values = [...new Set(messages.map(({ correlationKey }) => correlationKey))].filter((value) => value !== "");
  const candidates = messages.length === 0 ? [] : await readCasesThatMayWait(sql, { values, limit: CANDIDATES_MAX });
  const waits = [...(await readTraces(sql, candidates.map(toCaseId), words))].flatMap(([caseId, trace]) =>
    toWaits(caseId, trace),
  );
  return {
    items: messages
      .sort((a, b) => b.publishedAt - a.publishedAt)
      .map((message) => toShown(message, diagnoseMessage(message, waits))),
    isCut: caseIds.length > limit,
  };
}

/** What a case's events tell of messages: one that was taken is none of these cases. */
function toMessages(caseId: CaseId, trace: readonly Event[]): readonly Found[] {
  const found = new Map<string, Found>();
  for (const event of inOrder(trace)) {
    if (event.kind !== "message.changed") continue;
    const { messageKey, messageName, correlationKey, occurredAt, source, state } = event;
    const known = found.get(messageKey) ?? {
      ...{ caseId, messageKey, messageName, correlationKey, source },
      publishedAt: occurredAt,
      expiredAt: null,
    };
    found.set(messageKey, state === "expired" ? { ...known, expiredAt: occurredAt } : known);
  }
  return [...found.values()];
}

function toWaits(caseId: CaseId, trace: readonly Event[]): readonly MessageWait[] {
  const waits: { -readonly [Name in keyof MessageWait]: MessageWait[Name] }[] = [];
  const open = new Map<string, (typeof waits)[number]>();
  for (const event of inOrder(trace)) {
    if (event.kind !== "subscription.changed") continue;
    const { elementInstanceKey, messageName, correlationKey, occurredAt, state } = event;
    const place = `${elementInstanceKey} ${messageName}`;
    if (state === "opened") {
      const wait = { caseId, messageName, correlationKey, openedAt: occurredAt, closedAt: null };
      waits.push(wait);
      open.set(place, wait);
    } else {
      const wait = open.get(place);
      if (wait !== undefined) wait.closedAt = occurredAt;
    }
  }
  return waits;
}

function inOrder(trace: readonly Event[]): readonly Event[] {
  return [...trace].sort((a, b) => a.occurredAt - b.occurredAt || a.position - b.position);
}

function toShown(message: Found, { mismatch, nearest, text }: ReturnType<typeof diagnoseMessage>) {
  const { publishedAt, expiredAt, ...words } = message;
  return {
    ...words,
    publishedAt: new Date(publishedAt).toISOString(),
    expiredAt: expiredAt === null ? null : new Date(expiredAt).toISOString(),
    mismatch,
    text,
    nearest:
      nearest === null
        ? null
        : {
            caseId: nearest.caseId,
            messageName: nearest.messageName,
            correlationKey: nearest.correlationKey,
            openedAt: new Date(nearest.openedAt).toISOString(),
            isOpen: nearest.closedAt === null,
          },
  };
}
