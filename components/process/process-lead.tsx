import { conformanceHref } from "../conformance/conformance-href";
import { discoveryHref } from "../discovery/discovery-href";
import { modelHref } from "../model/model-href";
import { CopyableId } from "../ui/copyable-id";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { OriginBadge } from "./origin-badge";
import type { ProcessSummary } from "./process-columns";
import styles from "./process-page.module.css";

export function ProcessLead({ process }: { process: ProcessSummary }) {
  const { id, origin, active, ended, canceled, incidents, stuck } = process;
  const rest = [canceled > 0 && `${formatCount(canceled)} canceled`, stuck > 0 && `${formatCount(stuck)} stuck`];
  return (
    <div className={styles["lead"]}>
      <OriginBadge origin={origin} />
      <CopyableId id={id} what="process id" />
      {origin === "uploaded" ? <AppLink href={modelHref(id)}>Bindings</AppLink> : null}
      {process.hasDiagram ? <AppLink href={conformanceHref(id)}>Conformance</AppLink> : null}
      <AppLink href={discoveryHref(id)}>Discover a model</AppLink>
      <AppLink href={`/map?process=${encodeURIComponent(id)}`}>Event map</AppLink>
      <span className="number">
        {[`${formatCount(active)} active`, `${formatCount(ended)} ended`, plural(incidents, "open incident"), ...rest]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </div>
  );
}
