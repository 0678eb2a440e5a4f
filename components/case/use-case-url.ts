"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { CaseEvent } from "@/lib/api/contract/cases";
import type { TimelineShown } from "./timeline-rows";

const CASE_TABS = ["event", "together", "elements", "variables"] as const;
export type CaseTab = (typeof CASE_TABS)[number];

const SHOWN = ["all", "business", "engine", "element"] as const satisfies readonly TimelineShown[];

const PARSERS = {
  event: parseAsString,
  element: parseAsString,
  /** Whose diagram is shown: a process instance key. */
  instance: parseAsString,
  tab: parseAsStringLiteral(CASE_TABS),
  show: parseAsStringLiteral(SHOWN).withDefault("all"),
};

/** What is selected on the page of a case. It lives in the URL alone; Back leaves the case, it does not replay clicks. */
export function useCaseUrl() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "replace" });
  const tab: CaseTab = values.tab ?? (values.event === null ? "together" : "event");
  return {
    ...values,
    tab,
    setTab: (next: CaseTab) => void setValues({ tab: next }),
    setShow: (show: TimelineShown) => void setValues({ show }),
    setInstance: (instance: string) => void setValues({ instance, element: null }),
    selectElement: (element: string | null) =>
      void setValues({ element, ...(element === null && values.show === "element" ? { show: null } : {}) }),
    /** An event of another process instance brings that one's diagram with it. */
    selectEvent: ({ id, processInstanceKey }: Pick<CaseEvent, "id" | "processInstanceKey">) =>
      void setValues({
        event: id,
        tab: "event",
        ...(processInstanceKey === null ? {} : { instance: processInstanceKey }),
      }),
    goTo: ({ elementId, processInstanceKey }: Pick<CaseEvent, "elementId" | "processInstanceKey">) =>
      void setValues({ element: elementId, ...(processInstanceKey === null ? {} : { instance: processInstanceKey }) }),
    selectEventId: (event: string) => void setValues({ event, tab: "event" }),
  };
}

export type CaseUrl = ReturnType<typeof useCaseUrl>;
