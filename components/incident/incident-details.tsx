"use client";

import { Drawer } from "@mantine/core";
import type { Incident } from "@/lib/api/contract/cases";
import { caseHref } from "../case-list/case-href";
import { CopyButton } from "../ui/copy-button";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts, QuotedText } from "../ui/details";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./incident.module.css";
import { placeHref, processOf } from "./incident-place";
import { IncidentStateBadge } from "./incident-state-badge";
import { RetryIncidents } from "./retry-incidents";
import { unlessCovered } from "./unless-covered";

const MESSAGE_OF: Readonly<Record<Incident["type"], string>> = {
  engine: "Message of the engine",
  "dead-letter": "Message of the exception",
  undecodable: "Why it cannot be read",
  stuck: "What is missing",
};
const PLACE_OF: Readonly<Record<Incident["type"], string>> = {
  engine: "Element",
  "dead-letter": "Topic",
  undecodable: "Topic",
  stuck: "After",
};

interface IncidentDetailsProps {
  incident: Incident | null;
  onClose: () => void;
}

/** All that is known about one incident: the engine's whole message, where, which case, what was asked already. */
export function IncidentDetails({ incident, onClose }: IncidentDetailsProps) {
  return (
    <Drawer
      opened={incident !== null}
      onClose={unlessCovered(onClose)}
      position="right"
      size="lg"
      title={incident === null ? "" : `${incident.kind} at ${incident.elementName || incident.elementId}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {incident === null ? null : <IncidentFacts incident={incident} />}
    </Drawer>
  );
}

function IncidentFacts({ incident }: { incident: Incident }) {
  const { type } = incident;
  const isOfEngine = type === "engine";
  return (
    <Details>
      <div className={styles["actions"]}>
        <IncidentStateBadge incident={incident} />
        {incident.state === "open" && isOfEngine ? <RetryIncidents incidents={[incident]} /> : null}
        <CopyButton text={incident.message} what="message" />
      </div>
      <QuotedText label={MESSAGE_OF[type]}>
        {incident.message === "" ? "There is no message." : incident.message}
      </QuotedText>
      <Facts>
        <Fact name="Case">
          {incident.caseId === "" ? (
            "none is known"
          ) : (
            <AppLink href={caseHref(incident.caseId)}>{incident.caseLabel}</AppLink>
          )}
        </Fact>
        {type === "dead-letter" ? (
          <Fact name="Record">
            <AppLink href={placeHref(incident)}>Open it to replay it</AppLink>
          </Fact>
        ) : (
          <Fact name="Process">
            <AppLink href={placeHref(incident)}>{processOf(incident)}</AppLink>
          </Fact>
        )}
        <Fact name={PLACE_OF[type]}>{incident.elementName || incident.elementId}</Fact>
        <Fact name="Since">
          <RelativeTime at={incident.openedAt} />
        </Fact>
        <Fact name="Alike">{plural(incident.alike, "open incident")} of this kind at this place</Fact>
        {incident.source === "" ? null : <Fact name="Source">{incident.source}</Fact>}
        <Fact name="Incident">
          <CopyableId id={incident.id} what="incident id" />
        </Fact>
        {isOfEngine ? (
          <Fact name="Instance">
            <CopyableId id={incident.processInstanceKey} what="process instance key" />
          </Fact>
        ) : null}
        {incident.jobKey === null ? null : (
          <Fact name="Job">
            <CopyableId id={incident.jobKey} what="job key" />
          </Fact>
        )}
        {incident.operation === null ? null : <LastOperation operation={incident.operation} />}
      </Facts>
    </Details>
  );
}

function LastOperation({ operation }: { operation: NonNullable<Incident["operation"]> }) {
  return (
    <Fact name="Last asked">
      <AppLink href={`/operations/${encodeURIComponent(operation.id)}`}>
        {operation.action.replaceAll("-", " ")}, {operation.state}
      </AppLink>{" "}
      by {operation.actor} <RelativeTime at={operation.at} />
    </Fact>
  );
}
