"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import type { AskedOperation } from "@/components/operation-form/asked-operation";
import { useAskOperation } from "@/components/operation-form/operation-provider";
import { useWhyNotAction } from "@/components/operation-form/use-why-not-action";
import { VariablesFields } from "@/components/operation-form/variables-fields";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import styles from "./instance-actions.module.css";
import { instanceVariables } from "./instance-variables";
import { MoveTokens } from "./move-tokens";

interface InstanceActionsProps {
  instance: ProcessInstance;
  /** Whether it is shown as it is; what stood in the past cannot be acted on. */
  isNow: boolean;
}

/** What can be asked of the engine for this process instance; what cannot says why, and can be reached all the same. */
export function InstanceActions({ instance, isNow }: InstanceActionsProps) {
  const ask = useAskOperation();
  const button = useRef<HTMLButtonElement>(null);
  const whyNotAction = useWhyNotAction(instance.source);
  return (
    <Menu position="bottom-end" width={300} shadow="md">
      <Menu.Target>
        <Button
          ref={button}
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Actions for ${instance.processName} ${instance.processInstanceKey}`}
        >
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {operationsOf(instance).map((asked) => (
          <Item
            key={asked.action}
            label={asked.title}
            whyNot={
              (isNow ? null : "Shown as it stood then: go back to now.") ??
              whyNotState(asked, instance) ??
              whyNotAction(asked.action)
            }
            onPress={() => {
              // The menu goes; the dialog gives the focus back to what has it now.
              button.current?.focus();
              ask(asked);
            }}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemProps {
  label: string;
  whyNot: string | null;
  onPress: () => void;
}

function Item({ label, whyNot, onPress }: ItemProps): ReactNode {
  return (
    <Menu.Item
      aria-disabled={whyNot !== null}
      closeMenuOnClick={whyNot === null}
      onClick={whyNot === null ? onPress : undefined}
    >
      <span className={styles["label"]}>{label}</span>
      {whyNot === null ? null : <span className={styles["whyNot"]}>{whyNot}</span>}
    </Menu.Item>
  );
}

function operationsOf(instance: ProcessInstance): readonly AskedOperation[] {
  const of = { ids: [`${instance.source}:${instance.processInstanceKey}`], noun: "process instance" as const };
  const known = instanceVariables(instance);
  return [
    {
      ...of,
      action: "set-variables",
      title: "Set variables",
      verb: "Set variables of",
      fields: (onEnter) => (
        <VariablesFields
          known={known}
          description="JSON, 1 MB at most. Only those that stand here are set; the others stay as they are."
          onEnter={onEnter}
        />
      ),
    },
    {
      ...of,
      action: "modify-instance",
      title: "Move tokens",
      verb: "Modify",
      fields: (onEnter) => <MoveTokens instance={instance} onEnter={onEnter} />,
    },
    { ...of, action: "suspend-instance", title: "Suspend", verb: "Suspend" },
    { ...of, action: "resume-instance", title: "Resume", verb: "Resume" },
    { ...of, action: "restart-instance", title: "Restart from the beginning", verb: "Restart" },
    { ...of, action: "cancel-instance", title: "Cancel the process instance", verb: "Cancel", isDestructive: true },
  ];
}

function whyNotState({ action }: AskedOperation, { state, hasDiagram }: ProcessInstance): string | null {
  if (action === "restart-instance") return state === "active" ? "It has not ended yet." : null;
  if (state !== "active") return "It has ended already.";
  return action === "modify-instance" && !hasDiagram ? "Its diagram is not known here." : null;
}
