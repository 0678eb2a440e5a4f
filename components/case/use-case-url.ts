"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { CaseEvent } from "@/lib/api/contract/cases";
import { parseSpan, type Span, spanText } from "./gantt-span";
import type { TimelineShown } from "./timeline-rows";

const STORY_TABS = ["events", "sequence", "gantt", "saga"] as const;
export type StoryTab = (typeof STORY_TABS)[number];

const DETAIL_TABS = ["event", "together", "elements", "variables"] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

const SHOWN = ["all", "business", "engine", "element"] as const satisfies readonly TimelineShown[];

/** RFC 3339; what is none is as if it were not there. */
const parseAsInstant = createParser({
  parse: (text) => (Number.isNaN(Date.parse(text)) ? null : Date.parse(text)),
  serialize: (instantMs: number) => new Date(instantMs).toISOString(),
});

const parseAsSpan = createParser<Span>({ parse: parseSpan, serialize: spanText });

const PARSERS = {
  event: parseAsString,
  element: parseAsString,
  /** Whose diagram is shown: a process instance key. */
  instance: parseAsString,
  tab: parseAsStringLiteral(STORY_TABS).withDefault("events"),
  details: parseAsStringLiteral(DETAIL_TABS),
  show: parseAsStringLiteral(SHOWN).withDefault("all"),
  /** The instant that the case is shown at; absent: as it is now. */
  at: parseAsInstant,
  /** What part of the time the Gantt shows. */
  span: parseAsSpan,
};

/** What is selected on the page of a case. It lives in the URL alone; Back leaves the case, it does not replay clicks. */
export function useCaseUrl() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "replace" });
  const details: DetailTab = values.details ?? (values.event === null ? "together" : "event");
  return {
    ...values,
    details,
    setTab: (tab: StoryTab) => void setValues({ tab }),
    setDetails: (next: DetailTab) => void setValues({ details: next }),
    setShow: (show: TimelineShown) => void setValues({ show }),
    setInstance: (instance: string) => void setValues({ instance, element: null }),
    setAt: (at: number | null) => void setValues({ at: at === null ? null : Math.round(at) }),
    setSpan: (span: Span | null) => void setValues({ span }),
    selectElement: (element: string | null) =>
      void setValues({ element, ...(element === null && values.show === "element" ? { show: null } : {}) }),
    /** An event of another process instance brings that one's diagram with it. */
    selectEvent: (event: Selected) => void setValues({ ...toSelection(event), details: "event" }),
    /** The same from among the details, which stay as they are. */
    linkEvent: (event: Selected) => void setValues({ ...toSelection(event), details }),
    goTo: ({ elementId, processInstanceKey }: Pick<CaseEvent, "elementId" | "processInstanceKey">) =>
      void setValues({ element: elementId, ...(processInstanceKey === null ? {} : { instance: processInstanceKey }) }),
    selectEventId: (event: string) => void setValues({ event, details: "event" }),
  };
}

type Selected = Pick<CaseEvent, "id" | "processInstanceKey">;

function toSelection({ id, processInstanceKey }: Selected) {
  return { event: id, ...(processInstanceKey === null ? {} : { instance: processInstanceKey }) };
}

export type CaseUrl = ReturnType<typeof useCaseUrl>;
