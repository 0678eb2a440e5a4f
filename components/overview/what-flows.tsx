"use client";

import { useQuery } from "@tanstack/react-query";
import { processesQuery } from "@/lib/client/queries";
import type { ProcessSummary } from "../process/process-columns";
import { processHref } from "../process/process-href";
import { Trend } from "../process/trend";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { Panel } from "../ui/panel";
import styles from "./overview.module.css";

const SHOWN = 8;

export function WhatFlows() {
  const query = useQuery(processesQuery());
  return (
    <Panel title="What flows" aside={<AppLink href="/processes">All processes</AppLink>}>
      <Loaded query={query} what="The processes" rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="Nothing has been read yet">
              Processes appear with the first event of a topic, or the first deployment in an engine.
            </EmptyState>
          ) : (
            <FlowTable processes={items} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function FlowTable({ processes }: { processes: ProcessSummary[] }) {
  const busiest = [...processes].sort((one, other) => startedIn(other) - startedIn(one)).slice(0, SHOWN);
  return (
    <table className={styles["flows"]}>
      <caption className="aside">The busiest processes</caption>
      <thead>
        <tr>
          <th scope="col">Process</th>
          <th scope="col">Started, last 24 h</th>
          <th scope="col">Active</th>
          <th scope="col">Ended</th>
          <th scope="col">Incidents</th>
        </tr>
      </thead>
      <tbody>
        {busiest.map((process) => (
          <tr key={process.id}>
            <th scope="row">
              <AppLink href={processHref(process.id)} title={process.id}>
                {process.name || process.id}
              </AppLink>
            </th>
            <td>
              <Trend trend={process.trend} width={120} />
            </td>
            <td data-tone={process.active > 0 ? "active" : "calm"}>{formatCount(process.active)}</td>
            <td data-tone={process.ended > 0 ? "ended" : "calm"}>{formatCount(process.ended)}</td>
            <td data-tone={process.incidents > 0 ? "incident" : "calm"}>{formatCount(process.incidents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function startedIn({ trend }: ProcessSummary): number {
  return trend.reduce((sum, { started }) => sum + started, 0);
}
