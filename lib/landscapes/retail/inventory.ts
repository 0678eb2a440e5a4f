import { derivedId } from "./derived-id";
import { startResponder } from "./responder";
import type { Shop, Stop } from "./shop";

/** Picks the goods. Its team writes times as epoch milliseconds and forgot the header. */
export function startInventory(shop: Shop): Promise<Stop> {
  return startResponder(shop, {
    service: "inventory",
    source: "Inventory",
    command: "FetchGoodsCommand",
    event: "GoodsFetchedEvent",
    dialect: { time: "epoch-ms", typeHeader: "missing" },
    worksMs: { least: 300, most: 1_400 },
    data: (refId, { correlationid }) => ({ refId, pickId: derivedId("pick", refId, correlationid ?? "") }),
  });
}
