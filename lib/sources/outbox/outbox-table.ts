import pg from "pg";
import type { OutboxSourceConfiguration } from "@/lib/platform/configuration-schema";

/** One row as text; null where a column is, or is not configured. */
export type OutboxRow = {
  readonly key: string;
  readonly id: string;
  readonly time: number | null;
  readonly type: string;
  readonly payload: Buffer | null;
  readonly recordKey: string | null;
  readonly producer: string | null;
};

/** Which transactions were open: those from `open` on may still be; from `next` on none had begun. */
export type Transactions = { readonly open: bigint; readonly next: bigint };

const ANSWER_WITHIN_MS = 15_000;

/** Statements on somebody's outbox table. The session is read-only, takes no lock but that of reading, and is never long. */
export class OutboxTable {
  readonly #client: pg.Client;
  readonly #table: string;
  readonly #key: string;
  readonly #row: string;

  private constructor(client: pg.Client, { table, columns }: OutboxSourceConfiguration) {
    this.#client = client;
    this.#table = table.split(".").map(quoted).join(".");
    this.#key = quoted(columns.key);
    const optional = (column: string | null, cast: string) => (column === null ? "null" : `${quoted(column)}${cast}`);
    const time = columns.time === null ? "null" : `extract(epoch from ${quoted(columns.time)})`;
    this.#row = `${this.#key}::text as key, ${quoted(columns.id ?? columns.key)}::text as id, ${time}::text as time,
      ${quoted(columns.type)}::text as type, ${quoted(columns.payload)} as payload,
      ${optional(columns.recordKey, "::text")} as record_key, ${optional(columns.producer, "::text")} as producer`;
  }

  static async connect(configuration: OutboxSourceConfiguration, onLost: (error: Error) => void): Promise<OutboxTable> {
    const client = new pg.Client({
      connectionString: configuration.url,
      application_name: "throughline outbox",
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
      statement_timeout: ANSWER_WITHIN_MS,
      options: "-c default_transaction_read_only=on",
      keepAlive: true,
      types: { getTypeParser: () => (value: unknown) => value } as unknown as pg.CustomTypesConfig,
    });
    client.on("error", onLost);
    await client.connect();
    return new OutboxTable(client, configuration);
  }

  async readTransactions(): Promise<Transactions> {
    const { rows } = await this.#client.query<{ open: string; next: string }>(
      "select pg_snapshot_xmin(snapshot)::text as open, pg_snapshot_xmax(snapshot)::text as next from pg_current_snapshot() as snapshot",
    );
    return { open: BigInt(rows[0]?.open ?? 0), next: BigInt(rows[0]?.next ?? 0) };
  }

  /** The next rows in the order of their keys. */
  async readAfter(key: string | null, limit: number): Promise<readonly OutboxRow[]> {
    const where = key === null ? "" : `where ${this.#key} > $2`;
    const { rows } = await this.#client.query(
      `select ${this.#row} from ${this.#table} ${where} order by ${this.#key} limit $1`,
      key === null ? [limit] : [limit, key],
    );
    return rows.map(toRow);
  }

  /** The keys after one, up to and with another; from the beginning when `after` is null. */
  async readKeys(after: string | null, upTo: string, limit: number): Promise<readonly string[]> {
    const above = after === null ? "" : `and ${this.#key} > $3`;
    const { rows } = await this.#client.query<{ key: string }>(
      `select ${this.#key}::text as key from ${this.#table} where ${this.#key} <= $2 ${above} order by ${this.#key} limit $1`,
      after === null ? [limit, upTo] : [limit, upTo, after],
    );
    return rows.map(({ key }) => key);
  }

  async readRows(keys: readonly string[]): Promise<readonly OutboxRow[]> {
    const { rows } = await this.#client.query(
      `select ${this.#row} from ${this.#table} where ${this.#key} = any($1) order by ${this.#key}`,
      [keys],
    );
    return rows.map(toRow);
  }

  /** How many rows wait, counted up to a bound. */
  async countAfter(key: string | null, bound: number): Promise<number> {
    const where = key === null ? "" : `where ${this.#key} > $2`;
    const { rows } = await this.#client.query<{ count: string }>(
      `select count(*)::text as count from (select from ${this.#table} ${where} limit $1) as waiting`,
      key === null ? [bound] : [bound, key],
    );
    return Number(rows[0]?.count ?? 0);
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function toRow(row: Record<string, string | null>): OutboxRow {
  const time = row["time"] === null || row["time"] === undefined ? null : Math.round(Number(row["time"]) * 1000);
  return {
    key: row["key"] ?? "",
    id: row["id"] ?? "",
    time: time !== null && Number.isFinite(time) ? time : null,
    type: row["type"] ?? "",
    payload: toBytes(row["payload"] ?? null),
    recordKey: row["record_key"] ?? null,
    producer: row["producer"] ?? null,
  };
}

/** Of type bytea it comes as `\x` and hexadecimal digits; everything else is text. */
function toBytes(text: string | null): Buffer | null {
  if (text === null) return null;
  return /^\\x(?:[0-9a-f]{2})*$/.test(text) ? Buffer.from(text.slice(2), "hex") : Buffer.from(text);
}
