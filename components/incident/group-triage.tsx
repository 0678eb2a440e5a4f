"use client";

import { Button, Menu } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconBell, IconBellOff, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { useSession, useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import styles from "./incident-group.module.css";
import { SaveField } from "./save-field";
import { SNOOZES } from "./snoozes";
import type { ChangingGroup } from "./use-change-group";

interface GroupTriageProps {
  group: IncidentGroup;
  changing: ChangingGroup;
}

/** Who sees to it, where it is dealt with, and whether it may be out of sight. */
export function GroupTriage({ group, changing }: GroupTriageProps) {
  const [isArchiving, setArchiving] = useState(false);
  const { isPending: isBusy, mutate } = changing;
  return (
    <section aria-label="Who sees to it" className={styles["part"]}>
      <div className={styles["buttons"]}>
        <AssignToMe group={group} changing={changing} />
        <SnoozeButton group={group} changing={changing} />
        <ArchiveButton group={group} changing={changing} onArchive={() => setArchiving(true)} />
      </div>
      {isArchiving ? (
        <ConfirmForm
          confirm="Archive the group"
          isBusy={isBusy}
          whyNot={null}
          onConfirm={(reason) => mutate({ change: "archive", reason }, { onSuccess: () => setArchiving(false) })}
          onClose={() => setArchiving(false)}
        >
          <p>It goes out of sight. When it is seen again it comes back by itself, and says so. No engine is asked.</p>
        </ConfirmForm>
      ) : null}
      <GroupFields group={group} changing={changing} />
    </section>
  );
}

function GroupFields({ group, changing: { isPending: isBusy, mutate } }: GroupTriageProps) {
  const whyNot = useWhyNot("operator");
  return (
    <>
      <SaveField
        key={`assignee ${group.assignee}`}
        label="Assigned to"
        placeholder="Nobody"
        value={group.assignee}
        maxLength={120}
        isBusy={isBusy}
        whyNot={whyNot}
        onSave={(assignee) => mutate({ change: "assign", assignee })}
      />
      <SaveField
        key={`ticket ${group.ticket}`}
        label="Ticket"
        placeholder="https://…"
        value={group.ticket}
        maxLength={2_000}
        isBusy={isBusy}
        whyNot={whyNot}
        onSave={(url) => mutate({ change: "ticket", url })}
      />
      {group.ticket === null ? null : (
        <a href={group.ticket} target="_blank" rel="noopener noreferrer" className={styles["ticket"]}>
          {group.ticket}
        </a>
      )}
    </>
  );
}

function ArchiveButton({ group, changing, onArchive }: GroupTriageProps & { onArchive: () => void }) {
  const isArchived = group.archived !== null;
  return (
    <ActionButton
      whyNot={useWhyNot("operator")}
      variant="default"
      leftSection={isArchived ? <IconArchiveOff size={14} aria-hidden /> : <IconArchive size={14} aria-hidden />}
      onClick={() => (isArchived ? changing.mutate({ change: "restore" }) : onArchive())}
    >
      {isArchived ? "Take out of the archive" : "Archive"}
    </ActionButton>
  );
}

function AssignToMe({ group, changing }: GroupTriageProps) {
  const { name } = useSession();
  const whyNotRole = useWhyNot("operator");
  return (
    <ActionButton
      whyNot={whyNotRole ?? (group.assignee === name ? "It is assigned to you." : null)}
      variant="default"
      leftSection={<IconUser size={14} aria-hidden />}
      onClick={() => changing.mutate({ change: "assign", assignee: name })}
    >
      Assign to me
    </ActionButton>
  );
}

function SnoozeButton({ group, changing }: GroupTriageProps) {
  const whyNot = useWhyNot("operator");
  if (whyNot !== null || group.snoozedUntil !== null) {
    return (
      <ActionButton
        whyNot={whyNot}
        variant="default"
        leftSection={<IconBell size={14} aria-hidden />}
        onClick={() => changing.mutate({ change: "snooze", until: null })}
      >
        {group.snoozedUntil === null ? "Snooze" : "Wake it"}
      </ActionButton>
    );
  }
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconBellOff size={14} aria-hidden />}>
          Snooze
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SNOOZES.map(({ label, untilOf }) => (
          <Menu.Item
            key={label}
            onClick={() => changing.mutate({ change: "snooze", until: untilOf(new Date()).toISOString() })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
