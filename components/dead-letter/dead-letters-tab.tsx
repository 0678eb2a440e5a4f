"use client";

import { SegmentedControl } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useLive } from "@/lib/client/live";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { SearchField } from "../ui/search-field";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./dead-letter.module.css";
import { DEAD_LETTER_COLUMNS } from "./dead-letter-columns";
import { DeadLetterDrawer } from "./dead-letter-drawer";
import { DeadLetterState } from "./dead-letter-state";
import { DeadLetterToolbar } from "./dead-letter-toolbar";
import { whatWords, whyWords } from "./dead-letter-words";
import { LETTER_STATES, useDeadLetters } from "./use-dead-letters";

const WORDS = { open: "Open", replayed: "Replayed", archived: "Archived", all: "All" } as const;

/** Records that a consumer could not handle: what, why, in which case; and the way back. */
export function DeadLettersTab() {
  const list = useDeadLetters();
  const { place, setPlace, query, items } = list;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useLive(["streams"]);
  return (
    <Panel title="Dead letters" hasHead={false} flush grow>
      <Filters list={list} onChanged={() => setSelected(new Set())} />
      <DeadLetterToolbar letters={items.filter(({ id }) => selected.has(id))} onDone={() => setSelected(new Set())} />
      <Loaded query={query} what="The dead letters" rows={8}>
        {() =>
          items.length === 0 && !query.isPlaceholderData ? (
            <Nothing isAll={place.letters === "all" && place.exception === "" && place.of === ""} />
          ) : (
            <VirtualTable
              key={JSON.stringify([place.letters, place.exception, place.of])}
              label="Dead letters"
              columns={DEAD_LETTER_COLUMNS}
              items={items}
              idOf={({ id }) => id}
              nameOf={(letter) => `${whatWords(letter)} of ${letter.theCase?.label ?? letter.id}`}
              onOpen={({ id }) => void setPlace({ letter: id })}
              selection={{ selected, onChange: setSelected }}
              currentId={place.letter}
              onEndReached={nextPageOf(query)}
              isMain
              narrowLine={(letter) => (
                <>
                  <DeadLetterState state={letter.state} />
                  <RelativeTime at={letter.recordedAt} />
                  <span className={styles["cut"]}>
                    {letter.theCase?.label ?? "no case"} · {whyWords(letter)}
                  </span>
                </>
              )}
              footer={`${plural(items.length, "dead letter")}${query.hasNextPage ? " loaded, more below" : ""}`}
            />
          )
        }
      </Loaded>
      <DeadLetterDrawer id={place.letter} onClose={() => void setPlace({ letter: null })} />
    </Panel>
  );
}

interface FiltersProps {
  list: ReturnType<typeof useDeadLetters>;
  onChanged: () => void;
}

function Filters({ list: { place, setPlace }, onChanged }: FiltersProps) {
  const change = (to: Parameters<typeof setPlace>[0]) => {
    onChanged();
    void setPlace(to);
  };
  return (
    <div className={styles["filters"]}>
      <SegmentedControl
        aria-label="State of dead letters"
        data={LETTER_STATES.map((value) => ({ value, label: WORDS[value] }))}
        value={place.letters}
        onChange={(next) => change({ letters: LETTER_STATES.find((state) => state === next) ?? null })}
      />
      <div className={styles["search"]}>
        <SearchField
          label="Topic, its own or that of the original"
          placeholder="Topic"
          value={place.of}
          onSearch={(of) => change({ of: of || null })}
        />
      </div>
      <div className={styles["search"]}>
        <SearchField
          label="Exception, or the end of its name"
          placeholder="Exception"
          value={place.exception}
          onSearch={(exception) => change({ exception: exception || null })}
        />
      </div>
    </div>
  );
}

function Nothing({ isAll }: { isAll: boolean }) {
  return isAll ? (
    <EmptyState title="No dead letter was read">
      A topic is one of dead letters by its name (<code>orders-dlt</code>, <code>orders.dlq</code>), by headers of its
      records, or by <code>deadLetter</code> in its rule; and a rule has to read it.
    </EmptyState>
  ) : (
    <EmptyState title="No dead letters here" icon={<IconCircleCheck size={32} />}>
      None is in this state. Choose <b>All</b>, or leave a filter out.
    </EmptyState>
  );
}
