/**
 * Branded identifiers: text that has been checked once, at an edge. Engine keys are int64 and exceed 2^53, hence text.
 * The only casts to a brand in the whole code base stand in this folder.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type SourceName = Branded<"SourceName">;
export type StreamName = Branded<"StreamName">;
export type EventId = Branded<"EventId">;
/** 128 bits in the text form of a UUID; a function of the case's smallest LINK key alone. */
export type CaseId = Branded<"CaseId">;
export type ProcessInstanceKey = Branded<"ProcessInstanceKey">;
export type ElementInstanceKey = Branded<"ElementInstanceKey">;
export type IncidentKey = Branded<"IncidentKey">;

export const toSourceName = (text: string) => text as SourceName;
export const toStreamName = (text: string) => text as StreamName;
export const toEventId = (text: string) => text as EventId;
export const toCaseId = (text: string) => text as CaseId;
export const toProcessInstanceKey = (text: string) => text as ProcessInstanceKey;
export const toElementInstanceKey = (text: string) => text as ElementInstanceKey;
export const toIncidentKey = (text: string) => text as IncidentKey;
