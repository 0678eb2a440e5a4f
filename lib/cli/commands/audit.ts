import process from "node:process";
import { Failure } from "@/lib/domain/failure";
import { type Anchor, verifyAudit } from "@/lib/operations/audit/verify-audit";
import { type Command, findConfiguration, print, readParameters, withDatabase } from "./command";

const usage = "audit verify [--known ID:HASH]";

/** Exits with 1 when the chain is broken, so that a nightly job can tell. */
export const auditCommand: Command = {
  usage,
  summary:
    "check the chain of the audit trail; with an id and hash of an earlier check, also that its end is not cut off",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, { known: { type: "string" } });
    if (positionals[0] !== "verify") throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    const anchor = readAnchor(values.known);
    const found = await withDatabase(findConfiguration(values.config), (pool) => verifyAudit(pool, anchor));
    const end = found.lastId === 0 ? "" : ` The last is ${found.lastId}:${found.lastHash}`;
    if (found.isWhole) return print(`The audit trail is whole: ${found.entries} entries.${end}`);
    print(`The audit trail is broken at entry ${found.brokenAt}: ${found.why}.`);
    print(`${found.entries} entries before it are whole.${end}`);
    process.exitCode = 1;
  },
};

function readAnchor(text: string | undefined): Anchor | null {
  if (text === undefined) return null;
  const [, id, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || hash === undefined) {
    throw new Failure("misconfigured", "--known takes ID:HASH as an earlier check printed it.");
  }
  return { id: Number(id), hash };
}
