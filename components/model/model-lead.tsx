import type { ModelDetails } from "@/lib/api/contract/models";
import { processHref } from "../process/process-href";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./model-page.module.css";

export function ModelLead({ model }: { model: ModelDetails }) {
  const { id, shownVersion, version, elementDetails, archivedAt, origin, history } = model;
  const bindable = elementDetails.filter((element) => element.bindable);
  const unbound = bindable.filter(({ activityIds }) => activityIds.length === 0).length;
  const saved = history.find((one) => one.version === shownVersion);
  return (
    <div className={styles["lead"]}>
      <AppLink href="/processes/models">All process models</AppLink>
      {archivedAt === null ? (
        <AppLink href={processHref(id)}>Its figures and cases</AppLink>
      ) : (
        <strong>Archived</strong>
      )}
      <span>
        Version {shownVersion}
        {shownVersion === version ? " (newest)" : ` of ${version}`}
        {origin === "" ? "" : `, taken from ${origin}`}
        {saved === undefined ? null : (
          <>
            {" "}
            by {saved.createdBy}, <RelativeTime at={saved.createdAt} />
          </>
        )}
      </span>
      <span className="number">
        {plural(bindable.length, "element")}, {formatCount(unbound)} unbound
      </span>
    </div>
  );
}
