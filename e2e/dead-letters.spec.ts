import { expect, test } from "@playwright/test";
import { consoleUrl, mendShipping, placeOrder } from "./landscape";

test("a command that Shipping gave up is found with its case and reason, replayed once it is mended, and the order completes", async ({
  page,
}) => {
  const { orderId } = await placeOrder(["dead-letter"]);
  await page.goto(consoleUrl("/streams?tab=dead-letters"));
  const row = page.getByRole("row", { name: new RegExp(`orderId:${orderId}`) });
  await expect(row).toBeVisible({ timeout: 60_000 });
  await expect(row).toContainText("LabelException");
  await row.getByText("ShipGoodsCommand").click();
  const letter = page.getByRole("dialog", { name: "Dead letter" });
  await expect(letter.getByRole("link", { name: `orderId:${orderId}` })).toBeVisible();
  await mendShipping();

  await letter.getByRole("button", { name: "Replay", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Replay 1 dead letter" });
  await expect(dialog.getByText("retail-shipping", { exact: false }).first()).toBeVisible({ timeout: 30_000 });
  await dialog.getByLabel("Reason").fill("labels are printed again, says the e2e test");
  await dialog.getByRole("button", { name: "Replay 1 record" }).click();
  await expect(dialog.getByText(/succeeded/i).first()).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await expect(letter.getByText("Replayed", { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.goto(consoleUrl(`/cases/orderId:${orderId}`));
  await expect(page.getByText("ended", { exact: false }).first()).toBeVisible({ timeout: 60_000 });
});
