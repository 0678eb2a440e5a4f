"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { SagaPanel } from "../saga/saga-panel";
import { PageHeader } from "../ui/page-header";
import { Split } from "../ui/split";
import { FindingKinds } from "./finding-kinds";
import { FindingList } from "./finding-list";
import { KIND_WORDS, SHOWN_KINDS, type ShownKind } from "./finding-words";
import { LostMessagesPanel } from "./lost-messages-panel";
import { StuckPanel } from "./stuck-panel";
import { useFindingCounts } from "./use-finding-counts";

function Chosen({ kind }: { kind: ShownKind }) {
  if (kind === "stuck") return <StuckPanel />;
  if (kind === "not-compensated") return <SagaPanel about={KIND_WORDS[kind].about} />;
  return kind === "lost-message" ? <LostMessagesPanel /> : <FindingList key={kind} kind={kind} />;
}

/** What no engine and no service reports: only the joint view shows it. */
export function FindingsPage() {
  const [chosen, setKind] = useQueryState("kind", parseAsStringLiteral(SHOWN_KINDS).withOptions({ history: "push" }));
  const counts = useFindingCounts();
  const kind = chosen ?? SHOWN_KINDS.find((one) => (counts.of(one) ?? 0) > 0) ?? "stuck";
  return (
    <>
      <PageHeader title="Findings" lead="What only a joint view over topics and engines can see" />
      <Split side={<FindingKinds counts={counts} kind={kind} onChoose={(next) => void setKind(next)} />}>
        <Chosen kind={kind} />
      </Split>
    </>
  );
}
