import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";
import type { Sql } from "../database";
import { Remembered } from "./remembered";

export type DictionarySpec<Word> = {
  /** The text whose md5 is the row's digest. */
  readonly keyOf: (word: Word) => string;
  /** Statement: rows `id, digest` of the digests `$1`. */
  readonly read: string;
  /** Statement: inserts the columns of new words. */
  readonly insert: string;
  readonly columns: (word: Word) => readonly unknown[];
  /** Statement: rows `id` and what makes the word, of the ids `$1`. */
  readonly recall: string;
  readonly toWord: (row: QueryResultRow) => Word;
};

export type Dictionary<Word> = {
  learn(words: Iterable<Word>): Promise<void>;
  recall(ids: Iterable<number>): Promise<void>;
  readonly idOf: (word: Word) => number;
  readonly wordOf: (id: number) => Word;
};

/** A sender that puts ids into its type names must not fill the memory: beyond this, everything is asked for again. */
const REMEMBERED_MAX = 200_000;

/**
 * Numbers of words, and words of numbers. New words are inserted only after a look, so that the numbers of a table are
 * not used up by conflicts. Several workers may learn the same word at once: one inserts it, all read it.
 */
export function createDictionary<Word>(spec: DictionarySpec<Word> & { readonly sql: Sql }): Dictionary<Word> {
  const ids = new Remembered<string, number>(REMEMBERED_MAX);
  const words = new Remembered<number, Word>(REMEMBERED_MAX);
  /** Whoever brings the same object again is answered without a text being made. A number never changes. */
  const idsByObject = new WeakMap<object, number>();
  const remember = (id: number, word: Word) => {
    ids.set(spec.keyOf(word), id);
    words.set(id, word);
  };
  return {
    learn: async (given) => {
      const unknown = new Map<string, Word>();
      for (const word of given) if (!ids.has(spec.keyOf(word))) unknown.set(digestOf(spec.keyOf(word)), word);
      if (unknown.size === 0) return;
      await readInto(spec, unknown, remember);
      if (unknown.size === 0) return;
      await insertAll(spec, unknown);
      await readInto(spec, unknown, remember);
    },
    recall: async (given) => {
      const unknown = [...new Set(given)].filter((id) => !words.has(id));
      if (unknown.length === 0) return;
      const { rows } = await spec.sql.query(spec.recall, [unknown]);
      for (const row of rows) remember(Number(row["id"]), spec.toWord(row));
    },
    idOf: (word) => {
      if (typeof word !== "object" || word === null) return ids.get(spec.keyOf(word)) ?? neverLearned(spec.keyOf(word));
      const known = idsByObject.get(word);
      if (known !== undefined) return known;
      const id = ids.get(spec.keyOf(word)) ?? neverLearned(spec.keyOf(word));
      idsByObject.set(word, id);
      return id;
    },
    wordOf: (id) => words.get(id) ?? neverLearned(String(id)),
  };
}

/** Those found are remembered and taken out of `unknown`. */
async function readInto<Word>(
  { sql, read }: Pick<DictionarySpec<Word>, "read"> & { readonly sql: Sql },
  unknown: Map<string, Word>,
  remember: (id: number, word: Word) => void,
): Promise<void> {
  const { rows } = await sql.query<{ id: number; digest: string }>(read, [[...unknown.keys()]]);
  for (const { id, digest } of rows) {
    const word = unknown.get(digest);
    if (word !== undefined) remember(id, word);
    unknown.delete(digest);
  }
}

/** Sorted by digest: two workers that insert the same new words must not wait for each other in a circle. */
async function insertAll<Word>(
  { sql, insert, columns }: DictionarySpec<Word> & { readonly sql: Sql },
  words: Map<string, Word>,
): Promise<void> {
  const rows = [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, word]) => columns(word));
  const width = rows[0]?.length ?? 0;
  const values = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]));
  await sql.query(insert, values);
}

function digestOf(text: string): string {
  const hex = createHash("md5").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function neverLearned(word: string): never {
  throw new Error(`dictionary: "${word.slice(0, 200)}" was not learned before it was used`);
}
