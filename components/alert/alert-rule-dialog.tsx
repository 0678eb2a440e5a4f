"use client";

import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertRuleList, ShownAlertRule } from "@/lib/api/contract/alerts";
import { changeAlertRule, createAlertRule } from "@/lib/client/alert-queries";
import { AlertRule } from "@/lib/domain/alert-rule";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import styles from "./alert.module.css";
import { AlertRuleFields } from "./alert-rule-fields";
import { SilenceFields } from "./silence-fields";

interface AlertRuleDialogProps {
  /** Null: a new one is made. */
  shown: ShownAlertRule | null;
  channels: AlertRuleList["channels"];
  onClose: () => void;
}

const NEW_RULE: AlertRule = {
  name: "",
  metric: "open-incidents",
  process: null,
  source: null,
  group: null,
  threshold: 0,
  clearThreshold: null,
  afterMinutes: 5,
  clearAfterMinutes: 5,
  windowMinutes: null,
  silences: [],
  channels: [],
  enabled: true,
};

export function AlertRuleDialog({ shown, channels, onClose }: AlertRuleDialogProps) {
  const title = shown === null ? "New alert rule" : `Alert rule ${shown.rule.name}`;
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <RuleForm shown={shown} channels={channels} onClose={onClose} />
    </Modal>
  );
}

/** What is wrong is said beside its field once one has tried to save. */
function RuleForm({ shown, channels, onClose }: AlertRuleDialogProps) {
  const [rule, setRule] = useState<AlertRule>(shown?.rule ?? NEW_RULE);
  const [hasTried, setTried] = useState(false);
  const client = useQueryClient();
  const whyNot = useWhyNot("operator");
  const checked = AlertRule.safeParse(rule);
  const problems = new Map(checked.error?.issues.map(({ path, message }) => [String(path[0]), message]));
  const saving = useMutation({
    mutationFn: (whole: AlertRule) => (shown === null ? createAlertRule(whole) : changeAlertRule(shown.id, whole)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["alert-rules"] });
      onClose();
    },
  });
  const save = () => {
    setTried(true);
    if (checked.success) saving.mutate(checked.data);
  };
  const problemOf = (field: string) => (hasTried ? (problems.get(field) ?? null) : null);
  const set = (change: Partial<AlertRule>) => setRule({ ...rule, ...change });
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (whyNot === null) save();
      }}
    >
      <AlertRuleFields rule={rule} channels={channels} problemOf={problemOf} onChange={set} />
      <SilenceFields
        silences={rule.silences}
        problem={problemOf("silences")}
        onChange={(silences) => set({ silences })}
      />
      {saving.error === null ? null : <QueryProblem error={saving.error} what="Saving" />}
      <div className={styles["buttons"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <ActionButton whyNot={whyNot} loading={saving.isPending} onClick={save}>
          {shown === null ? "Make the rule" : "Save the rule"}
        </ActionButton>
      </div>
    </form>
  );
}
