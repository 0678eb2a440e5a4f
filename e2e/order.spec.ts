import { expect, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

const CHAIN = [
  "OrderPlacedEvent",
  "RetrievePaymentCommand",
  "PaymentReceivedEvent",
  "FetchGoodsCommand",
  "GoodsFetchedEvent",
  "ShipGoodsCommand",
  "GoodsShippedEvent",
  "OrderCompletedEvent",
];

test("an order goes through, and its case shows eight Kafka events and the way through the engine", async ({
  page,
}) => {
  const { orderId } = await placeOrder();
  await page.goto(consoleUrl(`/cases/orderId:${orderId}`));

  await expect(page.getByRole("heading", { level: 1, name: `orderId:${orderId}` })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("banner").or(page.locator("header")).getByText("ended").first()).toBeVisible({
    timeout: 60_000,
  });

  const events = page.getByRole("listbox", { name: "Events" });
  for (const type of CHAIN) await expect(events.getByRole("option", { name: new RegExp(type) }).first()).toBeVisible();
});

test("a case is found by the bare value of any of its keys", async ({ page }) => {
  const { orderId, traceId } = await placeOrder();
  await page.goto(consoleUrl(`/cases?q=${traceId}`));

  await expect(page.getByRole("link", { name: `orderId:${orderId}` })).toBeVisible({ timeout: 30_000 });
});
