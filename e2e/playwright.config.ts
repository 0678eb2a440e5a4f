import { defineConfig } from "@playwright/test";

/** Against the built console on the live landscape, started as a newcomer starts it; one worker, for the two share it. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./start-throughline.ts",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json"]],
  use: {
    viewport: { width: 1440, height: 900 },
    storageState: "test-results/operator.json",
    trace: "retain-on-failure",
    launchOptions: {
      ...(process.env["THROUGHLINE_CHROMIUM"] ? { executablePath: process.env["THROUGHLINE_CHROMIUM"] } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
