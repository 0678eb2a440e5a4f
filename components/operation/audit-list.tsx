"use client";

import { Button } from "@mantine/core";
import { IconClipboardList } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/lib/api/contract/audit";
import { auditQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { plural } from "../ui/format-number";
import { FreshRows } from "../ui/fresh-rows";
import { itemsOf, nextPageOf, questionOf } from "../ui/pages-of";
import { VirtualTable } from "../ui/table/virtual-table";
import { useFrozenHead } from "../ui/use-frozen-head";
import { AUDIT_COLUMNS } from "./audit-columns";
import { AuditDetails } from "./audit-details";
import type { AuditFilters } from "./use-audit-filters";

const PAGE = 100;

/** Entries, the latest first. */
export function AuditList({ filters }: { filters: AuditFilters }) {
  const { filter, values, setValues } = filters;
  const query = useInfiniteQuery({ ...auditQuery({ ...filter, limit: PAGE }), refetchOnMount: "always" });
  const entries = itemsOf<AuditEntry>(query.data);
  const { shown, fresh, showFresh } = useFrozenHead(entries, ({ at }) => at, questionOf(query, filter));
  const linked = useLinkedEntry(values.entry, entries);
  const more = query.hasNextPage ? " loaded, more below" : "";
  const footer = (
    <>
      {plural(shown.length, "entry", "entries")}
      {more}
      <FreshRows fresh={fresh} one="entry" many="entries" onShow={showFresh} />
    </>
  );
  return (
    <>
      <Loaded query={query} what="The audit trail" rows={10}>
        {() =>
          shown.length === 0 ? (
            <NoEntries filters={filters} />
          ) : (
            <AuditTable {...{ filters, shown, footer }} onEndReached={nextPageOf(query)} />
          )
        }
      </Loaded>
      <AuditDetails
        entry={entries.find(({ id }) => id === values.entry) ?? linked}
        onClose={() => void setValues({ entry: null })}
        onNarrow={(to) => void setValues({ ...to, entry: null })}
      />
    </>
  );
}

/** An entry that a link names and that is not among those that are loaded. */
function useLinkedEntry(id: number | null, loaded: readonly AuditEntry[]): AuditEntry | null {
  const isElsewhere = id !== null && !loaded.some((entry) => entry.id === id);
  const query = useInfiniteQuery({ ...auditQuery({ id: id ?? 0 }), enabled: isElsewhere });
  return (isElsewhere ? itemsOf<AuditEntry>(query.data).find((entry) => entry.id === id) : null) ?? null;
}

interface AuditTableProps {
  filters: AuditFilters;
  shown: AuditEntry[];
  footer: ReactNode;
  onEndReached: (() => void) | undefined;
}

function AuditTable({ filters: { filter, values, setValues }, shown, footer, onEndReached }: AuditTableProps) {
  return (
    <VirtualTable
      key={JSON.stringify(filter)}
      label="Audit trail"
      columns={AUDIT_COLUMNS}
      items={shown}
      idOf={({ id }) => String(id)}
      nameOf={({ action, actor }) => `${action} by ${actor}`}
      onOpen={({ id }) => void setValues({ entry: id })}
      currentId={values.entry === null ? null : String(values.entry)}
      onEndReached={onEndReached}
      isMain
      narrowLine={({ actor, reason }) => `${actor}${reason === "" ? "" : `: ${reason}`}`}
      footer={footer}
    />
  );
}

function NoEntries({ filters: { active, clear } }: { filters: AuditFilters }) {
  if (active === 0) {
    return (
      <EmptyState title="Nobody has done anything yet" icon={<IconClipboardList size={32} />}>
        Each act of a person or token is written here, with its reason.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No entry matches" icon={<IconClipboardList size={32} />}>
      <Button variant="default" onClick={clear}>
        Show all entries
      </Button>
    </EmptyState>
  );
}
