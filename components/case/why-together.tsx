import { CopyableId } from "@/components/ui/copyable-id";
import { plural } from "@/components/ui/format-number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseStory } from "@/lib/api/contract/cases";
import { caseTies, keyText, type Tie } from "./case-ties";
import { KeyChip } from "./key-chip";
import styles from "./why-together.module.css";

const KEYS_SHOWN = 200;

interface WhyTogetherProps {
  story: CaseStory;
  onSelectEvent: (eventId: string) => void;
}

/** Why these events are one case: the keys, and which event tied which of them together. */
export function WhyTogether({ story, onSelectEvent }: WhyTogetherProps) {
  const links = story.keys.filter(({ role }) => role === "link");
  const shared = story.keys.filter(({ role }) => role === "shared");
  const ties = caseTies(story.trace);
  return (
    <div className={styles["why"]}>
      <p>{reasonWords(links.length, ties.length)}</p>
      <Aliases story={story} ties={ties} onSelectEvent={onSelectEvent} />
      <KeyList title="Keys that tie" keys={links} onSelectEvent={onSelectEvent} />
      {ties.length === 0 ? null : (
        <section aria-label="How they were tied">
          <h3>How they were tied</h3>
          <ol className={styles["ties"]}>
            {ties.slice(0, KEYS_SHOWN).map((tie) => (
              <TieItem key={tie.event.id} tie={tie} onSelectEvent={onSelectEvent} />
            ))}
          </ol>
        </section>
      )}
      <KeyList title="Keys shared with other cases" keys={shared} onSelectEvent={onSelectEvent} />
      {story.traceTruncated ? (
        <p className="muted">Ties are those of the events that are shown, keys the leading ones.</p>
      ) : null}
    </div>
  );
}

type AliasesProps = WhyTogetherProps & { ties: readonly Tie[] };

/** Which cases this one was, before an event tied them. Links to them still lead here. */
function Aliases({ story, ties, onSelectEvent }: AliasesProps) {
  const { aliases } = story;
  if (aliases.length === 0) return null;
  return (
    <section aria-label="Cases that became this one">
      <h3>Once {plural(aliases.length + 1, "case")}</h3>
      <ul className={styles["keys"]}>
        {aliases.map(({ id, key }) => {
          const tie = tieOf(ties, key);
          return (
            <li key={id}>
              <KeyChip name={key.name} value={key.value} role="link" />
              <CopyableId id={id} what="former case id" />
              {tie === undefined ? null : (
                <span className="muted">
                  until{" "}
                  <button type="button" className={styles["event"]} onClick={() => onSelectEvent(tie.event.id)}>
                    {tie.event.title}
                  </button>{" "}
                  carried {tie.joined.map(({ name }) => name).join(" and ")}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The first that joined the key to others. */
function tieOf(ties: readonly Tie[], alias: { name: string; value: string }): Tie | undefined {
  return ties.find(({ joined }) => joined.some((key) => keyText(key) === keyText(alias)));
}

function reasonWords(links: number, ties: number): string {
  if (links === 0) return "No key ties these events: they were put together by whoever imported them.";
  if (links === 1) return "All events of this case carry the same key.";
  if (ties === 0) return "Its keys were tied by events that are not among those shown.";
  return `${plural(links, "key")} belong together because ${plural(ties, "event")} carried more than one of them.`;
}

interface KeyListProps {
  title: string;
  keys: CaseStory["keys"];
  onSelectEvent: (eventId: string) => void;
}

function KeyList({ title, keys, onSelectEvent }: KeyListProps) {
  if (keys.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles["keys"]}>
        {keys.slice(0, KEYS_SHOWN).map(({ name, value, role, eventIds }) => (
          <li key={keyText({ name, value })}>
            <KeyChip name={name} value={value} role={role} />
            {eventIds[0] === undefined ? null : (
              <button type="button" className={styles["event"]} onClick={() => onSelectEvent(eventIds[0] ?? "")}>
                in {plural(eventIds.length, "event")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {keys.length > KEYS_SHOWN ? <p className="muted">and {plural(keys.length - KEYS_SHOWN, "more key")}</p> : null}
    </section>
  );
}

function TieItem({ tie: { event, joined }, onSelectEvent }: { tie: Tie; onSelectEvent: (eventId: string) => void }) {
  return (
    <li>
      <button type="button" className={styles["event"]} onClick={() => onSelectEvent(event.id)}>
        {event.title}
      </button>{" "}
      <span className="muted">from {event.producer}</span> carried {joined.map(({ name }) => name).join(" and ")},{" "}
      <RelativeTime at={event.occurredAt} />
    </li>
  );
}
