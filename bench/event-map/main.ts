/**
 * How a running console draws a map of 300 services with 3,000 edges: time to the first picture of each lens, and its
 * frames while it is panned and zoomed.
 *
 *   node --import tsx bench/event-map/main.ts URL STORAGE_STATE.json
 */
import { writeFileSync } from "node:fs";
import process from "node:process";
import { chromium, type Page } from "@playwright/test";
import { percentile } from "../report";
import { generatedMap } from "./generated-map";

const [url = "http://127.0.0.1:3000", storageState] = process.argv.slice(2);
const reply = JSON.stringify(generatedMap(300, 3_000));

/** As text: what the loader of TypeScript adds to functions does not exist in the page. */
const TIME_FRAMES = `
  window.frames = [];
  (function time(before) {
    requestAnimationFrame((now) => { window.frames.push(now - before); time(now); });
  })(performance.now());`;
/** Nothing is added any more: some frames in a row came at once. */
const IS_CALM = `new Promise((done) => {
  let calm = 0;
  (function wait(before) {
    requestAnimationFrame((now) => { calm = now - before < 30 ? calm + 1 : 0; calm < 20 ? wait(now) : done(null); });
  })(performance.now());
})`;

const NOTE_FIRST_PICTURE = `
  new MutationObserver((changes, observer) => {
    if (document.querySelector('section[aria-label^="Event map:"][aria-busy="false"]') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.drawnAt = performance.now(); }));
  }).observe(document, { subtree: true, childList: true, attributes: true });`;

const executablePath = process.env["THROUGHLINE_CHROMIUM"];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
const context = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  ...(storageState === undefined ? {} : { storageState }),
});
const page = await context.newPage();
await page.route(/\/api\/v1\/event-map(\?|$)/, (route) =>
  route.fulfill({ contentType: "application/json", body: reply }),
);
await page.addInitScript(NOTE_FIRST_PICTURE);
for (const lens of ["tube", "spaghetti", "process"]) {
  await page.goto(`${url}/map?lens=${lens}`, { timeout: 120_000 });
  const drawnAfterMs = await drawn(page);
  const panned = await framesWhile(page, drag);
  await page.reload({ timeout: 120_000 });
  await drawn(page);
  const zoomed = await framesWhile(page, zoom);
  if (process.env["SHOTS"]) writeFileSync(`${process.env["SHOTS"]}/${lens}.png`, await page.screenshot());
  process.stdout.write(
    `${lens}: drawn ${Math.round(drawnAfterMs)} ms after the data; panned ${panned}; zoomed ${zoomed}\n`,
  );
}
await browser.close();

/** From the arrival of the data to the frame after the first picture: activities in their places; edges of a large map follow. */
async function drawn(shown: Page): Promise<number> {
  await shown.locator('section[aria-label^="Event map:"][aria-busy="false"]').waitFor({ timeout: 120_000 });
  await shown.waitForFunction("window.drawnAt !== undefined");
  return shown.evaluate(() => {
    const answer = performance
      .getEntriesByType("resource")
      .find(({ name }) => /\/api\/v1\/event-map(\?|$)/.test(name)) as PerformanceResourceTiming | undefined;
    return (window as unknown as { drawnAt: number }).drawnAt - (answer?.responseEnd ?? 0);
  });
}

/** How long frames take while something is done, in words: 16.7 ms are 60 a second. */
async function framesWhile(shown: Page, act: (shown: Page) => Promise<void>): Promise<string> {
  await shown.evaluate(IS_CALM);
  await shown.evaluate(TIME_FRAMES);
  await act(shown);
  const frames = await shown.evaluate<number[]>("window.frames");
  const at = (share: number) => percentile(frames, share).toFixed(1);
  return `${Math.round((1_000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0))} fps (frames p50 ${at(0.5)}, p90 ${at(0.9)}, slowest ${at(1)} ms)`;
}

async function drag(shown: Page): Promise<void> {
  await shown.mouse.move(900, 300);
  await shown.mouse.down();
  for (let step = 0; step < 90; step++) {
    await shown.mouse.move(900 + 140 * Math.sin(step / 8), 300 + 70 * Math.cos(step / 8));
  }
  await shown.mouse.up();
}

async function zoom(shown: Page): Promise<void> {
  await shown.keyboard.down("Control");
  for (let step = 0; step < 50; step++) await shown.mouse.wheel(0, step < 25 ? -60 : 60);
  await shown.keyboard.up("Control");
}
