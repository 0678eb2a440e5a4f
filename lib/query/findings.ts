import { z } from "zod";
import type { FindingList, FindingQuery, FoundInCase } from "@/lib/api/contract/findings";
import { FINDING_KINDS } from "@/lib/domain/finding";
import type { Sql } from "@/lib/store/database";
import { countFindings, readFindings, type StoredFinding } from "@/lib/store/read/findings";
import { readProcessByName } from "@/lib/store/read/process-by-name";
import { getCaseId } from "./case-id";
import { readCursor, toPage } from "./cursor";

const MS_MAX = 8.64e15;
const Place = z.tuple([z.int().min(-MS_MAX).max(MS_MAX), z.guid(), z.string().max(2000)]);

/** A page of findings, the latest first, and how many there are of every kind. */
export async function readFindingList(sql: Sql, query: z.infer<typeof FindingQuery>): Promise<FindingList> {
  const place = readCursor(Place, query.cursor);
  const process = query.process === undefined ? null : await readProcessByName(sql, query.process);
  if (query.process !== undefined && process === null)
    return { items: [], nextCursor: null, counts: toCounts(new Map()) };
  const caseId = query.case === undefined ? null : await getCaseId(sql, query.case);
  const of = { processId: process?.processId ?? null, caseId };
  const after = place === null ? null : { firstSeenAt: new Date(place[0]), caseId: place[1], subject: place[2] };
  const [rows, counts] = await Promise.all([
    readFindings(sql, { ...of, kind: query.kind ?? null }, { after, limit: query.limit + 1 }),
    countFindings(sql, of),
  ]);
  const page = toPage(rows, query.limit, {
    placeOf: ({ firstSeenAt, caseId: id, kind, subject }) => [firstSeenAt.getTime(), id, `${kind}${subject}`],
    show: (row) => row,
  });
  return { items: page.items.flatMap(toFound), nextCursor: page.nextCursor, counts: toCounts(counts) };
}

const toCounts = (counts: ReadonlyMap<string, number>): FindingList["counts"] =>
  FINDING_KINDS.map((kind) => ({ kind, count: counts.get(kind) ?? 0 }));

/** A kind that a newer version wrote is not ours to show. */
function toFound({ kind: stored, subject: _, firstSeenAt, evidence, ...found }: StoredFinding): readonly FoundInCase[] {
  const kind = FINDING_KINDS.find((one) => one === stored);
  if (kind === undefined) return [];
  return [{ ...found, kind, evidence: [...evidence], firstSeenAt: firstSeenAt.toISOString() }];
}
