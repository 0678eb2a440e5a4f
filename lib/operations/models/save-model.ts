import type { Activity } from "@/lib/domain/activity";
import { Failure } from "@/lib/domain/failure";
import { announce } from "@/lib/store/announce";
import { type Pool, type Transaction, transaction } from "@/lib/store/database";
import { insertBindings } from "@/lib/store/model/bindings";
import { insertModelVersion } from "@/lib/store/model/save-model";
import { appendAuditEntry } from "@/lib/store/operations/audit";
import { readDefinitions } from "@/lib/store/read/definitions";

export type Binding = { readonly elementId: string; readonly activity: Activity };
export type NewModel = {
  readonly name: string;
  readonly xml: string;
  readonly elements: number;
  readonly warnings: readonly string[];
  /** Where it came from, in words; "" for an upload. */
  readonly origin: string;
  /** What it begins with. */
  readonly bindings: readonly Binding[];
};
type Saved = { readonly version: number };

/** Adds the next version of a model, with an entry in the audit trail, in one transaction. */
export async function saveModel(pool: Pool, author: string, model: NewModel): Promise<Saved> {
  await assertNotAnEngines(pool, model.name);
  return transaction(pool, async (tx) => {
    const { modelId, version } = await insertModelVersion(tx, { ...model, createdBy: author });
    if (model.bindings.length > 0) {
      await insertBindings(tx, {
        of: { modelId, version },
        basedOn: 0,
        savedBy: author,
        reason: "Bound when the diagram was saved",
        bindings: model.bindings,
      });
    }
    await audit(
      tx,
      { actor: author, action: "save-model", subject: model.name, reason: "" },
      {
        version,
        elements: model.elements,
        origin: model.origin,
        bindings: model.bindings.length,
      },
    );
    return { version };
  });
}

type Change = { readonly actor: string; readonly action: string; readonly subject: string; readonly reason: string };

/** An entry in the audit trail, and the news that processes look different now. */
export async function audit(tx: Transaction, change: Change, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await appendAuditEntry(tx, { ...change, outcome: "done", detail });
  await announce(tx, ["definitions", "processes"]);
}

/** `<engine>:<BPMN process id>` is how an engine's own models are called in every path. */
async function assertNotAnEngines(pool: Pool, name: string): Promise<void> {
  const taken = (await readDefinitions(pool)).some(
    ({ source, bpmnProcessId }) => `${source}:${bpmnProcessId}` === name,
  );
  if (taken) throw new Failure("conflict", `"${name}" is a process of an engine. Choose another name for the model.`);
}
