import { startOrder } from "../retail/order";
import type { Shop, Stop } from "../retail/shop";
import { startInventory, startShipping } from "../retail-choreographed/services";
import { MIXED_ORDER } from "./order-process";
import { startPaymentProcess } from "./payment-process";

type Engines = { readonly zeebeGrpcAddress: string; readonly operatonUrl: string };

/** Order on Camunda 8, Payment on Operaton, and Inventory and Shipping, which react to what they hear. */
export function startMixedServices(shop: Shop, { zeebeGrpcAddress, operatonUrl }: Engines): Promise<readonly Stop[]> {
  return Promise.all([
    startOrder(shop, { zeebeGrpcAddress, process: MIXED_ORDER }),
    startPaymentProcess(shop, operatonUrl),
    startInventory(shop),
    startShipping(shop, { isLast: false }),
  ]);
}
