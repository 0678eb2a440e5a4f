import { pause } from "@/lib/platform/clock";
import { openBus } from "./bus";
import { toDeadLetter } from "./dead-letter";
import type { ServiceName } from "./defects";
import { derivedId } from "./derived-id";
import { type Dialect, type Envelope, type RetailMessage, toRetailRecord } from "./envelope";
import { type Answerer, isHitHere } from "./hit-here";
import { startListening } from "./listener";
import { Stopped } from "./persistence";
import { createSeen } from "./seen";
import type { Shop, Stop } from "./shop";

/** A service that hears a command, works on it for a while, and says by an event that it is done. */
export type Responder = {
  readonly service: ServiceName;
  /** As it signs its events. */
  readonly source: Answerer;
  readonly command: string;
  readonly event: string;
  readonly dialect: Dialect;
  readonly worksMs: { readonly least: number; readonly most: number };
  readonly data: (refId: string, command: Envelope) => Readonly<Record<string, unknown>>;
  /** Why it cannot handle this order now; such a command goes to the dead letter topic. */
  readonly trouble?: (refId: string) => string | null;
  /** Says nothing at all about this order. */
  readonly isSilent?: (refId: string) => boolean;
  /** By how much its clock is wrong. */
  readonly clockErrorMs?: () => number;
};

type Command = { readonly envelope: Envelope; readonly correlationid: string; readonly refId: string };

/** A late worker does its work again after it was taken for dead. */
const LATE_MS = { least: 400, most: 1_500 };

/** Ids of events are derived from the command's: when a crash makes it work again, it says the same under the same id. */
export async function startResponder(shop: Shop, responder: Responder): Promise<Stop> {
  const bus = openBus(shop, responder.service);
  const seen = createSeen();
  const stop = await startListening(shop, bus, {
    service: responder.service,
    handle: async (envelope, heard) => {
      const command = toCommand(envelope, responder);
      if (command === null || responder.isSilent?.(command.refId)) return;
      const why = responder.trouble?.(command.refId) ?? null;
      if (why !== null) {
        await bus.giveUp(toDeadLetter(heard, { topic: shop.topic, group: `${shop.name}-${responder.service}`, why }));
        return;
      }
      await seen.once(command.correlationid, () => answer(command));
    },
  });
  const work = async ({ least, most }: Responder["worksMs"]) => {
    await pause(least + shop.random() * (most - least), shop.signal);
    if (shop.signal.aborted) throw new Stopped(responder.service);
  };
  const answer = async (command: Command) => {
    await work(responder.worksMs);
    await bus.send([toRetailRecord(toEvent(shop, responder, command, "done"), responder.dialect)]);
    if (!isHitHere(shop, responder.source, { defect: "double-completion", orderId: command.refId })) return;
    await work(LATE_MS);
    await bus.send([toRetailRecord(toEvent(shop, responder, command, "done again"), responder.dialect)]);
  };
  return async () => {
    await stop();
    await bus.close();
  };
}

function toCommand(envelope: Envelope, { command }: Responder): Command | null {
  const refId = envelope.data?.["refId"];
  const { correlationid } = envelope;
  if (envelope.type !== command || correlationid === null || typeof refId !== "string") return null;
  return { envelope, correlationid, refId };
}

function toEvent(shop: Shop, responder: Responder, command: Command, which: string): RetailMessage {
  const { envelope, correlationid, refId } = command;
  const id = derivedId(correlationid, responder.event, which);
  const isTorn = isHitHere(shop, responder.source, { defect: "torn-trace", orderId: refId });
  return {
    type: responder.event,
    id,
    source: responder.source,
    time: shop.clock() + (responder.clockErrorMs?.() ?? 0),
    data: responder.data(refId, envelope),
    traceid: isTorn ? derivedId(id, "made up") : envelope.traceid,
    correlationid,
  };
}
