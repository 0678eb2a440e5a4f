import { expect, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

test("a group of incidents is taken over, explained, put away and brought back", async ({ page }) => {
  await placeOrder(["failing-job"]);
  await page.goto(consoleUrl("/incidents?type=engine"));
  const details = page.getByRole("button", { name: /^Details of the group / }).first();
  await expect(details).toBeVisible({ timeout: 60_000 });
  await details.click();
  const group = page.getByRole("dialog", { name: "Group of incidents" });

  await group.getByRole("button", { name: "Assign to me" }).click();
  await expect(group.getByRole("textbox", { name: "Assigned to" })).not.toHaveValue("");
  await group.getByRole("textbox", { name: "Comment" }).fill("<b>Payment</b> was told");
  await group.getByRole("button", { name: "Add comment" }).click();
  await expect(group.getByText("<b>Payment</b> was told").last()).toBeVisible();

  await group.getByRole("button", { name: /^(Write a runbook|Edit)$/ }).click();
  const runbook = "Look at **Payment**, then [retry them](throughline:retry-incident). [No](javascript:alert(1))";
  await group.getByRole("textbox", { name: "Runbook" }).fill(runbook);
  await group.getByRole("button", { name: "Save runbook" }).click();
  await expect(group.getByRole("link", { name: "No", exact: true })).toHaveCount(0);
  await group.getByRole("button", { name: "retry them" }).click();
  const retry = page.getByRole("dialog", { name: /^Retry/ });
  await expect(retry).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(retry).toBeHidden();

  await group.getByRole("button", { name: "Archive" }).click();
  await group.getByRole("textbox", { name: "Reason" }).fill("known, says the e2e test");
  await group.getByRole("button", { name: "Archive the group" }).click();
  await expect(group.getByRole("definition").filter({ hasText: /by admin: known, says the e2e test/ })).toBeVisible();
  await group.getByRole("button", { name: "Take out of the archive" }).click();
  await expect(group.getByRole("button", { name: "Archive" })).toBeVisible();
});
