import { Failure } from "@/lib/domain/failure";
import { type Pool, transaction } from "@/lib/store/database";
import { insertBindings } from "@/lib/store/model/bindings";
import { archiveModel as archiveStored } from "@/lib/store/model/save-model";
import { audit, type Binding } from "./save-model";

export type BindingsChange = {
  readonly name: string;
  readonly of: { readonly modelId: number; readonly version: number };
  readonly basedOn: number;
  readonly reason: string;
  readonly bindings: readonly Binding[];
};

/** Saves all bindings of a version as their next version. */
export async function saveBindings(pool: Pool, author: string, change: BindingsChange): Promise<number> {
  return transaction(pool, async (tx) => {
    const bindingVersion = await insertBindings(tx, { ...change, savedBy: author });
    if (bindingVersion === null) {
      throw new Failure(
        "conflict",
        `Somebody saved bindings of "${change.name}" after version ${change.basedOn} of them, which yours were made from. Reload, and make your changes again.`,
      );
    }
    const { reason, name, of, bindings } = change;
    await audit(
      tx,
      { actor: author, action: "save-bindings", subject: name, reason },
      {
        version: of.version,
        bindingVersion,
        bindings: bindings.length,
      },
    );
    return bindingVersion;
  });
}

export async function archiveModel(
  pool: Pool,
  author: string,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<void> {
  await transaction(pool, async (tx) => {
    if (!(await archiveStored(tx, name))) {
      throw new Failure("not-found", `There is no model "${name}", or it is archived already.`);
    }
    await audit(tx, { actor: author, action: "archive-model", subject: name, reason }, {});
  });
}
