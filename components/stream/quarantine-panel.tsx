"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { IconArrowLeft, IconDownload } from "@tabler/icons-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { Panel } from "../ui/panel";
import { QuarantineGroups } from "./quarantine-groups";
import { QuarantinedRecords } from "./quarantined-records";
import styles from "./stream.module.css";

const STATES = ["open", "projected", "expired", "all"] as const;
const GROUP_STATES = ["open", "all"] as const;
const WORDS = { open: "Open", projected: "Mended", expired: "Expired", all: "All" } as const;

/** Records that could not be decoded, in groups, and those of one group: nothing is lost in silence, nothing else stops. */
export function QuarantinePanel() {
  const [{ quarantine: state, group, record }, setValues] = useQueryStates(
    {
      quarantine: parseAsStringLiteral(STATES).withDefault("open"),
      group: parseAsString,
      record: parseAsString,
    },
    { history: "push" },
  );
  const isOpenOnly = state === "open";
  return (
    <div id="quarantine">
      <Panel
        title={group === null ? "Quarantine" : "Quarantine: one group"}
        aside={
          <div className={styles["actions"]}>
            {group === null ? null : (
              <Button
                variant="subtle"
                leftSection={<IconArrowLeft size={14} aria-hidden />}
                onClick={() => void setValues({ group: null, record: null })}
              >
                All groups
              </Button>
            )}
            <ExportLink state={state} group={group} />
            <StateChoice
              states={group === null ? GROUP_STATES : STATES}
              state={group === null && !isOpenOnly ? "all" : state}
              onChange={(next) => void setValues({ quarantine: next })}
            />
          </div>
        }
        flush
      >
        {group === null ? (
          <QuarantineGroups isOpenOnly={isOpenOnly} onOpen={(id) => void setValues({ group: id })} />
        ) : (
          <QuarantinedRecords
            group={group}
            state={state}
            recordId={record}
            onOpen={(id) => void setValues({ record: id })}
          />
        )}
      </Panel>
    </div>
  );
}

type State = (typeof STATES)[number];

interface StateChoiceProps {
  states: readonly State[];
  state: State;
  onChange: (state: State | null) => void;
}

function StateChoice({ states, state, onChange }: StateChoiceProps) {
  return (
    <SegmentedControl
      aria-label="State of records"
      data={states.map((value) => ({ value, label: WORDS[value] }))}
      value={state}
      onChange={(next) => onChange(STATES.find((value) => value === next) ?? null)}
    />
  );
}

/** A plain link: the browser streams it to disk, however long it is. */
function ExportLink({ state, group }: { state: State; group: string | null }) {
  const search = new URLSearchParams({ state, ...(group === null ? {} : { group }) });
  return (
    <Button
      component="a"
      href={`/api/v1/quarantine/export?${search}`}
      download="quarantine.jsonl"
      variant="subtle"
      leftSection={<IconDownload size={14} aria-hidden />}
    >
      Export
    </Button>
  );
}
