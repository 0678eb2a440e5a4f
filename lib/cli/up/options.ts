import { parseArgs } from "node:util";
import { z } from "zod";
import { Failure } from "@/lib/domain/failure";
import { RetailLandscapeName } from "@/lib/landscapes/retail/landscape-name";

const Options = z.object({
  data: z.string().min(1).default(".throughline"),
  port: z.coerce.number().int().min(1).max(65535).default(3000),
  landscape: z.enum([...RetailLandscapeName.options, "recorded", "none"]).default("retail"),
  orders: z.coerce.number().int().min(0).max(6000).default(30),
  only: z.enum(["web", "ingest"]).optional(),
  /** Without it that of THROUGHLINE_CONFIG, then the one in the current folder. */
  config: z.string().min(1).optional(),
  reset: z.boolean().default(false),
});

/** What `npm start -- …` was asked for; `npm start -- --help` explains each. */
export type UpOptions = z.infer<typeof Options>;

/** Throws a Failure that names the option which is wrong and what it takes. */
export function readUpOptions(parameters: readonly string[]): UpOptions {
  const parsed = Options.safeParse(readFlags(parameters));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`);
  throw new Failure("misconfigured", `${problems.join("; ")}. See npm start -- --help`);
}

function readFlags(parameters: readonly string[]): Record<string, unknown> {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: {
        data: { type: "string" },
        port: { type: "string" },
        landscape: { type: "string" },
        orders: { type: "string" },
        only: { type: "string" },
        config: { type: "string" },
        reset: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure("misconfigured", `${why}. See npm start -- --help`, { cause: error });
  }
}
