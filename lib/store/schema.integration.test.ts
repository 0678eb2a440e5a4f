import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { createPrismaClient } from "./prisma-client";
import { startTestDatabase, type TestDatabase } from "./test-database.test-support";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

const NATIVE_TYPES: Readonly<Record<string, string>> = {
  Int: "int4",
  BigInt: "int8",
  String: "text",
  Boolean: "bool",
  Float: "float8",
  DateTime: "timestamp3",
  Json: "jsonb",
  Bytes: "bytea",
  "@db.SmallInt": "int2",
  "@db.Uuid": "uuid",
  "@db.Timestamptz(3)": "timestamptz3",
  "@db.Timestamptz(6)": "timestamptz6",
};

/** `table.column type null|not null` of each column that schema.prisma describes. */
function columnsOfSchema(schema: string): readonly string[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const modelNames = new Set(models.map(([, name]) => name));
  return models.flatMap(([, name = "", body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    return [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/gm)]
      .filter(([, , type, isList]) => isList === undefined && !modelNames.has(type))
      .map(([, field, type = "", , optional, attributes = ""]) => {
        const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
        const native = /@db\.\w+(\(\d\))?/.exec(attributes)?.[0] ?? type;
        return `${table}.${column} ${NATIVE_TYPES[native] ?? native} ${optional === "?" ? "null" : "not null"}`;
      });
  });
}

async function columnsOfDatabase(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ column: string }>(`
    select format('%s.%s %s%s %s', table_name, column_name, udt_name, case when udt_name like 'timestamp%' then datetime_precision end,
                  case is_nullable when 'YES' then 'null' else 'not null' end) as column
    from information_schema.columns
    where table_schema = 'public' and table_name <> '_prisma_migrations'`);
  return rows.map(({ column }) => column);
}

test("schema.prisma and the migrated database have the same tables and columns", async () => {
  const described = columnsOfSchema(readFileSync("prisma/schema.prisma", "utf8"));

  const migrated = await columnsOfDatabase();

  assert.ok(migrated.length > 100, "the database has no tables to compare");
  assert.deepEqual([...described].sort(), [...migrated].sort());
});

test("the Prisma client reads and writes the migrated database", async () => {
  const prisma = createPrismaClient(database.pool);

  await prisma.source.create({ data: { name: "retail", kind: "kafka" } });

  const found = await prisma.source.findUnique({ where: { name: "retail" } });
  assert.equal(found?.state, "starting");
  assert.equal(typeof found?.sourceId, "number");
});
