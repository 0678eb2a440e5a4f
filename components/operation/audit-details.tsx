"use client";

import { Button, Drawer } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/api/contract/audit";
import { CopyButton } from "../ui/copy-button";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts } from "../ui/details";
import { RelativeTime } from "../ui/relative-time";
import { SubjectLink } from "./audit-columns";
import { AuditDetailFacts } from "./audit-detail-facts";
import styles from "./operation.module.css";

type Narrowed = { actor?: string; action?: string; subject?: string };

interface AuditDetailsProps {
  entry: AuditEntry | null;
  onClose: () => void;
  onNarrow: (to: Narrowed) => void;
}

/** All of one entry: what was before, what was chosen and how, what came of it, and its link of the chain. */
export function AuditDetails({ entry, onClose, onNarrow }: AuditDetailsProps) {
  return (
    <Drawer
      opened={entry !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={entry === null ? "" : `Entry ${entry.id}: ${entry.action}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {entry === null ? null : <EntryFacts entry={entry} onNarrow={onNarrow} />}
    </Drawer>
  );
}

function EntryFacts({ entry, onNarrow }: { entry: AuditEntry; onNarrow: (to: Narrowed) => void }) {
  const { id, at, actor, action, subject, reason, outcome, detail, hash } = entry;
  return (
    <Details>
      <div className={styles["verified"]}>
        <Narrow onPress={() => onNarrow({ actor })}>All of {actor}</Narrow>
        <Narrow onPress={() => onNarrow({ subject })}>All of this subject</Narrow>
        <CopyButton text={JSON.stringify(entry, null, 2)} what="entry as JSON" />
      </div>
      <Facts>
        <Fact name="Who">{actor}</Fact>
        <Fact name="When">
          <RelativeTime at={at} />
        </Fact>
        <Fact name="Action">{action}</Fact>
        <Fact name="To what">
          <SubjectLink subject={subject} />
        </Fact>
        <Fact name="Why">{reason === "" ? "no reason given" : reason}</Fact>
        <Fact name="Outcome">{outcome === "" ? "begun; what came of it is an entry of its own" : outcome}</Fact>
        <AuditDetailFacts detail={detail} />
        <Fact name="Entry">
          <CopyableId id={String(id)} what="entry id" />
        </Fact>
        <Fact name="Hash">
          <CopyableId id={hash} what="hash" />
        </Fact>
      </Facts>
    </Details>
  );
}

function Narrow({ children, onPress }: { children: ReactNode; onPress: () => void }) {
  return (
    <Button variant="light" leftSection={<IconFilter size={14} aria-hidden />} onClick={onPress}>
      {children}
    </Button>
  );
}
