import { expect, test } from "@playwright/test";
import { consoleUrl } from "./landscape";

test("who signed in is found in the audit trail, whose chain is whole, and taken away as CSV", async ({ page }) => {
  await page.goto(consoleUrl("/operations"));
  await page.getByRole("link", { name: "Audit trail" }).click();
  await expect(page.getByText("Chain is whole")).toBeVisible();
  await expect(page.getByText(/\d+ entr(y|ies), checked/)).toBeVisible();

  await page.getByRole("searchbox", { name: "Action" }).fill("sign-in");
  await expect(page).toHaveURL(/action=sign-in/);
  await page.getByRole("grid", { name: "Audit trail" }).getByText("sign-in", { exact: true }).first().click();
  const entry = page.getByRole("dialog", { name: /^Entry \d+: sign-in$/ });
  await expect(entry.getByText(/^person:/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(entry).toBeHidden();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("audit.csv");
});
