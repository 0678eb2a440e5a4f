"use client";

import { useQuery } from "@tanstack/react-query";
import type { EventMapChanges } from "@/lib/api/contract/event-map";
import { eventMapChangesQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import styles from "./event-map.module.css";

/** What the last day has that the week before had not, and the other way round. */
export function ChangesPanel({ process }: { process: string | null }) {
  const query = useQuery(eventMapChangesQuery(process ?? undefined));
  return (
    <Loaded query={query} what="What changed">
      {(changes) => <Changes changes={changes} />}
    </Loaded>
  );
}

function Changes({ changes }: { changes: EventMapChanges }) {
  const { tooThin, newEdges, vanishedEdges, newProducers, payloads, total } = changes;
  if (tooThin !== null) return <EmptyState title="Nothing to compare yet">{tooThin}</EmptyState>;
  return (
    <div className={styles["changes"]}>
      <p className="muted">
        The last 24 hours, since <RelativeTime at={changes.since} />, against the time from{" "}
        <RelativeTime at={changes.before} /> until then. An edge counts as vanished when it should have come at least
        three times.
      </p>
      <section aria-label="New producers">
        <h3>{newProducers.length === 0 ? "No new producer" : plural(newProducers.length, "new producer")}</h3>
        {newProducers.length === 0 ? null : <p>{newProducers.join(", ")}</p>}
      </section>
      <ChangedEdges title="new edge" edges={newEdges} total={total.newEdges} />
      <ChangedEdges title="vanished edge" edges={vanishedEdges} total={total.vanishedEdges} />
      <section aria-label="Payloads">
        <h3>{payloads.length === 0 ? "No payload changed" : plural(payloads.length, "changed field")}</h3>
        <ul className={styles["changeList"]}>
          {payloads.map((field) => (
            <li key={JSON.stringify(field)}>
              {field.type}{" "}
              <span className="muted">
                ({field.producer}, {field.topic})
              </span>{" "}
              {SAID[field.change]} <code>{field.path}</code> <span className="muted">as {field.jsonType}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

const SAID = { added: "now has", vanished: "has no longer" } as const;

interface ChangedEdgesProps {
  title: string;
  edges: EventMapChanges["newEdges"];
  total: number;
}

function ChangedEdges({ title, edges, total }: ChangedEdgesProps) {
  return (
    <section aria-label={`${title}s`}>
      <h3>{total === 0 ? `No ${title}` : plural(total, title)}</h3>
      <ul className={styles["changeList"]}>
        {edges.map((edge) => (
          <li key={JSON.stringify([edge.fromProducer, edge.from, edge.toProducer, edge.to, edge.kind])}>
            {edge.from} <span className="muted">({edge.fromProducer})</span> → {edge.to}{" "}
            <span className="muted">
              ({edge.toProducer}) · {edge.kind} · {formatCount(edge.count)}×
            </span>
          </li>
        ))}
      </ul>
      {edges.length < total ? <p className="muted">The {edges.length} most frequent are shown.</p> : null}
    </section>
  );
}
