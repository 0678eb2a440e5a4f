import { z } from "zod";
import { Count, Instant, pageOf } from "./values";

/** What sort of trouble it is, by who noticed: an engine, a consumer that gave up, we that cannot read it or wait for it. */
export const IncidentType = z.enum(["engine", "dead-letter", "undecodable", "stuck"]);
export type IncidentType = z.infer<typeof IncidentType>;

/** Where a group stands with those who see to it: archived and snoozed ones are out of sight until something changes. */
export const Triage = z.enum(["active", "snoozed", "archived", "all"]);

const CaseSample = z.object({ caseId: z.string(), label: z.string() });

export const IncidentGroup = z.object({
  fingerprint: z.string(),
  type: IncidentType,
  kind: z.string(),
  where: z.string(),
  message: z.string(),
  incidents: Count,
  cases: Count,
  firstSeen: Instant,
  lastSeen: Instant,
  state: z.enum(["open", "resolved"]),
  /** How many opened in each of the last 24 hours, the oldest first, resolved ones too. */
  trend: z.array(Count),
  /** Cases of it, the latest first. */
  samples: z.array(CaseSample),
  assignee: z.string().nullable(),
  /** Null when it is not put off now. */
  snoozedUntil: Instant.nullable(),
  archived: z.object({ at: Instant, by: z.string(), because: z.string() }).nullable(),
  /** It was archived, or all of it was resolved, and then it was seen again. */
  reopened: z.object({ at: Instant, text: z.string() }).nullable(),
  ticket: z.string().nullable(),
  comments: Count,
  hasRunbook: z.boolean(),
});
export type IncidentGroup = z.infer<typeof IncidentGroup>;
export const IncidentGroupList = pageOf(IncidentGroup);

const RunbookScope = z.enum(["group", "element"]);

export const IncidentGroupDetail = z.object({
  group: IncidentGroup,
  /** The latest first. */
  notes: z.array(z.object({ id: z.string(), at: Instant, author: z.string(), text: z.string() })),
  /** Of this group, and of the element for whatever goes wrong there. */
  runbooks: z.array(z.object({ scope: RunbookScope, markdown: z.string(), savedAt: Instant, savedBy: z.string() })),
  /** The element that a runbook can be of; null when the group is not of one. */
  element: z.string().nullable(),
});
export type IncidentGroupDetail = z.infer<typeof IncidentGroupDetail>;

const TicketUrl = z
  .url({ protocol: /^https?$/, error: "is no address that begins with http:// or https://" })
  .max(2_000);

/** One thing at a time, so that each is an entry of its own in the audit trail. */
export const IncidentGroupChange = z.discriminatedUnion("change", [
  z.strictObject({ change: z.literal("assign"), assignee: z.string().trim().min(1).max(120).nullable() }),
  z.strictObject({ change: z.literal("snooze"), until: z.iso.datetime({ offset: true }).nullable() }),
  z.strictObject({ change: z.literal("archive"), reason: z.string().trim().max(1_000).default("") }),
  z.strictObject({ change: z.literal("restore") }),
  z.strictObject({ change: z.literal("ticket"), url: TicketUrl.nullable() }),
  z.strictObject({ change: z.literal("comment"), text: z.string().trim().min(1).max(4_000) }),
  /** An empty one is deleted. */
  z.strictObject({ change: z.literal("runbook"), scope: RunbookScope, markdown: z.string().max(20_000) }),
]);
export type IncidentGroupChange = z.infer<typeof IncidentGroupChange>;
