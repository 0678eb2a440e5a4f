import { expect, test } from "@playwright/test";
import { consoleUrl } from "./landscape";

test("the tour of the landscape walks along from page to page, and places the order that it speaks of", async ({
  page,
}) => {
  await page.goto(consoleUrl("/landscape"));
  await page.getByRole("button", { name: "Take the tour, five steps" }).click();
  const tour = page.getByRole("region", { name: "Guided tour" });

  await expect(tour.getByText("Step 1 of 5")).toBeVisible();
  await tour.getByRole("link", { name: "Open the processes" }).click();
  await expect(page).toHaveURL(/\/processes$/);

  for (const step of [2, 3, 4]) {
    await tour.getByRole("button", { name: "Next" }).press("Enter");
    await expect(tour.getByText(`Step ${step} of 5`)).toBeVisible();
    await expect(tour.getByRole("heading")).toBeFocused();
  }
  await tour.getByRole("button", { name: "Place them" }).click();
  await expect(tour.getByRole("status")).toHaveText("Done.");
  await page.reload();
  await tour.getByRole("button", { name: "Next" }).click();
  await tour.getByRole("link", { name: "Open the case of the order" }).click();
  await expect(page).toHaveURL(/\/cases\/orderId/);

  await tour.getByRole("button", { name: "Done" }).click();
  await expect(tour).toBeHidden();
});
