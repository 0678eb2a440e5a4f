import type { Masking } from "@/lib/access/masking";
import type { IncidentGroupChange, IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import { Failure } from "@/lib/domain/failure";
import { changeIncidentGroup } from "@/lib/operations/change-incident-group";
import { getBareGroup, getIncidentGroup } from "@/lib/query/incident-groups";
import type { ShowMessage } from "@/lib/query/incident-letters";
import { elementScope, groupScope } from "@/lib/query/incident-runbook";
import { maskedMessage } from "./dead-letters";
import type { Context } from "./route";

/** What an exception says, as far as the caller may see it. */
export function showing(masking: Masking): ShowMessage {
  return (letter) => maskedMessage(letter, masking) ?? "";
}

/** Makes the change and answers how the group stands now. */
export async function answerGroupChange(
  fingerprint: string,
  change: IncidentGroupChange,
  { db: pool, caller, now, masking }: Context,
): Promise<IncidentGroupDetail> {
  const { element } = await getBareGroup(pool, fingerprint, showing(masking));
  const isOfElement = change.change === "runbook" && change.scope === "element";
  if (isOfElement && element === null) {
    throw new Failure("bad-request", "This group is not of an element: write the runbook for the group.");
  }
  const runbookScope = isOfElement && element !== null ? elementScope(element) : groupScope(fingerprint);
  await changeIncidentGroup(pool, { fingerprint, change, runbookScope, actor: caller.name, now });
  return getIncidentGroup(pool, fingerprint, { now, show: showing(masking) });
}
