"use client";

import { SegmentedControl } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { quarantineQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { VirtualTable } from "../ui/table/virtual-table";
import { QUARANTINE_COLUMNS } from "./quarantine-columns";
import { QuarantineDetails } from "./quarantine-details";

const STATES = ["open", "projected", "expired", "all"] as const;
const WORDS = { open: "Open", projected: "Mended", expired: "Expired", all: "All" } as const;

/** Records that could not be decoded, kept with their bytes: nothing is lost, nothing else stops. */
export function QuarantinePanel() {
  const [{ quarantine: state, record }, setValues] = useQueryStates(
    { quarantine: parseAsStringLiteral(STATES).withDefault("open"), record: parseAsString },
    { history: "push" },
  );
  const query = useInfiniteQuery(quarantineQuery({ state, limit: 100 }));
  const records = itemsOf(query.data);
  return (
    <div id="quarantine">
      <Panel
        title="Quarantine"
        aside={<StateChoice state={state} onChange={(next) => void setValues({ quarantine: next })} />}
        flush
      >
        <Loaded query={query} what="The quarantine" rows={3}>
          {() =>
            records.length === 0 ? (
              <EmptyState title="Nothing here" icon={<IconCircleCheck size={32} />}>
                {state === "open" ? "Every record that came could be read." : "No record is in this state."}
              </EmptyState>
            ) : (
              <VirtualTable
                label="Quarantined records"
                columns={QUARANTINE_COLUMNS}
                items={records}
                idOf={({ id }) => id}
                nameOf={({ stream, position }) => `record ${position} of ${stream}`}
                onOpen={({ id }) => void setValues({ record: id })}
                currentId={record}
                onEndReached={nextPageOf(query)}
                narrowLine={({ stream, position }) => `${stream} at ${position}`}
                footer={plural(records.length, "record")}
              />
            )
          }
        </Loaded>
      </Panel>
      <QuarantineDetails
        record={records.find(({ id }) => id === record) ?? null}
        onClose={() => void setValues({ record: null })}
      />
    </div>
  );
}

type State = (typeof STATES)[number];

function StateChoice({ state, onChange }: { state: State; onChange: (state: State | null) => void }) {
  return (
    <SegmentedControl
      aria-label="State of records"
      data={STATES.map((value) => ({ value, label: WORDS[value] }))}
      value={state}
      onChange={(next) => onChange(STATES.find((value) => value === next) ?? null)}
    />
  );
}
