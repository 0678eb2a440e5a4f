import { pause } from "@/lib/platform/clock";
import { openBus } from "../retail/bus";
import { derivedId } from "../retail/derived-id";
import { type Dialect, type Envelope, type RetailMessage, toRetailRecord } from "../retail/envelope";
import { ShopOrder } from "../retail/goods";
import { type Answerer, isHitHere } from "../retail/hit-here";
import { startListening } from "../retail/listener";
import { Stopped } from "../retail/persistence";
import { createSeen } from "../retail/seen";
import type { Shop, Stop } from "../retail/shop";

/** A service that nobody commands: it hears an event, does its work, and tells what it did. */
export type Reactor = {
  readonly service: "payment" | "inventory" | "shipping";
  /** As it signs its events. */
  readonly source: Answerer;
  readonly reactsTo: string;
  /** One after the other, each after its work. */
  readonly tells: readonly Told[];
  readonly dialect: Dialect;
  /** Says nothing at all about this order. */
  readonly isSilent?: (orderId: string) => boolean;
  /** By how much its clock is wrong. */
  readonly clockErrorMs?: () => number;
  readonly onDone?: () => void;
};

type Told = {
  readonly event: string;
  readonly worksMs: { readonly least: number; readonly most: number };
  /** What it adds to what it heard. */
  readonly adds: (orderId: string) => Readonly<Record<string, unknown>>;
};

type Heard = { readonly orderId: string; readonly data: Readonly<Record<string, unknown>>; readonly traceid: string };

/** A late worker does its work again after it was taken for dead. */
const LATE_MS = { least: 400, most: 1_500 };

/**
 * Remembers orders, not the ids of events: an event that comes twice has two ids, and no customer pays twice. Its own ids
 * are derived from the order: when a crash makes it work again, it says the same under the same id.
 */
export async function startReactor(shop: Shop, reactor: Reactor): Promise<Stop> {
  const bus = openBus(shop, reactor.service);
  const seen = createSeen();
  const tell = async (heard: Heard, told: Told, which: string) => {
    const { least, most } = which === "told" ? told.worksMs : LATE_MS;
    await pause(least + shop.random() * (most - least), shop.signal);
    if (shop.signal.aborted) throw new Stopped(reactor.service);
    await bus.send([toRetailRecord(toEvent(shop, reactor, { heard, told, which }), reactor.dialect)]);
  };
  const react = async (heard: Heard) => {
    const [first, ...others] = reactor.tells;
    if (first === undefined) return;
    await tell(heard, first, "told");
    for (const other of others) await tell(heard, other, "told");
    reactor.onDone?.();
    const { orderId } = heard;
    if (isHitHere(shop, reactor.source, { defect: "double-completion", orderId })) {
      await tell(heard, first, "told again");
    }
  };
  const stop = await startListening(shop, bus, {
    service: reactor.service,
    handle: async (envelope) => {
      const heard = toHeard(envelope, reactor);
      if (heard === null || reactor.isSilent?.(heard.orderId)) return;
      await seen.once(heard.orderId, () => react(heard));
    },
  });
  return async () => {
    await stop();
    await bus.close();
  };
}

/** Checkout tells the bare order; everyone after it hands the whole order on, beside what was found out about it. */
function toHeard({ type, data, traceid }: Envelope, { reactsTo }: Reactor): Heard | null {
  if (type !== reactsTo || data === null) return null;
  const isBare = data["order"] === undefined;
  const order = ShopOrder.safeParse(isBare ? data : data["order"]).data;
  if (order === undefined) return null;
  return { orderId: order.orderId, data: isBare ? { order } : data, traceid };
}

function toEvent(
  shop: Shop,
  { source, clockErrorMs }: Reactor,
  { heard, told, which }: { heard: Heard; told: Told; which: string },
): RetailMessage {
  const { orderId, data, traceid } = heard;
  const isTorn = isHitHere(shop, source, { defect: "torn-trace", orderId });
  return {
    type: told.event,
    id: derivedId(shop.name, orderId, told.event, which),
    source,
    time: shop.clock() + (clockErrorMs?.() ?? 0),
    data: { ...data, ...told.adds(orderId) },
    traceid: isTorn ? derivedId(orderId, source, "made up") : traceid,
    correlationid: null,
  };
}
