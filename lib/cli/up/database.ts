import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { addPerson, createSignInLink } from "@/lib/access/sign-in";
import { Failure } from "@/lib/domain/failure";
import { importRecords } from "@/lib/ingest/import-file";
import type { RetailLandscapeName } from "@/lib/landscapes/retail/landscape-name";
import { MIXED_BINDINGS, MIXED_COLLABORATION } from "@/lib/landscapes/retail-mixed/collaboration";
import { LIMIT_BATCH_RULE } from "@/lib/landscapes/transfer-limit/decode-rules";
import { nightlyBatchLog } from "@/lib/landscapes/transfer-limit/nightly-batch";
import { saveModel } from "@/lib/operations/models/save-model";
import { readModelDiagram } from "@/lib/query/model/read-model-diagram";
import { createPool, type Pool } from "@/lib/store/database";
import { migrate } from "@/lib/store/migrate";
import { wasModelSaved } from "@/lib/store/model/save-model";

/** Who the local set-up signs in: it is their own machine. */
const LOCAL_PERSON = "admin";

async function withPool<Result>(databaseUrl: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: "throughline up", connectionsMax: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Brings the schema up to date and sees to it that there is somebody to sign in. */
export function prepareDatabase(databaseUrl: string): Promise<void> {
  return withPool(databaseUrl, async (pool) => {
    await migrate(pool);
    await addPerson(pool, { name: LOCAL_PERSON, role: "admin", actor: "npm start" });
  });
}

/** The diagram over all of a landscape, once: whoever changed or archived it finds it as they left it. */
export function drawLandscape(databaseUrl: string, landscape: RetailLandscapeName): Promise<void> {
  return withPool(databaseUrl, async (pool) => {
    const { name, diagram } = MIXED_COLLABORATION;
    if (landscape !== "retail-mixed" || (await wasModelSaved(pool, name))) return;
    const xml = readFileSync(diagram, "utf8");
    const { elements, warnings } = await readModelDiagram(xml);
    const origin = `the landscape ${landscape}`;
    const model = { name, xml, elements: elements.length, warnings, origin, bindings: MIXED_BINDINGS };
    await saveModel(pool, "npm start", model);
  });
}

/** What a landscape has of the past: for limits, the log of the nightly batch. The same log again makes the same cases. */
export function takeInPast(databaseUrl: string, landscape: RetailLandscapeName): Promise<void> {
  return withPool(databaseUrl, async (pool) => {
    const { process } = LIMIT_BATCH_RULE;
    if (landscape !== "transfer-limit" || process === null) return;
    const input = Readable.from([Buffer.from(nightlyBatchLog(Date.now()))]);
    const request = { process, format: "jsonl", input, importId: randomUUID(), rules: [LIMIT_BATCH_RULE] };
    const { error } = await importRecords({ pool, ...request });
    if (error !== null)
      throw new Failure("bad-request", `The log of the nightly batch could not be taken in: ${error}`);
  });
}

export function makeSignInLink(databaseUrl: string, publicUrl: string): Promise<string> {
  const asked = { name: LOCAL_PERSON, publicUrl, actor: "npm start", now: Date.now() };
  return withPool(databaseUrl, (pool) => createSignInLink(pool, asked));
}
