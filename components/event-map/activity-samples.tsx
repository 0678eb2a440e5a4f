"use client";

import { useQuery } from "@tanstack/react-query";
import type { ActivitySample } from "@/lib/api/contract/event-map";
import { activitySamplesQuery } from "@/lib/client/queries";
import { parseJson } from "../case/json-tree";
import { JsonView } from "../case/json-view";
import { caseHref } from "../case-list/case-href";
import { Loaded } from "../shell/loaded";
import { QuotedText } from "../ui/details";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import styles from "./event-map.module.css";

/** The latest events of an activity, to see what it is really about. */
export function ActivitySampleList({ activityId }: { activityId: string }) {
  const query = useQuery(activitySamplesQuery(activityId));
  return (
    <section aria-label="Latest events">
      <h3>Latest events</h3>
      <Loaded query={query} what="The latest events" rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">None is kept any more.</p>
          ) : (
            <ul className={styles["samples"]}>
              {items.map((sample) => (
                <li key={sample.id}>
                  <Sample sample={sample} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Sample({ sample }: { sample: ActivitySample }) {
  const { record } = sample;
  return (
    <details className={styles["sample"]}>
      <summary>
        {record.stream} at {record.position}
      </summary>
      <p>
        <RelativeTime at={sample.occurredAt} /> · <AppLink href={caseHref(sample.caseId)}>its case</AppLink>
      </p>
      <Payload sample={sample} />
    </details>
  );
}

const TEXT_MAX = 20_000;

function Payload({ sample: { payload, payloadEncoding, masked } }: { sample: ActivitySample }) {
  if (payload === null) return <p className="muted">{masked ? "Masked for your role." : "No payload is kept."}</p>;
  const json = payloadEncoding === "base64" ? null : parseJson(payload);
  if (json !== null) return <JsonView value={json.value} label="Payload" />;
  return <QuotedText label="Payload">{payload.slice(0, TEXT_MAX)}</QuotedText>;
}
