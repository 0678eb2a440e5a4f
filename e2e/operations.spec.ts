import { expect, type Locator, type Page, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

/** An order whose payment failed and of which nobody tells: it waits for a message that will not come. */
async function openWaitingOrder(page: Page): Promise<void> {
  const { orderId } = await placeOrder(["payment-silent"]);
  await page.goto(consoleUrl(`/cases/orderId:${orderId}`));
  await expect(page.getByRole("button", { name: "Publish the message PaymentReceivedEvent" })).toBeVisible({
    timeout: 60_000,
  });
}

async function choose(page: Page, action: string): Promise<Locator> {
  await page.getByRole("button", { name: /^Actions for Order/ }).click();
  await page.getByRole("menuitem", { name: action }).click();
  return page.getByRole("dialog", { name: action });
}

async function confirm(dialog: Locator, verb: string): Promise<void> {
  await dialog.getByLabel("Reason").fill("the e2e test wants it so");
  await dialog.getByRole("button", { name: verb }).click();
  await expect(dialog.getByRole("link", { name: "Show in the audit trail" })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole("button", { name: "Close" }).last().click();
}

test("an order that waits for a payment nobody tells of: a variable is set, the message is published, and it completes", async ({
  page,
}) => {
  await openWaitingOrder(page);

  const variables = await choose(page, "Set variables");
  await variables.getByRole("textbox", { name: "Variables" }).fill('{"clearedUpBy": "the e2e test"}');
  await confirm(variables, "Set variables of 1 process instance");
  await page.getByRole("tab", { name: /^Variables/ }).click();
  await expect(page.getByText("clearedUpBy").first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "Publish the message PaymentReceivedEvent" }).click();
  await confirm(page.getByRole("dialog", { name: "Publish a message" }), "Publish 1 message");
  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test("a process instance is cancelled from the menu by keyboard, and its case says so", async ({ page }) => {
  await openWaitingOrder(page);

  await page.getByRole("button", { name: /^Actions for Order/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Cancel the process instance" }).press("Enter");
  await confirm(page.getByRole("dialog", { name: "Cancel the process instance" }), "Cancel 1 process instance");

  await expect(page.getByText("Canceled", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test("a token is moved behind the payment from a list, and the order completes", async ({ page }) => {
  await openWaitingOrder(page);

  const dialog = await choose(page, "Move tokens");
  await dialog.getByRole("combobox", { name: /^1 token at Payment received/ }).click();
  await page.getByRole("option", { name: /^Fetch goods/ }).click();
  await expect(dialog.getByRole("region", { name: "Pending moves" })).toContainText("Fetch goods");
  await confirm(dialog, "Modify 1 process instance");

  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});
