import { Failure } from "@/lib/domain/failure";
import { acceptCloudEvents, type IntakeEvent, toIntakeEvent } from "@/lib/ingest/intake";
import { createIntakeGate } from "@/lib/ingest/intake-gate";
import type { Context } from "./route";

/** One call holds one batch; whoever has more calls again. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;
const EVENTS_MAX = 10_000;
const HEADER_PREFIX = "ce-";

/** CloudEvents 1.0 over HTTP: structured, batched or binary (HTTP protocol binding). They are durable when this resolves. */
export async function answerIntake(request: Request, { db: pool, configuration, now }: Context) {
  const pass = gate.enter(announcedBytes(request));
  try {
    const events = await readEvents(request);
    if (events.length > EVENTS_MAX) {
      throw new Failure("too-large", `A batch holds ${EVENTS_MAX} events at most; this one has ${events.length}.`);
    }
    pass.count(events.length);
    const { accepted, duplicates, rejected } = await acceptCloudEvents({
      pool,
      intake: configuration.intake,
      events,
      now,
    });
    return { accepted, duplicates, rejected: [...rejected] };
  } finally {
    pass.leave();
  }
}

/** One for the process: bundles may hold this module several times, but the route is in one of them. */
const gate = createIntakeGate();

/** A body that says that it is too large need not be read; one that does not say may be as large as any. */
function announcedBytes(request: Request): number {
  const length = request.headers.get("content-length");
  const bytes = length === null || !/^\d{1,15}$/.test(length) ? BODY_BYTES_MAX : Number(length);
  if (bytes > BODY_BYTES_MAX) throw tooLarge();
  return bytes;
}

const tooLarge = () => new Failure("too-large", "A body holds 8 MiB at most; send several batches.");

async function readEvents(request: Request): Promise<readonly IntakeEvent[]> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const body = await readBytes(request);
  if (type === "application/cloudevents-batch+json") {
    const events = parseJson(body);
    if (!Array.isArray(events)) throw new Failure("bad-request", "A batch of CloudEvents is a JSON array.");
    return events.map(toIntakeEvent);
  }
  if (type === "application/cloudevents+json") return [toIntakeEvent(parseJson(body))];
  return [{ headers: binaryHeaders(request, type), value: body }];
}

/** Binary mode: attributes are `ce-…` headers, percent-encoded; our decoder knows them as Kafka writes them, `ce_…`. */
function binaryHeaders(request: Request, contentType: string): IntakeEvent["headers"] {
  const attributes = [...request.headers].filter(([name]) => name.startsWith(HEADER_PREFIX));
  if (attributes.length === 0) {
    const types = "application/cloudevents+json, application/cloudevents-batch+json, or ce-… headers";
    throw new Failure("bad-request", `This is no CloudEvent: send ${types}.`);
  }
  const headers = attributes.map(([name, value]) => ({
    name: `ce_${name.slice(HEADER_PREFIX.length)}`,
    value: Buffer.from(decodeHeader(value)),
  }));
  return [...headers, { name: "content-type", value: Buffer.from(contentType) }];
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("bad-request", `The body is not JSON: ${why}`, { cause: error });
  }
}
