"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { CaseSummary } from "@/lib/api/contract/cases";
import { caseCountQuery, casesQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { formatDuration } from "../ui/format-duration";
import { plural } from "../ui/format-number";
import { FreshRows } from "../ui/fresh-rows";
import { useNavigation } from "../ui/navigation";
import { itemsOf, nextPageOf, questionOf } from "../ui/pages-of";
import { RelativeTime } from "../ui/relative-time";
import { VirtualTable } from "../ui/table/virtual-table";
import { useFrozenHead } from "../ui/use-frozen-head";
import { CASE_COLUMNS } from "./case-columns";
import { caseHref } from "./case-href";
import { CaseMarks } from "./case-marks";
import type { CaseFilterInput } from "./use-case-filters";

interface CaseTableProps {
  filter: CaseFilterInput;
  /** Why there may be none, and what next. */
  empty: ReactNode;
  isMain?: boolean;
}

/** Cases, newest first, as many as one scrolls to. New ones are announced and wait. */
export function CaseTable({ filter, empty, isMain = false }: CaseTableProps) {
  const query = useInfiniteQuery({ ...casesQuery({ ...filter, limit: 100 }), refetchOnMount: "always" });
  const { navigate } = useNavigation();
  const question = questionOf(query, filter);
  const { shown, fresh, showFresh } = useFrozenHead(itemsOf(query.data), ({ startedAt }) => startedAt, question);
  return (
    <Loaded query={query} what="The cases" rows={12}>
      {() =>
        shown.length === 0 && !query.isPlaceholderData ? (
          empty
        ) : (
          <VirtualTable
            // Another question is another list: it begins at its top.
            key={JSON.stringify(filter)}
            label="Cases"
            columns={CASE_COLUMNS}
            items={shown}
            idOf={({ id }) => id}
            nameOf={({ label }) => label}
            onOpen={({ id }) => navigate(caseHref(id))}
            onEndReached={nextPageOf(query)}
            isMain={isMain}
            narrowLine={narrowLine}
            footer={
              <>
                <CaseTotal filter={filter} />
                <FreshRows fresh={fresh} one="case" onShow={showFresh} />
              </>
            }
          />
        )
      }
    </Loaded>
  );
}

function CaseTotal({ filter }: { filter: CaseFilterInput }) {
  const { data } = useQuery(caseCountQuery(filter));
  if (data === undefined) return null;
  return (
    <span className="number">
      {data.exact ? "" : "at least "}
      {plural(data.count, "case")} {data.count === 1 ? "matches" : "match"}
    </span>
  );
}

function narrowLine(item: CaseSummary): ReactNode {
  return (
    <>
      <CaseMarks {...item} />
      <RelativeTime at={item.startedAt} />
      <span>{formatDuration(item.durationMs)}</span>
      <span>{item.process}</span>
    </>
  );
}
