"use client";

import { Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ShownAlertRule } from "@/lib/api/contract/alerts";
import { changeAlertRule, deleteAlertRule, testAlertRule } from "@/lib/client/alert-queries";
import { useWhyNot } from "../shell/session";
import { showProblem } from "../shell/show-problem";
import { ActionButton } from "../ui/action-button";
import { plural } from "../ui/format-number";
import styles from "./alert.module.css";

const HOUR_MS = 3_600_000;
const SILENCES = [1, 8, 24];
const BUTTON = { variant: "default" } as const;

interface AlertRuleActionsProps {
  shown: ShownAlertRule;
  onEdit: () => void;
  onDone: () => Promise<unknown>;
}

type Act = () => Promise<unknown>;

/** What one can do with a rule, or why not. */
export function AlertRuleActions({ shown, onEdit, onDone }: AlertRuleActionsProps) {
  const { id, rule, origin } = shown;
  const whyNotAllowed = useWhyNot("operator");
  const whyNotOurs =
    whyNotAllowed ?? (origin === "configuration" ? "It stands in the configuration: change it there." : null);
  const acting = useMutation({
    mutationFn: (act: Act) => act(),
    onSuccess: onDone,
    onError: (error) => showProblem(error, `"${rule.name}"`),
  });
  const test = async () => {
    const { notices } = await testAlertRule(id);
    notifications.show({ message: `${plural(notices, "notice")} on the way: the history says what came of it.` });
  };
  const whyNotTest = whyNotAllowed ?? (rule.channels.length === 0 ? "It has no channel that could be tried." : null);
  return (
    <div className={styles["actions"]}>
      <ActionButton {...BUTTON} whyNot={whyNotOurs} aria-label={`Edit ${rule.name}`} onClick={onEdit}>
        Edit
      </ActionButton>
      <ActionButton
        {...BUTTON}
        whyNot={whyNotTest}
        aria-label={`Test ${rule.name}`}
        onClick={() => acting.mutate(test)}
      >
        Test
      </ActionButton>
      <SilenceMenu shown={shown} whyNot={whyNotOurs} onAct={acting.mutate} />
      <ActionButton
        {...BUTTON}
        whyNot={whyNotOurs}
        aria-label={`Switch ${rule.name} ${rule.enabled ? "off" : "on"}`}
        onClick={() => acting.mutate(() => changeAlertRule(id, { enabled: !rule.enabled }))}
      >
        {rule.enabled ? "Switch off" : "Switch on"}
      </ActionButton>
      <DeleteButton shown={shown} whyNot={whyNotOurs} onAct={acting.mutate} />
    </div>
  );
}

interface PartProps {
  shown: ShownAlertRule;
  whyNot: string | null;
  onAct: (act: Act) => void;
}

/** Silent for some hours from now, beside the silences that it has; or no longer. */
function SilenceMenu({ shown: { id, rule, isSilenced }, whyNot, onAct }: PartProps) {
  const [isOpen, setOpen] = useState(false);
  const silence = (hours: number) => {
    const now = Date.now();
    const [from, to] = [new Date(now).toISOString(), new Date(now + hours * HOUR_MS).toISOString()];
    const once = { from, to, weekdays: [], dayFrom: null, dayTo: null, timeZone: "UTC" };
    const kept = rule.silences.filter((one) => one.to === null || Date.parse(one.to) > now);
    onAct(() => changeAlertRule(id, { silences: [...kept, once] }));
  };
  const speak = () => onAct(() => changeAlertRule(id, { silences: rule.silences.filter(({ to }) => to === null) }));
  return (
    <Menu opened={isOpen} onClose={() => setOpen(false)}>
      <Menu.Target>
        <ActionButton {...BUTTON} whyNot={whyNot} aria-label={`Silence ${rule.name}`} onClick={() => setOpen(!isOpen)}>
          Silence
        </ActionButton>
      </Menu.Target>
      <Menu.Dropdown>
        {SILENCES.map((hours) => (
          <Menu.Item key={hours} onClick={() => silence(hours)}>
            For {plural(hours, "hour")}
          </Menu.Item>
        ))}
        {isSilenced ? <Menu.Item onClick={speak}>End what is silent for a while</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Deleted with the second press; its history stays. */
function DeleteButton({ shown: { id, rule }, whyNot, onAct }: PartProps) {
  const [isSure, setSure] = useState(false);
  return (
    <ActionButton
      variant={isSure ? "filled" : "default"}
      color="danger"
      whyNot={whyNot}
      aria-label={isSure ? `Really delete ${rule.name}` : `Delete ${rule.name}`}
      onClick={() => (isSure ? onAct(() => deleteAlertRule(id)) : setSure(true))}
    >
      {isSure ? "Really delete" : "Delete"}
    </ActionButton>
  );
}
