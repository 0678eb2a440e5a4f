import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import type { EventMap } from "@/lib/api/contract/event-map";
import { RETAIL_CHAIN } from "@/lib/landscapes/retail/truth";
import { consoleUrl, placeOrder } from "./landscape";

test("the map of the orchestrated shop has the eight messages of its chain, and its edges the right kinds", async ({
  page,
}) => {
  await placeOrder();
  await page.goto(consoleUrl("/map?process=flowing-retail"));
  const read = async () => (await page.request.get(consoleUrl("/api/v1/event-map?process=flowing-retail"))).json();
  const missing = async () => {
    const { nodes } = (await read()) as EventMap;
    return RETAIL_CHAIN.filter(
      ({ type, producer }) => !nodes.some((node) => node.activity === type && node.producer === producer),
    ).map(({ type }) => type);
  };

  await expect.poll(missing, { timeout: 60_000 }).toEqual([]);

  const { edges } = (await read()) as EventMap;
  // An engine and a service report at the same time, so one event may also be seen right after another service's.
  expect(edges.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["message", "orchestrated"]));
  await expect(page.getByRole("grid", { name: "Activities of the map" }).getByRole("row").nth(1)).toBeVisible();
  await page.getByRole("tab", { name: /^Edges/ }).click();
  const table = page.getByRole("grid", { name: "Edges of the map" });
  await expect(table.getByRole("row", { name: / (message|choreographed) flowing-retail/ }).first()).toBeVisible();
});

test("each lens shows the same activities, a row shows its details, and its neighbours alone", async ({ page }) => {
  await placeOrder();
  await page.goto(consoleUrl("/map"));
  for (const lens of ["Tube", "Spaghetti", "Process"]) {
    await page.getByRole("radio", { name: lens }).check();
    await expect(page.getByRole("region", { name: new RegExp(`^Event map: ${lens}, `) })).toHaveAttribute(
      "aria-busy",
      "false",
    );
  }

  await page.getByRole("grid", { name: "Activities of the map" }).getByRole("row").nth(1).click();
  const details = page.getByRole("complementary");
  await expect(details.getByRole("link", { name: "Cases with it" })).toBeVisible();
  await details.getByRole("button", { name: "Only its neighbours" }).click();
  await expect(page).toHaveURL(/focus=/);
  await page.goBack();
  await expect(page).not.toHaveURL(/focus=/);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`nothing on the map keeps anybody out, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(consoleUrl("/map"));
    await expect(page.getByRole("grid", { name: "Activities of the map" })).toBeVisible({ timeout: 30_000 });

    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();

    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)).toEqual(
      [],
    );
  });
}
