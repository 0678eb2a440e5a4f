import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { z } from "zod";
import type { ImportQuery } from "@/lib/api/contract/queries";
import { Failure } from "@/lib/domain/failure";
import { IMPORT_FORMATS, importRecords } from "@/lib/ingest/import-file";
import { configuredRules } from "@/lib/ingest/rules-of-source";
import { importModel } from "./import-model";
import { type Context, jsonResponse } from "./route";

/** As long as a caller may take to send the next piece of a log. */
const SILENT_MS_MAX = 60_000;

/**
 * Takes a log in while it arrives, and answers when it has arrived: the import goes on by itself, `GET /imports/{id}` says
 * how far it is. What could not be decoded is told there, not here.
 */
export async function startImport(
  request: Request,
  query: z.infer<typeof ImportQuery>,
  context: Context,
): Promise<Response> {
  const { db: pool, configuration, log, now } = context;
  if (query.format === "bpmn") return importModel(request, query.process, context);
  if (!IMPORT_FORMATS.some((format) => format === query.format)) {
    throw new Failure(
      "unsupported",
      `The format "${query.format}" cannot be imported yet; these can: ${[...IMPORT_FORMATS, "bpmn"].join(", ")}.`,
    );
  }
  if (request.body === null) throw new Failure("bad-request", "Send the log as the body.");
  const importId = randomUUID();
  const { chunks, arrived } = arriving(request.body);
  const rules = configuredRules(configuration);
  const running = importRecords({ pool, ...query, input: Readable.from(chunks), importId, rules, now });
  running.catch((error: unknown) => log.error({ error: String(error), import: importId }, "an import broke"));
  await Promise.race([arrived, running]);
  return jsonResponse({ id: importId }, 202);
}

/** The pieces of a body as they are wanted, and a promise for its end, however it comes. */
function arriving(body: ReadableStream<Uint8Array>) {
  let end = () => {};
  const arrived = new Promise<void>((resolve) => {
    end = resolve;
  });
  async function* chunks() {
    const reader = body.getReader();
    try {
      for (let next = await read(reader); !next.done; next = await read(reader)) yield next.value;
    } finally {
      end();
      await reader.cancel().catch(() => undefined);
    }
  }
  return { chunks: chunks(), arrived };
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_, reject) => {
    const fail = () => reject(new Failure("bad-request", "The sender fell silent in the middle of the log."));
    timer = setTimeout(fail, SILENT_MS_MAX);
  });
  return Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer));
}
