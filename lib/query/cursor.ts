import { z } from "zod";
import { Failure } from "@/lib/domain/failure";

/** A place in a list as opaque text. It is no secret and signs nothing: whoever changes it gets another page of what they may see. */
export function toCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The place that a cursor holds, or null without one. A cursor of another list, or a mangled one, is refused. */
export function readCursor<Place extends z.ZodType>(schema: Place, cursor: string | undefined): z.output<Place> | null {
  if (cursor === undefined) return null;
  const place = schema.safeParse(decode(cursor));
  if (place.success) return place.data;
  const problems = [{ pointer: "/cursor", detail: "is not one that this list gave" }];
  throw new Failure("bad-request", "This cursor is not one that this list gave. Begin again without one.", {
    problems,
  });
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

const MS_MAX = 8.64e15;
/** An instant and an id: where lists that are ordered by time go on. */
export const TimePlace = z.tuple([z.int().min(-MS_MAX).max(MS_MAX), z.string().max(600)]);
export const UuidPlace = z.tuple([z.int().min(-MS_MAX).max(MS_MAX), z.guid()]);

/** A page of a list that was read one item further than asked for: the one too many tells that it goes on. */
export function toPage<Item, Shown>(
  rows: readonly Item[],
  limit: number,
  {
    placeOf,
    show,
  }: { readonly placeOf: (item: Item) => readonly (string | number)[]; readonly show: (item: Item) => Shown },
): { items: Shown[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? toCursor(placeOf(last)) : null;
  return { items: shown.map(show), nextCursor };
}
