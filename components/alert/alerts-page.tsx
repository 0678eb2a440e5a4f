"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import type { AlertRuleList } from "@/lib/api/contract/alerts";
import { alertRulesQuery } from "@/lib/client/alert-queries";
import { useLive } from "@/lib/client/live";
import { Loaded } from "../shell/loaded";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import styles from "./alert.module.css";
import { AlertHistory } from "./alert-history";
import { AlertRuleCard } from "./alert-rule-card";
import { AlertRuleDialog } from "./alert-rule-dialog";

const LEAD = "Who is told when a figure is over its limit for too long, and when that is over";
const NEW = "new";

/** Rules with how they stand now, and what happened to them. Which one is edited is in the URL. */
export function AlertsPage() {
  useLive(["alerts"]);
  const query = useQuery(alertRulesQuery());
  return (
    <Loaded query={query} what="The alert rules" head={<PageHeader title="Alerts" lead={LEAD} />}>
      {(rules) => <Rules rules={rules} />}
    </Loaded>
  );
}

function Rules({ rules: { items, channels } }: { rules: AlertRuleList }) {
  const [edited, setEdited] = useQueryState("rule", parseAsString.withOptions({ history: "push" }));
  const whyNot = useWhyNot("operator");
  const found = items.find(({ id }) => id === edited) ?? null;
  const make = (
    <ActionButton whyNot={whyNot} onClick={() => void setEdited(NEW)}>
      New rule
    </ActionButton>
  );
  return (
    <>
      <PageHeader title="Alerts" lead={LEAD} actions={make} />
      <Panel title="Rules">
        {items.length === 0 ? (
          <EmptyState title="No rule watches anything yet">
            Make one for open incidents, stuck cases, lag, silence of a source, or throughput times.
          </EmptyState>
        ) : (
          <ul className={styles["rules"]}>
            {items.map((shown) => (
              <AlertRuleCard key={shown.id} shown={shown} onEdit={() => void setEdited(shown.id)} />
            ))}
          </ul>
        )}
      </Panel>
      <AlertHistory />
      {edited === NEW || found !== null ? (
        <AlertRuleDialog key={edited} shown={found} channels={channels} onClose={() => void setEdited(null)} />
      ) : null}
    </>
  );
}
