"use client";

import { useQuery } from "@tanstack/react-query";
import type { CorrelationRules } from "@/lib/api/contract/rules";
import { useLive } from "@/lib/client/live";
import { correlationRulesQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { PageHeader } from "../ui/page-header";
import { ConfiguredRules } from "./configured-rules";
import styles from "./correlation.module.css";
import { KeyDecisions } from "./key-decisions";
import { RuleEditor } from "./rule-editor";
import { RulePreview } from "./rule-preview";
import { RuleProgress } from "./rule-progress";
import { RuleVersions } from "./rule-versions";
import { SaveRules } from "./save-rules";
import { SuggestedKeys } from "./suggested-keys";
import { useRuleDraft } from "./use-rule-draft";

const LEAD = "Which fields say that events belong to one case, across topics and engines";

/** Rules are edited beside what they would make of the last records, and saved as a version that all is projected with. */
export function CorrelationPage() {
  useLive(["rules"]);
  const query = useQuery(correlationRulesQuery());
  return (
    <Loaded query={query} what="The correlation rules" head={<PageHeader title="Correlation rules" lead={LEAD} />}>
      {(rules) => <Rules rules={rules} />}
    </Loaded>
  );
}

function Rules({ rules }: { rules: CorrelationRules }) {
  const editing = useRuleDraft(rules);
  return (
    <>
      <PageHeader title="Correlation rules" lead={LEAD} actions={<SaveRules editing={editing} />} />
      <RuleProgress versions={rules.versions} />
      <div className={styles["columns"]}>
        <div className={styles["column"]}>
          <KeyDecisions editing={editing} />
          <RuleEditor editing={editing} sources={rules.sources} />
          <SuggestedKeys editing={editing} />
          <ConfiguredRules sources={rules.sources} />
        </div>
        <div className={styles["column"]}>
          <RulePreview editing={editing} />
          <RuleVersions rules={rules} onEdit={editing.startFrom} />
        </div>
      </div>
    </>
  );
}
