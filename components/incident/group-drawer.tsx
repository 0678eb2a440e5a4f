"use client";

import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { IncidentGroup, IncidentGroupDetail } from "@/lib/api/contract/incident-groups";
import { incidentGroupQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts, QuotedText } from "../ui/details";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import { Sparkline } from "../ui/sparkline";
import { GroupAction } from "./group-action";
import { GroupComments } from "./group-comments";
import { GroupRunbook } from "./group-runbook";
import { GroupState } from "./group-state";
import { GroupTriage } from "./group-triage";
import styles from "./incident-group.module.css";
import { trendWords } from "./trend-words";
import { unlessCovered } from "./unless-covered";
import { useChangeGroup } from "./use-change-group";
import { useRetryGroup } from "./use-retry-group";

interface GroupDrawerProps {
  /** Null while the drawer is closed. */
  fingerprint: string | null;
  onClose: () => void;
}

/** All that is known of a group, what people say of it, and how to mend it. */
export function GroupDrawer({ fingerprint, onClose }: GroupDrawerProps) {
  return (
    <Drawer
      opened={fingerprint !== null}
      onClose={unlessCovered(onClose)}
      position="right"
      size="lg"
      title="Group of incidents"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {fingerprint === null ? null : <GroupLoaded key={fingerprint} fingerprint={fingerprint} />}
    </Drawer>
  );
}

function GroupLoaded({ fingerprint }: { fingerprint: string }) {
  const query = useQuery(incidentGroupQuery(fingerprint));
  return (
    <Loaded query={query} what="The group" rows={10}>
      {(detail) => <GroupFound detail={detail} />}
    </Loaded>
  );
}

function GroupFound({ detail }: { detail: IncidentGroupDetail }) {
  const { group } = detail;
  const changing = useChangeGroup(group.fingerprint);
  const retry = useRetryGroup(group.fingerprint);
  return (
    <Details>
      <div className={styles["buttons"]}>
        <GroupState group={group} />
        <GroupAction group={group} retry={retry} />
      </div>
      {group.reopened === null ? null : <p role="status">Reopened: {group.reopened.text}.</p>}
      <QuotedText label="Message of the latest">{group.message === "" ? group.kind : group.message}</QuotedText>
      <GroupFacts group={group} />
      {changing.error === null ? null : <QueryProblem error={changing.error} what="The change" />}
      {retry.error === null ? null : <QueryProblem error={retry.error} what="The selection" />}
      <GroupTriage group={group} changing={changing} />
      <GroupRunbook detail={detail} changing={changing} retry={retry} />
      <GroupComments notes={detail.notes} changing={changing} />
    </Details>
  );
}

function GroupFacts({ group }: { group: IncidentGroup }) {
  const { archived } = group;
  return (
    <Facts>
      <Fact name="Kind">{group.kind}</Fact>
      <Fact name="Where">{group.where}</Fact>
      <Fact name="How many">
        {plural(group.incidents, "incident")}
        {group.cases === 0 ? ", of no case" : ` of ${plural(group.cases, "case")}`}
      </Fact>
      {group.samples.length === 0 ? null : (
        <Fact name="For instance">
          <ul className={styles["samples"]}>
            {group.samples.map(({ caseId, label }) => (
              <li key={caseId}>
                <AppLink href={caseHref(caseId)}>{label}</AppLink>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact name="First seen">
        <RelativeTime at={group.firstSeen} />
      </Fact>
      <Fact name="Last seen">
        <RelativeTime at={group.lastSeen} />
      </Fact>
      <Fact name="Last day">
        <Sparkline values={group.trend} label={trendWords(group.trend)} width={160} />
        <p className="muted">{trendWords(group.trend)}</p>
      </Fact>
      {archived === null ? null : (
        <Fact name="Archived">
          <RelativeTime at={archived.at} /> by {archived.by}
          {archived.because === "" ? "" : `: ${archived.because}`}
        </Fact>
      )}
      <Fact name="Fingerprint">
        <CopyableId id={group.fingerprint} what="fingerprint" />
      </Fact>
    </Facts>
  );
}
