import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import { type Command, readParameters } from "./command";

const usage = "bench NAME [--quick]";
const Bench = z.object({
  runBench: z.custom<(asked: { isQuick: boolean }) => Promise<void>>((value) => typeof value === "function"),
});

/** Benches are programs of the repository, not of the product: they are found by their file name. */
export const benchCommand: Command = {
  usage,
  summary: "measure: a table, and one line of JSON with figures and ratios (names: the folders of bench/)",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, { quick: { type: "boolean" } });
    const [name = ""] = positionals;
    const file = resolve("bench", name, "main.ts");
    if (name === "" || !existsSync(file)) {
      throw new Failure("misconfigured", `Usage: throughline ${usage}; there are: ${benchNames().join(", ")}`);
    }
    const { runBench } = Bench.parse(await import(pathToFileURL(file).href));
    await runBench({ isQuick: values.quick ?? false });
  },
};

function benchNames(): readonly string[] {
  return readdirSync("bench").filter((name) => existsSync(join("bench", name, "main.ts")));
}
