"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Loaded } from "@/components/shell/loaded";
import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDuration } from "@/components/ui/format-duration";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseEventWithPayload } from "@/lib/api/contract/cases";
import { DecisionSection } from "./decision-section";
import styles from "./event-detail.module.css";
import { kindOf } from "./event-icon";
import { eventPlace } from "./event-place";
import { KeyChip } from "./key-chip";
import { PayloadView } from "./payload-view";
import type { Previous } from "./previous-events";
import { caseEventQuery } from "./use-case-event";

interface EventDetailProps {
  caseId: string;
  eventId: string;
  /** As the timeline calls it, which knows the names of elements; null when the event is not among those shown. */
  title: string | null;
  /** Events before it that it can be compared with. */
  previous: readonly Previous[];
  onSelectEvent: (eventId: string) => void;
}

/** One event: what, when, where it was read, and everything its record held. */
export function EventDetail({ caseId, eventId, title, ...compared }: EventDetailProps) {
  const query = useQuery(caseEventQuery(caseId, eventId));
  return (
    <Loaded query={query} what="The event" rows={8}>
      {(event) =>
        event === null ? (
          <EmptyState title="This case has no such event">The link may be from before two cases became one.</EmptyState>
        ) : (
          <EventFacts
            key={event.id}
            caseId={caseId}
            event={title === null ? event : { ...event, title }}
            {...compared}
          />
        )
      }
    </Loaded>
  );
}

type EventFactsProps = Pick<EventDetailProps, "caseId" | "previous" | "onSelectEvent"> & {
  event: CaseEventWithPayload;
};

function EventFacts({ event, ...compared }: EventFactsProps) {
  const { words, Icon } = kindOf(event.kind);
  return (
    <article aria-label={event.title} className={styles["event"]}>
      <header>
        <h3 className={styles["title"]}>
          <Icon size={16} aria-hidden /> {event.title}
        </h3>
        <p className="muted">
          {words} · {event.producer}
        </p>
      </header>
      <Times event={event} />
      <Place event={event} />
      {event.keys.length === 0 ? null : (
        <Section title="Keys it carries">
          <div className={styles["chips"]}>
            {event.keys.map((key) => (
              <KeyChip key={`${key.name} ${key.value}`} {...key} />
            ))}
          </div>
        </Section>
      )}
      {event.kind === "decision.evaluated" ? (
        <Section title="Decision">
          <DecisionSection detail={event.detail} />
        </Section>
      ) : null}
      <Section title="Payload">
        <PayloadView event={event} {...compared} />
      </Section>
      <Headers event={event} />
      <Decoded detail={event.detail} />
    </article>
  );
}

function Times({ event }: { event: CaseEventWithPayload }) {
  const after = (later: string, earlier: string) => {
    const ms = Date.parse(later) - Date.parse(earlier);
    return <span className="muted">{ms < 0 ? `${formatDuration(-ms)} before` : `${formatDuration(ms)} later`}</span>;
  };
  return (
    <dl className={styles["facts"]}>
      <dt>happened</dt>
      <dd>
        <RelativeTime at={event.occurredAt} />
      </dd>
      <dt>in the log</dt>
      <dd>{after(event.recordedAt, event.occurredAt)}</dd>
      <dt>on this page</dt>
      <dd>{after(event.projectedAt, event.recordedAt)}</dd>
    </dl>
  );
}

function Place({ event }: { event: CaseEventWithPayload }) {
  return (
    <dl className={styles["facts"]}>
      {eventPlace(event).map(({ name, value }) => (
        <Fact key={name} name={name} value={value} />
      ))}
      <Fact name="event id" value={event.id} />
      {event.recordKey === null ? null : (
        <Fact
          name={event.recordKeyEncoding === "base64" ? "record key (base64)" : "record key"}
          value={event.recordKey}
        />
      )}
      {event.processInstanceKey === null ? null : <Fact name="process instance" value={event.processInstanceKey} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <CopyableId id={value} what={name} />
      </dd>
    </>
  );
}

function Headers({ event }: { event: CaseEventWithPayload }) {
  if (event.headers.length === 0) return null;
  return (
    <Section title={`Headers (${event.headers.length})`}>
      <dl className={styles["facts"]}>
        {event.headers.map(({ name, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Kafka allows the same header twice, and they never move
          <Fact key={index} name={name} value={value} />
        ))}
      </dl>
    </Section>
  );
}

/** What our decoder made of it, for whoever wonders why it shows up as it does. */
function Decoded({ detail }: { detail: CaseEventWithPayload["detail"] }) {
  const entries = Object.entries(detail);
  if (entries.length === 0) return null;
  return (
    <Section title="Decoded as">
      <dl className={styles["facts"]}>
        {entries.map(([name, value]) => {
          const text = typeof value === "string" ? value : JSON.stringify(value);
          return <DecodedFact key={name} name={name} text={text} />;
        })}
      </dl>
    </Section>
  );
}

function DecodedFact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={styles["decoded"]}>
        <span>{text}</span>
        <CopyButton text={text} what={name} />
      </dd>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles["section"]} aria-label={title}>
      <h4>{title}</h4>
      {children}
    </section>
  );
}
