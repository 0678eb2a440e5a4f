import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

test("the story of an order: who told whom, how long each had it, and how it stood before", async ({ page }) => {
  // The first order after the start of everything is the slowest.
  test.setTimeout(180_000);
  const { orderId } = await placeOrder();
  await page.goto(consoleUrl(`/cases/orderId:${orderId}?show=business`));
  await expect(page.getByRole("option", { name: /OrderCompletedEvent/ })).toBeVisible({ timeout: 120_000 });

  await page.getByRole("tab", { name: "Sequence" }).click();
  const sequence = page.getByRole("listbox", { name: "Sequence of events" });
  const command = sequence.getByRole("option", {
    name: /^RetrievePaymentCommand from .* to Payment.*same correlationId/,
  });
  await command.click();
  await expect(command).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("article", { name: "RetrievePaymentCommand" })).toBeVisible();

  await page.getByRole("tab", { name: "Gantt" }).click();
  const bar = page.getByRole("listbox", { name: "Gantt" }).getByRole("option", { name: /^RetrievePaymentCommand/ });
  await expect(bar).toHaveAttribute("aria-selected", "true");

  const instant = page.getByRole("slider", { name: "Instant" });
  await instant.focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("region", { name: "Waited for" }).getByText("Active")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/[?&]at=/);
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page).not.toHaveURL(/[?&]at=/);
  await expect(page.getByRole("region", { name: "Waited for" })).toHaveCount(0);
});

test("bytes and differences of an event are beside its payload, and nobody is shut out of them", async ({ page }) => {
  const { orderId } = await placeOrder();
  await page.goto(consoleUrl(`/cases/orderId:${orderId}?show=business`));
  await page.getByRole("option", { name: /PaymentReceivedEvent/ }).click({ timeout: 60_000 });

  const payload = page.getByRole("radiogroup", { name: "Show the payload as" });
  await payload.getByRole("radio", { name: "Bytes" }).check();
  await expect(page.getByRole("region", { name: "Payload as bytes" })).toContainText("00000000");
  await payload.getByRole("radio", { name: "Diff" }).check();
  await expect(page.getByRole("list", { name: "Differences" })).toContainText("RetrievePaymentCommand");

  await page.getByRole("tab", { name: "Sequence" }).click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
