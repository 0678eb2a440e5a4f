"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { AskedOperation, Entered } from "../operation-form/asked-operation";
import { useAskOperation } from "../operation-form/operation-provider";
import { useWhyNotAction } from "../operation-form/use-why-not-action";
import type { KnownVariable } from "../operation-form/variables-field";
import { VariablesFields } from "../operation-form/variables-fields";
import { useSession } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import styles from "./task.module.css";

interface TaskActionsProps {
  /** As operations name it; null while the engine has not told its key. */
  id: string | null;
  name: string;
  source: string;
  assignee: string | null;
  /** Variables that can be taken up when it is completed. */
  known?: readonly KnownVariable[];
}

const NOT_TOLD = "The engine has not told the key of this task yet.";
const RESULT = "JSON, 1 MB at most: what the task comes to; {} for nothing.";
const NOTHING: readonly KnownVariable[] = [];

/** A task is taken, given to somebody, or completed; what the engine does not offer says why. */
export function TaskActions(task: TaskActionsProps) {
  const ask = useAskOperation();
  const { name: me } = useSession();
  const whyNotOffered = useWhyNotAction(task.source);
  return (
    <span className={styles["actions"]}>
      {actionsOf(task, me).map(({ verb, label, whyNot, asked }) => (
        <ActionButton
          key={verb}
          variant="subtle"
          whyNot={(task.id === null ? NOT_TOLD : null) ?? whyNotOffered(asked.action) ?? whyNot}
          aria-label={label}
          onClick={() => ask(asked)}
        >
          {verb}
        </ActionButton>
      ))}
    </span>
  );
}

interface TaskAction {
  verb: string;
  label: string;
  whyNot: string | null;
  asked: AskedOperation;
}

function actionsOf({ id, name, assignee, known = NOTHING }: TaskActionsProps, me: string): readonly TaskAction[] {
  const of = { ids: id === null ? [] : [id], noun: "user task" as const };
  const assigning = { ...of, action: "assign-user-task" as const, verb: "Assign" };
  return [
    {
      verb: "Claim",
      label: `Assign ${name} to me`,
      whyNot: assignee === me ? "You have it already." : null,
      asked: { ...assigning, title: `Assign to ${me}`, parameters: { assignee: me } },
    },
    {
      verb: "Assign",
      label: `Assign ${name}`,
      whyNot: null,
      asked: {
        ...assigning,
        title: "Assign the task",
        fields: (onEnter) => <AssigneeField assignee={assignee} onEnter={onEnter} />,
      },
    },
    {
      verb: "Complete",
      label: `Complete ${name}`,
      whyNot: null,
      asked: {
        ...of,
        action: "complete-user-task",
        title: "Complete the task",
        verb: "Complete",
        fields: (onEnter) => <VariablesFields known={known} isOptional description={RESULT} onEnter={onEnter} />,
      },
    },
  ];
}

function AssigneeField({ assignee, onEnter }: { assignee: string | null; onEnter: (entered: Entered) => void }) {
  const [person, setPerson] = useState(assignee ?? "");
  useEffect(
    () => onEnter({ parameters: { assignee: person.trim() === "" ? null : person.trim() } }),
    [person, onEnter],
  );
  return (
    <TextInput
      label="Assignee"
      description="As the engine knows the person; leave it empty to give the task back to everybody."
      value={person}
      maxLength={256}
      onChange={(event) => setPerson(event.currentTarget.value)}
    />
  );
}
