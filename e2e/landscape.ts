import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Retail = z.object({ controlPort: z.number(), controlToken: z.string() });
const Placed = z.object({ orders: z.array(z.object({ orderId: z.string(), traceId: z.string() })) });

/** Where the console of this run is. */
export const consoleUrl = (path: string): string => new URL(path, getEnvironment("THROUGHLINE_E2E_URL")).href;

/** Places one order in the running shop, with just the named defects. */
export async function placeOrder(defects: readonly string[] = []): Promise<{ orderId: string; traceId: string }> {
  const response = await askShop("POST", "/orders", { count: 1, defects });
  const [order] = Placed.parse(await response.json()).orders;
  if (order === undefined) throw new Error("the shop took no order");
  return order;
}

/** Shipping can do again what it gave up. */
export async function mendShipping(): Promise<void> {
  await askShop("PATCH", "/", { defects: { "dead-letter": 0 } });
}

function askShop(method: string, path: string, body: object): Promise<Response> {
  const file = join(getEnvironment("THROUGHLINE_E2E_DATA"), "run", "retail.json");
  const { controlPort, controlToken } = Retail.parse(JSON.parse(readFileSync(file, "utf8")));
  const headers = { authorization: `Bearer ${controlToken}`, "content-type": "application/json" };
  return whenOpen(() =>
    fetch(`http://127.0.0.1:${controlPort}${path}`, { method, headers, body: JSON.stringify(body) }),
  );
}

/** The shop opens some seconds after the console. */
async function whenOpen(ask: () => Promise<Response>): Promise<Response> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

export function getEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the tests with npm test -- browser`);
  return value;
}
