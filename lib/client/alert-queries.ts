import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CallBodyInput } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import { fetchJson } from "./fetch-json";

/** Values change with every evaluation, of which there is no news: only phases are news. */
const VALUES_EVERY_MS = 15_000;

export const firingAlertsQuery = () =>
  queryOptions({ queryKey: ["alerts"] as const, queryFn: ({ signal }) => fetchJson(CALLS.alerts, { signal }) });

export const alertRulesQuery = () =>
  queryOptions({
    queryKey: ["alert-rules"] as const,
    queryFn: ({ signal }) => fetchJson(CALLS.alertRules, { signal }),
    refetchInterval: VALUES_EVERY_MS,
  });

export const alertHistoryQuery = (rule: string | null) =>
  infiniteQueryOptions({
    queryKey: ["alert-history", rule, "pages"] as const,
    queryFn: ({ signal, pageParam }) =>
      fetchJson(CALLS.alertHistory, { query: { rule, cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const createAlertRule = (body: CallBodyInput<typeof CALLS.createAlertRule>) =>
  fetchJson(CALLS.createAlertRule, { body });
export const changeAlertRule = (ruleId: string, body: CallBodyInput<typeof CALLS.changeAlertRule>) =>
  fetchJson(CALLS.changeAlertRule, { params: { ruleId }, body });
export const deleteAlertRule = (ruleId: string) => fetchJson(CALLS.deleteAlertRule, { params: { ruleId } });
export const testAlertRule = (ruleId: string) => fetchJson(CALLS.testAlertRule, { params: { ruleId }, body: {} });
