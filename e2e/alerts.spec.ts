import { expect, test } from "@playwright/test";
import { consoleUrl } from "./landscape";

test("an alert rule is made, fires by itself, is told on the overview, silenced and deleted", async ({ page }) => {
  const name = `Nothing comes ${Date.now()}`;
  await page.goto(consoleUrl("/settings/alerts"));
  await page.getByRole("button", { name: "New rule" }).click();
  const form = page.getByRole("dialog", { name: "New alert rule" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  await form.getByLabel("Watches").selectOption("silence of a source");
  await form.getByLabel("Fires over").fill("0");
  await form.getByLabel("Fires after being over for").fill("0");
  await form.getByRole("button", { name: "Make the rule" }).click();
  await expect(form).toBeHidden();

  const rule = page.getByRole("listitem", { name });
  await expect(rule.getByText("firing", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("grid", { name: "History of alerts" }).getByText(name)).toBeVisible();
  await rule.getByRole("button", { name: `Silence ${name}` }).click();
  await page.getByRole("menuitem", { name: "For 1 hour" }).click();
  await expect(rule.getByText("silenced", { exact: true })).toBeVisible();

  await page.goto(consoleUrl("/"));
  await expect(page.getByRole("list", { name: "Alerts that fire now" }).getByText(name)).toBeVisible();
  await page.goto(consoleUrl("/settings/alerts"));
  await rule.getByRole("button", { name: `Delete ${name}` }).click();
  await rule.getByRole("button", { name: `Really delete ${name}` }).click();
  await expect(rule).toBeHidden();
  await expect(page.getByRole("grid", { name: "History of alerts" }).getByText(name)).toBeVisible();
});
