"use client";

import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { AuditFilter } from "@/lib/api/contract/audit";
import { present } from "../ui/present";

const PARSERS = {
  q: parseAsString,
  actor: parseAsString,
  action: parseAsString,
  subject: parseAsString,
  from: parseAsString,
  to: parseAsString,
  /** The one whose details are open. */
  entry: parseAsInteger,
};

export function useAuditFilters() {
  const [values, setValues] = useQueryStates(PARSERS, { history: "push" });
  const { q, actor, action, subject, from, to } = values;
  const filter = useMemo<AuditFilter>(
    () => present({ q, actor, action, subject, from, to }),
    [q, actor, action, subject, from, to],
  );
  const active = Object.keys(present({ q, actor, action, subject, time: from ?? to })).length;
  const clear = () => void setValues({ q: null, actor: null, action: null, subject: null, from: null, to: null });
  return { values, setValues, filter, active, clear };
}

export type AuditFilters = ReturnType<typeof useAuditFilters>;
