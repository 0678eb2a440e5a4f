import { expect, type Page, test } from "@playwright/test";
import type { EventMap } from "@/lib/api/contract/event-map";
import { CHOREOGRAPHED_TRUTH } from "@/lib/landscapes/retail-choreographed/truth";
import { compareToTruth } from "@/lib/landscapes/truth/compare-truth";
import { consoleUrl } from "./landscape";

const PROCESS = "flowing-retail-choreographed";

async function readMap(page: Page, process: string): Promise<EventMap> {
  const answer = await page.request.get(consoleUrl(`/api/v1/event-map?process=${encodeURIComponent(process)}`));
  return (await answer.json()) as EventMap;
}

test("on one cluster with the orchestrated shop, the choreographed one shows its five messages and nobody in charge", async ({
  page,
}) => {
  test.setTimeout(150_000);
  // Orders of the shop come by themselves; the chain is whole as soon as one is completed.
  await expect
    .poll(async () => compareToTruth(await readMap(page, PROCESS), CHOREOGRAPHED_TRUTH), { timeout: 120_000 })
    .toEqual([]);

  const orchestrated = await readMap(page, "flowing-retail");
  expect(orchestrated.edges.some(({ kind }) => kind === "orchestrated")).toBe(true);

  await page.goto(consoleUrl(`/map?process=${PROCESS}`));
  await expect(page.getByRole("region", { name: /^Event map: / })).toHaveAttribute("aria-busy", "false");
  await page.getByRole("tab", { name: "Edges (4)" }).click();
  const rows = page.getByRole("grid", { name: "Edges of the map" }).getByRole("row", { name: /choreographed/ });
  await expect(rows).toHaveCount(4);
});
