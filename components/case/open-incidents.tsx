import { IconAlertTriangle } from "@tabler/icons-react";
import { RetryIncidents } from "@/components/incident/retry-incidents";
import { plural } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory, Incident } from "@/lib/api/contract/cases";
import { EditIncident } from "./edit-incident";
import styles from "./open-incidents.module.css";

const SHOWN = 10;

interface OpenIncidentsProps {
  story: CaseStory;
  onSelect: (incident: Incident) => void;
}

/** What stopped in this case, in the engine's words, with the means to mend it beside it. */
export function OpenIncidents({ story, onSelect }: OpenIncidentsProps) {
  const { openIncidents: incidents, processInstances } = story;
  if (incidents.length === 0) return null;
  return (
    <section aria-label="Open incidents" className={styles["incidents"]}>
      <div className={styles["head"]}>
        <h2>
          <IconAlertTriangle size={16} aria-hidden /> {plural(incidents.length, "open incident")}
        </h2>
        <RetryIncidents incidents={incidents} />
      </div>
      <ul>
        {incidents.slice(0, SHOWN).map((incident) => (
          <li key={incident.id}>
            <p className={styles["where"]}>
              <button type="button" className={styles["element"]} onClick={() => onSelect(incident)}>
                {incident.elementName}
              </button>
              <span>{incident.kind}</span>
              <span>
                since <RelativeTime at={incident.openedAt} />
              </span>
              {incident.alike > 1 ? <span>{plural(incident.alike - 1, "other case")} with the same</span> : null}
              {incident.operation === null ? null : <OperationNote operation={incident.operation} />}
              <EditIncident incident={incident} instances={processInstances} />
            </p>
            <Message text={incident.message} />
          </li>
        ))}
      </ul>
      {incidents.length > SHOWN ? <p>and {plural(incidents.length - SHOWN, "more incident")}</p> : null}
    </section>
  );
}

/** An engine's message is often a stack trace: its first line says what happened. */
function Message({ text }: { text: string }) {
  const [first = "", ...rest] = text.trim().split("\n");
  if (rest.length === 0) return <p className={styles["message"]}>{first}</p>;
  return (
    <details className={styles["message"]}>
      <summary>{first}</summary>
      {rest.join("\n")}
    </details>
  );
}

/** Asked for is not mended: until the engine's own event says so, this only says what was asked. */
function OperationNote({ operation }: { operation: NonNullable<Incident["operation"]> }) {
  return (
    <span role="status" className={styles["operation"]}>
      {operation.action.replaceAll("-", " ")} {operation.state} by {operation.actor} <RelativeTime at={operation.at} />
    </span>
  );
}
