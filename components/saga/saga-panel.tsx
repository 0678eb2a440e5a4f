"use client";

import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { SagaList, SagaSummary } from "@/lib/api/contract/sagas";
import { sagasQuery } from "@/lib/client/queries";
import { SAGA_STATES, type SagaState } from "@/lib/domain/saga-rule";
import { caseHref } from "../case-list/case-href";
import { CaseLink } from "../case-list/case-link";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { useNavigation } from "../ui/navigation";
import { itemsOf, nextPageOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import { SagaBadge, sagaWord } from "./saga-badge";
import styles from "./saga-panel.module.css";

/** What is wrong first, what is as it should be last. */
const ORDER: readonly SagaState[] = ["not-compensated", "compensation-pending", "compensated", "done", "running"];

/** Sagas by how they stand, the latest change first. */
export function SagaPanel({ about }: { about: string }) {
  const [state, setState] = useQueryState(
    "saga",
    parseAsStringLiteral(SAGA_STATES).withDefault("not-compensated").withOptions({ history: "push" }),
  );
  const query = useInfiniteQuery(sagasQuery({ state, limit: 100 }));
  const { navigate } = useNavigation();
  const found = query.isPlaceholderData ? [] : itemsOf(query.data);
  return (
    <Panel title="Sagas" flush grow>
      <p className={styles["about"]}>{about}</p>
      <States counts={query.data?.pages[0]?.counts} state={state} onChoose={(next) => void setState(next)} />
      <Loaded query={query} what="The sagas" rows={8}>
        {() =>
          found.length === 0 && !query.isPlaceholderData ? (
            <EmptyState title={`None is ${sagaWord(state)}`} icon={<IconCircleCheck size={32} />}>
              A case is looked at a minute after its last event. Its own page shows at once how it stands.
            </EmptyState>
          ) : (
            <VirtualTable
              key={state}
              label={`Sagas: ${sagaWord(state)}`}
              columns={COLUMNS}
              items={found}
              idOf={({ caseId }) => caseId}
              nameOf={({ caseLabel }) => caseLabel}
              onOpen={({ caseId }) => navigate(sagaHref(caseId))}
              onEndReached={nextPageOf(query)}
              isMain
              narrowLine={(saga) => <span className={styles["cut"]}>{textOf(saga)}</span>}
              footer={`${plural(found.length, "saga")}${query.hasNextPage ? " loaded, more below" : ""}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}

const sagaHref = (caseId: string) => `${caseHref(caseId)}?tab=saga`;
const textOf = ({ steps }: SagaSummary) =>
  steps.map(({ subject, state }) => `${subject} ${sagaWord(state)}`).join(", ");

interface StatesProps {
  counts: SagaList["counts"] | undefined;
  state: SagaState;
  onChoose: (state: SagaState) => void;
}

function States({ counts, state, onChoose }: StatesProps) {
  return (
    <fieldset className={styles["states"]}>
      <legend className="aside">State of the saga</legend>
      {ORDER.map((one) => {
        const known = counts?.find((each) => each.state === one);
        const count = known === undefined ? "–" : `${formatCount(known.count)}${known.exact ? "" : "+"}`;
        return (
          <button
            key={one}
            type="button"
            className={styles["state"]}
            aria-pressed={one === state}
            onClick={() => onChoose(one)}
          >
            <SagaBadge state={one} />
            <span className="number">{count}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

const COLUMNS: readonly TableColumn<SagaSummary>[] = [
  {
    id: "case",
    header: "Case",
    width: "minmax(150px, 1fr)",
    cell: ({ caseId, caseLabel }) => <CaseLink caseId={caseId} label={caseLabel} />,
  },
  {
    id: "steps",
    header: "Steps",
    width: "minmax(220px, 3fr)",
    fromWidth: 620,
    cell: (saga) => (
      <span className={styles["steps"]} title={textOf(saga)}>
        {saga.steps.map(({ subject, state }) => (
          <span key={subject} className={styles["step"]}>
            {subject} <SagaBadge state={state} />
          </span>
        ))}
      </span>
    ),
  },
  {
    id: "process",
    header: "Process",
    width: "minmax(100px, 0.9fr)",
    fromWidth: 900,
    cell: ({ process }) => <span className={styles["cut"]}>{process}</span>,
  },
  {
    id: "changed",
    header: "Changed",
    width: "96px",
    align: "end",
    cell: ({ changedAt }) => <RelativeTime at={changedAt} />,
  },
];
