import type { ModelDetails } from "@/lib/api/contract/models";
import { formatCount } from "../ui/format-number";
import { Panel } from "../ui/panel";
import type { Draft } from "./draft";
import { ScrollList } from "./scroll-list";

const SHOWN_MAX = 100;

/** Activities that no element stands for, the most frequent first. */
export function UnboundActivities({ model, draft }: { model: ModelDetails; draft: Draft }) {
  const bound = new Set([...draft.values()].flatMap((ids) => [...ids]));
  const unbound = model.activities.filter(({ id }) => !bound.has(id)).sort((a, b) => b.count - a.count);
  return (
    <Panel title={`Unbound activities (${formatCount(unbound.length)})`}>
      {unbound.length === 0 ? <p className="muted">Every activity that was ever seen is bound.</p> : null}
      <ScrollList label="Unbound activities">
        {unbound.slice(0, SHOWN_MAX).map(({ id, label, producer, channel, count }) => (
          <li key={id}>
            <span>
              {label} <span className="muted">{`${producer} · ${channel}`}</span>
            </span>
            <span className="number">{formatCount(count)}</span>
          </li>
        ))}
      </ScrollList>
      {unbound.length > SHOWN_MAX || model.activitiesTruncated ? (
        <p className="muted">Only the most frequent are listed; the search at an element finds more.</p>
      ) : null}
    </Panel>
  );
}
