import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { consoleUrl, getEnvironment } from "./landscape";

const run = promisify(execFile);

/** A link for somebody who may look and do nothing, as an administrator gives it. */
async function viewerLink(): Promise<string> {
  const config = join(getEnvironment("THROUGHLINE_E2E_DATA"), "run", "throughline.config.yaml");
  const args = ["--import", "tsx", "lib/cli/main.ts", "user", "add", "vera", "--role", "viewer", "--config", config];
  const { stdout } = await run(process.execPath, args, { cwd: join(import.meta.dirname, "..") });
  const token = /sign-in\?token=\S+/.exec(stdout)?.[0];
  if (token === undefined) throw new Error(`no link in: ${stdout}`);
  return consoleUrl(`/${token}`);
}

test("a viewer sees what could be done and why she may not, and the API refuses her too", async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(await viewerLink());
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();

  const { items } = (await (await context.request.get(consoleUrl("/api/v1/processes"))).json()) as {
    items: { id: string; origin: string }[];
  };
  const process = items.find(({ origin }) => origin === "engine")?.id ?? "";
  await page.goto(consoleUrl(`/processes/${encodeURIComponent(process)}`));
  await page.getByRole("button", { name: "Actions for all process instances" }).click();
  const cancel = page.getByRole("menuitem", { name: /^Cancel process instances/ });
  await expect(cancel).toContainText("You are signed in as viewer; this needs the role operator.");
  await expect(cancel).toHaveAttribute("aria-disabled", "true");
  await cancel.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const refused = await context.request.post(consoleUrl("/api/v1/operations"), {
    headers: { origin: new URL(consoleUrl("/")).origin },
    data: { action: "cancel-instance", target: { filter: { process } }, reason: "she tries" },
  });
  expect(refused.status()).toBe(403);
  expect(((await refused.json()) as { detail: string }).detail).toMatch(/operator/);
  await context.close();
});
