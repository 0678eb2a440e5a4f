import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { migrate } from "@/lib/store/migrate";
import { startTestDatabase, type TestDatabase } from "@/lib/store/test-database.test-support";

const SCRIPT = readFileSync("prisma/citus/distribute.sql", "utf8");

/** What Citus refuses, as far as it concerns a schema: keys without the distribution column, small identities, other types. */
const CITUS = `
  create table placed (ordinal int generated always as identity, name text unique, distribution_column text);
  create function refuse_small_identity(wanted regclass) returns void language plpgsql as $$
    begin
      if exists (select from pg_attribute where attrelid = wanted and attidentity <> '' and atttypid <> 'bigint'::regtype) then
        raise exception '% has an identity column that is not bigint', wanted;
      end if;
    end $$;
  create function create_reference_table(wanted regclass) returns void language plpgsql as $$
    begin
      perform refuse_small_identity(wanted);
      insert into placed (name) values (wanted::text);
    end $$;
  create function create_distributed_table(wanted regclass, given text, shard_count int default null, colocate_with text default null)
    returns void language plpgsql as $$
    declare
      place smallint := (select attnum from pg_attribute where attrelid = wanted and attname = given);
      other text := (select distribution_column from placed where name = colocate_with);
    begin
      if place is null then raise exception '% has no column %', wanted, given; end if;
      perform refuse_small_identity(wanted);
      if exists (select from pg_index where indrelid = wanted and indisunique and not place = any(indkey)) then
        raise exception '% has a unique key without its distribution column %', wanted, given;
      end if;
      if exists (select from pg_constraint where contype = 'f' and conrelid = wanted) then
        raise exception '% has a foreign key', wanted;
      end if;
      if colocate_with is not null and (select atttypid from pg_attribute where attrelid = wanted and attname = given)
           is distinct from (select atttypid from pg_attribute where attrelid = colocate_with::regclass and attname = other) then
        raise exception '% cannot lie beside %', wanted, colocate_with;
      end if;
      insert into placed (name, distribution_column) values (wanted::text, given);
    end $$;`;

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
  await database.pool.query(CITUS);
  await database.pool.query(SCRIPT);
});
after(() => database.stop());

async function readTables(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname not in ('_prisma_migrations', 'placed')`,
  );
  return rows.map(({ name }) => name).sort();
}

async function readPlaced() {
  const { rows } = await database.pool.query<{ name: string; distribution_column: string | null }>(
    "select name, distribution_column from placed order by ordinal",
  );
  return rows;
}

function localTables(): readonly string[] {
  return [...SCRIPT.matchAll(/^-- local: (.+)$/gm)].flatMap(([, names = ""]) => names.split(", "));
}

test("the script says of every table, once, where it lies", async () => {
  const placed = await readPlaced();

  const mentioned = [...placed.map(({ name }) => name), ...localTables()].sort();

  assert.ok(placed.length > 10);
  assert.deepEqual(mentioned, await readTables(), "a new table needs a line in prisma/citus/distribute.sql");
});

test("everything that belongs to one case lies by the case, and a key by its own id", async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select attrelid::regclass::text as name from pg_attribute join pg_class on pg_class.oid = attrelid
     where attname = 'case_id' and relkind in ('r', 'p') and not relispartition`,
  );
  const ofCases = rows.map(({ name }) => name).filter((name) => name !== "operation_item");

  const placed = new Map((await readPlaced()).map((row) => [row.name, row.distribution_column]));

  assert.ok(ofCases.length >= 7);
  for (const name of ofCases) assert.equal(placed.get(name), name === "correlation_key" ? "key_id" : "case_id", name);
});

test("each key of a distributed table has its distribution column, the first of its primary key", async () => {
  const distributed = (await readPlaced()).filter((row) => row.distribution_column !== null);
  for (const { name, distribution_column } of distributed) {
    const { rows } = await database.pool.query<{ column: string }>(
      `select attname as column from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
       where indrelid = $1::regclass and indisprimary`,
      [name],
    );
    assert.equal(rows[0]?.column, distribution_column, name);
  }
});

test("dictionaries go on with their numbers, and a later migration finds nothing to do", async () => {
  await database.pool.query("insert into process (name) values ('retail'), ('returns')");
  await database.pool.query("insert into source (name, kind) values ('kafka', 'kafka')");

  const { rows } = await database.pool.query("select process_id, name from process order by process_id");

  assert.deepEqual(
    rows.map(({ name }) => name),
    ["", "retail", "returns"],
  );
  assert.deepEqual(await migrate(database.pool), []);
});
