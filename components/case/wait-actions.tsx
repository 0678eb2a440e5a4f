"use client";

import { MessageFields } from "@/components/operation-form/message-fields";
import { useAskOperation } from "@/components/operation-form/operation-provider";
import { useWhyNotAction } from "@/components/operation-form/use-why-not-action";
import { TaskActions } from "@/components/task/task-actions";
import { ActionButton } from "@/components/ui/action-button";
import type { CaseStory, CaseWait, ProcessInstance } from "@/lib/api/contract/cases";
import { instanceVariables } from "./instance-variables";

interface WaitActionsProps {
  wait: CaseWait;
  story: CaseStory;
}

/** What a person can do so that the case goes on. */
export function WaitActions({ wait, story }: WaitActionsProps) {
  const instance = story.processInstances.find(
    ({ processInstanceKey }) => processInstanceKey === wait.processInstanceKey,
  );
  if (instance === undefined) return null;
  if (wait.message !== null) return <PublishMessage message={wait.message} source={instance.source} />;
  if (wait.task !== null) return <WaitingTask task={wait.task} name={wait.text} instance={instance} />;
  return null;
}

interface WaitingTaskProps {
  task: NonNullable<CaseWait["task"]>;
  name: string;
  instance: ProcessInstance;
}

function WaitingTask({ task: { taskKey, assignee }, name, instance }: WaitingTaskProps) {
  const { source, processInstanceKey } = instance;
  return (
    <TaskActions
      id={`${source}:${processInstanceKey}:${taskKey}`}
      name={name}
      source={source}
      assignee={assignee}
      known={instanceVariables(instance)}
    />
  );
}

interface PublishMessageProps {
  message: NonNullable<CaseWait["message"]>;
  source: string;
}

function PublishMessage({ message, source }: PublishMessageProps) {
  const ask = useAskOperation();
  const whyNot = useWhyNotAction(source)("correlate-message");
  return (
    <ActionButton
      whyNot={whyNot}
      variant="subtle"
      aria-label={`Publish the message ${message.name}`}
      onClick={() =>
        ask({
          action: "correlate-message",
          ids: [source],
          title: "Publish a message",
          verb: "Publish",
          noun: "message",
          fields: (onEnter) => <MessageFields {...message} onEnter={onEnter} />,
        })
      }
    >
      Publish
    </ActionButton>
  );
}
