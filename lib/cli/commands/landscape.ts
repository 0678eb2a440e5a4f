import { Failure } from "@/lib/domain/failure";
import { LandscapeState } from "@/lib/landscapes/retail/control-contract";
import { DEFECTS } from "@/lib/landscapes/retail/defects";
import { type Command, findConfiguration, print, readParameters } from "./command";

const usage = "landscape [--orders N] [--set DEFECT=VALUE]… [--place N]";
const ANSWER_WITHIN_MS = 10_000;

/** Turns the knobs of the running local landscape, and shows how they stand. */
export const landscapeCommand: Command = {
  usage,
  summary: "show and turn the local landscape: orders a minute, defects, orders placed at once",
  run: async (parameters) => {
    const options = {
      orders: { type: "string" },
      set: { type: "string", multiple: true },
      place: { type: "string" },
      help: { type: "boolean" },
    } as const;
    const { values } = readParameters(parameters, usage, options);
    if (values.help) return printHelp();
    const ask = controlOf(values.config);
    const change = {
      ...(values.orders === undefined ? {} : { ordersPerMinute: Number(values.orders) }),
      ...(values.set === undefined ? {} : { defects: Object.fromEntries(values.set.map(toSetting)) }),
    };
    if (Object.keys(change).length > 0) await ask("PATCH", "/", change);
    if (values.place !== undefined) await ask("POST", "/orders", { count: Number(values.place) });
    printState(LandscapeState.parse(await ask("GET", "/")));
  },
};

type Ask = (method: "GET" | "PATCH" | "POST", path: string, body?: unknown) => Promise<unknown>;

function controlOf(configurationFile: string | undefined): Ask {
  const { landscape } = findConfiguration(configurationFile);
  if (landscape?.kind !== "live") {
    throw new Failure("unsupported", "No live landscape is configured; npm start starts one.");
  }
  return async (method, path, body) => {
    const response = await fetch(new URL(path, landscape.controlUrl), {
      method,
      headers: { authorization: `Bearer ${landscape.controlToken}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Failure(
        "source-unavailable",
        `The landscape does not answer on ${landscape.controlUrl}: ${String(error)}`,
      );
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Failure("bad-request", `The landscape refused: ${JSON.stringify(answer)}`);
    return answer;
  };
}

function toSetting(text: string): [string, number | boolean] {
  const [name = "", value = ""] = text.split(/=(.*)/s);
  if (value === "true" || value === "false") return [name, value === "true"];
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) {
    throw new Failure("misconfigured", `--set ${text}: write DEFECT=VALUE with a number, true or false.`);
  }
  return [name, number];
}

function printState({ landscape, ordersPerMinute, counts, defects }: LandscapeState): void {
  print(`landscape: ${landscape}`);
  print(`orders a minute, in each shop: ${ordersPerMinute}`);
  print(`placed ${counts.ordersPlaced}, completed ${counts.ordersCompleted}, incidents ${counts.incidents}`);
  for (const { name, value } of defects) print(`  ${name} = ${value}`);
}

function printHelp(): void {
  print(`throughline ${usage}\n`);
  for (const { name, kind, sentence } of DEFECTS) print(`  ${name} (${kind}): ${sentence}`);
}
