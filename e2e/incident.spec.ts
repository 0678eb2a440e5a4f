import { expect, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

test("an incident appears, is retried, the order completes, and the audit trail says who did it", async ({ page }) => {
  const { orderId } = await placeOrder(["failing-job"]);
  await page.goto(consoleUrl("/incidents"));

  const retry = page.getByRole("button", { name: new RegExp(`^Retry the incident at .* of orderId:${orderId}$`) });
  // A list that somebody may be reading does not move: what is new waits until it is asked for.
  const fresh = page.getByRole("button", { name: /new incidents?: show$/ });
  await expect(fresh.or(retry).first()).toBeVisible({ timeout: 60_000 });
  await expect(async () => {
    if (await fresh.isVisible()) await fresh.click();
    await expect(retry).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  await retry.click();
  const dialog = page.getByRole("dialog", { name: "Retry the incident" });
  await expect(dialog.getByText(/engine gets new retries for the job of 1 incident/)).toBeVisible();
  await dialog.getByLabel("Reason").fill("the cause is mended, says the e2e test");
  await dialog.getByRole("button", { name: "Retry 1 incident" }).click();

  await expect(dialog.getByText(/the engine took the incident as resolved/)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(retry).toBeHidden({ timeout: 30_000 });

  await page.goto(consoleUrl(`/cases/orderId:${orderId}`));
  await expect(page.getByText("ended", { exact: false }).first()).toBeVisible({ timeout: 60_000 });

  await page.goto(consoleUrl("/operations"));
  await page.getByRole("link", { name: /retry/i }).first().click();
  await expect(page.getByText("the cause is mended, says the e2e test")).toBeVisible();
  await expect(page.getByText("admin", { exact: false }).first()).toBeVisible();
});

test("with the keyboard alone: to the incidents, through the list, and out of the dialog with the focus back", async ({
  page,
}) => {
  await placeOrder(["failing-job"]);
  await page.goto(consoleUrl("/"));
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/\/incidents/);
  await expect(page.getByRole("button", { name: /^Retry the incident at/ }).first()).toBeVisible({ timeout: 60_000 });

  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");

  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});
