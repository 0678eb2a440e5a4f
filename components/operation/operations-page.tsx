"use client";

import { Select } from "@mantine/core";
import { IconClipboardList } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { operationsQuery } from "@/lib/client/queries";
import { OPERATION_STATES, type OperationState } from "@/lib/domain/operation-state";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { FilterPanel } from "../ui/filter-panel";
import { plural } from "../ui/format-number";
import { FreshRows } from "../ui/fresh-rows";
import { AppLink, useNavigation } from "../ui/navigation";
import { PageHeader } from "../ui/page-header";
import { itemsOf, nextPageOf, questionOf } from "../ui/pages-of";
import { Panel } from "../ui/panel";
import { Split } from "../ui/split";
import { VirtualTable } from "../ui/table/virtual-table";
import { useFrozenHead } from "../ui/use-frozen-head";
import { OPERATION_COLUMNS, operationHref } from "./operation-columns";

/** Who asked what of the outside world, why, and what became of it. */
export function OperationsPage() {
  const [state, setState] = useQueryState(
    "state",
    parseAsStringLiteral(OPERATION_STATES).withOptions({ history: "push" }),
  );
  return (
    <>
      <PageHeader
        title="Operations"
        lead="Who asked what of the engines, why, and what became of it"
        actions={<AppLink href="/operations/audit">Audit trail</AppLink>}
      />
      <Split
        side={
          <FilterPanel active={state === null ? 0 : 1} onClear={() => void setState(null)}>
            <Select
              label="State"
              placeholder="Any state"
              data={OPERATION_STATES.map((value) => ({
                value,
                label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
              }))}
              value={state}
              clearable
              clearButtonProps={{ "aria-label": "Any state" }}
              onChange={(next) => void setState(OPERATION_STATES.find((value) => value === next) ?? null)}
            />
          </FilterPanel>
        }
      >
        <Panel title="Operations" hasHead={false} flush grow>
          <OperationTable state={state} />
        </Panel>
      </Split>
    </>
  );
}

function OperationTable({ state }: { state: OperationState | null }) {
  const asked = operationsQuery({ limit: 100, ...(state === null ? {} : { state }) });
  const query = useInfiniteQuery({ ...asked, refetchOnMount: "always" });
  const { navigate } = useNavigation();
  const { shown, fresh, showFresh } = useFrozenHead(
    itemsOf(query.data),
    ({ requestedAt }) => requestedAt,
    questionOf(query, state),
  );
  return (
    <Loaded query={query} what="The operations" rows={8}>
      {() =>
        shown.length === 0 ? (
          <EmptyState
            title={state === null ? "Nobody has asked for anything yet" : `No operation is ${state}`}
            icon={<IconClipboardList size={32} />}
          >
            What an operator asks for, a retry for instance, stands here before it is done.
          </EmptyState>
        ) : (
          <VirtualTable
            label="Operations"
            columns={OPERATION_COLUMNS}
            items={shown}
            idOf={({ id }) => id}
            nameOf={({ action, actor }) => `${action} by ${actor}`}
            onOpen={({ id }) => navigate(operationHref(id))}
            onEndReached={nextPageOf(query)}
            isMain
            narrowLine={({ actor, reason }) => `${actor}${reason === "" ? "" : `: ${reason}`}`}
            footer={
              <>
                {plural(shown.length, "operation")}
                <FreshRows fresh={fresh} one="operation" onShow={showFresh} />
              </>
            }
          />
        )
      }
    </Loaded>
  );
}
