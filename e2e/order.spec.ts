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
  await page.goto(consoleUrl(`/cases/orderId:${orderId}?show=business`));

  await expect(page.getByRole("heading", { level: 1, name: `orderId:${orderId}` })).toBeVisible({ timeout: 30_000 });
  const events = page.getByRole("listbox", { name: "Events" });
  await expect(events.getByRole("option")).toHaveCount(CHAIN.length, { timeout: 60_000 });
  for (const type of CHAIN) await expect(events.getByRole("option", { name: new RegExp(type) })).toHaveCount(1);

  const diagram = page.getByLabel(/^Diagram:/).first();
  await expect(diagram).toBeVisible();
  await page.getByRole("tab", { name: /^Elements/ }).click();
  await expect(
    page
      .getByLabel(/^Elements that .* passed$/)
      .getByText("completed")
      .first(),
  ).toBeVisible();
});

test("a case is found by the bare value of any of its keys", async ({ page }) => {
  const { orderId, traceId } = await placeOrder();
  await page.goto(consoleUrl(`/cases?q=${traceId}`));

  await expect(page.getByRole("link", { name: `orderId:${orderId}` })).toBeVisible({ timeout: 30_000 });
});
