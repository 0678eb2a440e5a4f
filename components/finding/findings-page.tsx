"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PageHeader } from "../ui/page-header";
import { Split } from "../ui/split";
import { FindingKinds } from "./finding-kinds";
import { FindingList } from "./finding-list";
import { SHOWN_KINDS } from "./finding-words";
import { StuckPanel } from "./stuck-panel";
import { useFindingCounts } from "./use-finding-counts";

/** What no engine and no service reports: only the joint view shows it. */
export function FindingsPage() {
  const [chosen, setKind] = useQueryState("kind", parseAsStringLiteral(SHOWN_KINDS).withOptions({ history: "push" }));
  const counts = useFindingCounts();
  const kind = chosen ?? SHOWN_KINDS.find((one) => (counts.of(one) ?? 0) > 0) ?? "stuck";
  return (
    <>
      <PageHeader title="Findings" lead="What only a joint view over topics and engines can see" />
      <Split side={<FindingKinds counts={counts} kind={kind} onChoose={(next) => void setKind(next)} />}>
        {kind === "stuck" ? <StuckPanel /> : <FindingList key={kind} kind={kind} />}
      </Split>
    </>
  );
}
