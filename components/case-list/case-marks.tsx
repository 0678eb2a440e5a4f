import { IconAlertTriangle, IconHourglassEmpty } from "@tabler/icons-react";
import type { CaseSummary } from "@/lib/api/contract/cases";
import { plural } from "../ui/format-number";
import { StatusBadge } from "../ui/status-badge";

/** What about a case needs somebody; nothing when nothing does. */
export function CaseMarks({ incidents, stuck }: Pick<CaseSummary, "incidents" | "stuck">) {
  return (
    <>
      {incidents === 0 ? null : (
        <StatusBadge tone="incident" icon={<IconAlertTriangle size={13} />}>
          {plural(incidents, "incident")}
        </StatusBadge>
      )}
      {stuck ? (
        <StatusBadge tone="warning" icon={<IconHourglassEmpty size={13} />}>
          Stuck
        </StatusBadge>
      ) : null}
    </>
  );
}
