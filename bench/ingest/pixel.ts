import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { chromium, type Page } from "@playwright/test";
import { addPerson, createSignInLink } from "@/lib/access/sign-in";
import { startWeb } from "@/lib/cli/up/programs";
import { waitForConsole } from "@/lib/cli/up/wait-for-console";
import type { Pool } from "@/lib/store/database";
import { type Corpus, corpusEvent } from "./corpus";
import type { BenchProducer } from "./producer";

export type PixelSpec = {
  readonly dataDir: string;
  readonly configurationFile: string;
  readonly webPort: number;
  readonly pool: Pool;
  readonly producer: BenchProducer;
  readonly topic: string;
  readonly process: string;
  readonly times: number;
};

/** Each of its events begins a case, and so moves the number of active ones. */
const CORPUS: Corpus = { name: "pixel", openCases: Number.MAX_SAFE_INTEGER, caseKey: (index) => `pixel-${index}` };
const SHOWN_WITHIN_MS = 15_000;

/** A browser and a built console, or why there is none. */
export function findBrowser(): { readonly path: string } | { readonly why: string } {
  const path = process.env["THROUGHLINE_CHROMIUM"] ?? "/usr/bin/chromium";
  if (!existsSync(path)) return { why: "there is no Chromium (THROUGHLINE_CHROMIUM names one)" };
  if (!existsSync(join(".next", "throughline-build"))) return { why: "the console is not built (npm run build)" };
  return { path };
}

/** Milliseconds from production until an open page shows another number, event by event. */
export async function measurePixels(spec: PixelSpec, browserPath: string): Promise<readonly number[]> {
  const { dataDir, configurationFile, webPort, pool } = spec;
  const publicUrl = `http://127.0.0.1:${webPort}`;
  const web = await startWeb({ dataDir, configurationFile, port: webPort, host: "127.0.0.1" });
  try {
    await waitForConsole(publicUrl);
    await addPerson(pool, { name: "bench", role: "viewer", actor: "bench" });
    const link = await createSignInLink(pool, { name: "bench", publicUrl, actor: "bench", now: Date.now() });
    const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      return await measureOn(await openProcesses(await browser.newPage(), link), spec);
    } finally {
      await browser.close();
    }
  } finally {
    await web.stop();
  }
}

async function openProcesses(page: Page, link: string): Promise<Page> {
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.goto(new URL("/processes", link).href);
  return page;
}

/** The first event is not counted: it makes the process appear. */
async function measureOn(page: Page, { producer, topic, process: name, times }: PixelSpec): Promise<readonly number[]> {
  const shownMs: number[] = [];
  for (let index = 0; index <= times; index += 1) {
    const producedAt = Date.now();
    await producer.send(topic, [corpusEvent(CORPUS, index, producedAt)]);
    const shownAt = await whenShown(page, name, index + 1);
    if (index > 0) shownMs.push(shownAt - producedAt);
  }
  return shownMs;
}

/** The page's own clock, which is the machine's, in the frame that has the number. */
async function whenShown(page: Page, name: string, active: number): Promise<number> {
  const shown = await page.waitForFunction(
    ([process, count]) => {
      const row = [...document.querySelectorAll("[role=row], tr")].find((one) => one.textContent?.includes(process));
      const figure = row?.querySelector("[data-tone=active]");
      return figure?.textContent === count ? Date.now() : null;
    },
    [name, String(active)] as const,
    { polling: "raf", timeout: SHOWN_WITHIN_MS },
  );
  return (await shown.jsonValue()) ?? Number.NaN;
}
