import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { consoleUrl, placeOrder } from "./landscape";

const PAGES = [
  "/",
  "/processes",
  "/processes/camunda8:order",
  "/cases",
  "/incidents",
  "/tasks",
  "/findings",
  "/streams",
  "/streams?tab=dead-letters",
  "/operations",
  "/operations/audit",
  "/landscape",
  "/settings/correlation",
  "/settings/alerts",
];

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`nothing on ${path} keeps anybody out, in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(consoleUrl(path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("load");

      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
        .analyze();

      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(
        serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
      ).toEqual([]);
    });
  }
}

test("no page logs an error or runs what the policy forbids", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  for (const path of PAGES) {
    await page.goto(consoleUrl(path));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }

  expect(errors).toEqual([]);
});

test("the numbers on an open diagram move without reload, and an element leads to its cases", async ({ page }) => {
  await page.goto(consoleUrl("/processes/camunda8:order"));
  const diagram = page
    .getByRole("region", { name: /^Diagram:/ })
    .or(page.getByLabel(/^Diagram:/))
    .first();
  await expect(diagram).toBeVisible();
  const table = page
    .getByRole("table", { name: "Elements of the diagram" })
    .or(page.getByLabel("Elements of the diagram"))
    .first();
  await expect(table).toBeVisible();
  const before = await table.textContent();

  await placeOrder();

  await expect.poll(async () => table.textContent(), { timeout: 30_000 }).not.toBe(before);
});

test("a page without a session leads to the sign-in, and a call without one is refused", async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(consoleUrl("/cases"));

  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await context.request.get(consoleUrl("/api/v1/cases"))).status()).toBe(401);
  await context.close();
});

test("at 390 pixels no page scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of PAGES) {
    await page.goto(consoleUrl(path));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test("the README's picture is of the live landscape", async ({ page }) => {
  await page.goto(consoleUrl("/processes/camunda8:order?heatmap=frequency"));
  await expect(page.getByLabel(/^Diagram:/).first()).toBeVisible();
  await page.waitForTimeout(0);
  await page.screenshot({ path: "test-results/process.png" });
});
