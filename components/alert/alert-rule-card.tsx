"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { ShownAlertRule } from "@/lib/api/contract/alerts";
import { valueText } from "@/lib/domain/alert-text";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import { Sparkline } from "../ui/sparkline";
import styles from "./alert.module.css";
import { AlertBadge, SilencedBadge } from "./alert-badge";
import { AlertRuleActions } from "./alert-rule-actions";

/** One rule: what it watches, what that is now against its limit, and what one can do with it. */
export function AlertRuleCard({ shown, onEdit }: { shown: ShownAlertRule; onEdit: () => void }) {
  const { rule, standing, watches, path, isSilenced, origin } = shown;
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["alert-rules"] });
  return (
    <li className={styles["rule"]} aria-label={rule.name}>
      <div>
        <h3 className={styles["name"]}>
          {rule.name}
          <AlertBadge shown={shown} />
          {isSilenced ? <SilencedBadge /> : null}
        </h3>
        <p className={`muted ${styles["about"]}`}>
          <AppLink href={path}>{watches}</AppLink> over {valueText(rule.metric, rule.threshold)}
          {rule.afterMinutes === 0 ? "" : ` for ${rule.afterMinutes} min`};{" "}
          {rule.channels.length === 0 ? "tells nobody" : `tells ${rule.channels.join(", ")}`}
          {origin === "configuration" ? "; stands in the configuration" : ""}
        </p>
        {standing === null || standing.detail === "" ? null : (
          <p className={`muted ${styles["about"]}`}>{standing.detail}</p>
        )}
      </div>
      <Figures shown={shown} />
      <AlertRuleActions shown={shown} onEdit={onEdit} onDone={refresh} />
    </li>
  );
}

function Figures({ shown: { rule, standing } }: { shown: ShownAlertRule }) {
  if (standing === null) return <span />;
  const recent = standing.recent.filter((value) => value !== null);
  const values = `the last ${recent.length} minutes: ${recent.map((one) => valueText(rule.metric, one)).join(", ")}`;
  return (
    <div className={styles["figures"]}>
      <Sparkline values={recent} label={values} />
      <span className={styles["value"]}>{valueText(rule.metric, standing.value)}</span>
      <span className="muted">
        {standing.phase} since <RelativeTime at={standing.firedAt ?? standing.since} />
      </span>
    </div>
  );
}
