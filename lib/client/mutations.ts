import type { z } from "zod";
import type { CallBodyInput } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import type { LandscapeChange } from "@/lib/api/contract/landscape";
import type { OperationAccepted, OperationPreview, OperationRequest } from "@/lib/api/contract/operations";
import { ask, fetchJson } from "./fetch-json";

type Request = Omit<z.input<typeof OperationRequest>, "dryRun">;

/** What would happen, and to what; nothing is done. */
export async function previewOperation(request: Request): Promise<OperationPreview> {
  const response = await ask(CALLS.requestOperation, { body: { ...request, dryRun: true } });
  return (await response.json()) as OperationPreview;
}

/**
 * Asks for the operation. Make `idempotencyKey` (`crypto.randomUUID()`) when the dialog opens, not when the button is
 * pressed: a second press, or a repeat after a lost answer, is then the same operation.
 */
export function requestOperation(request: Request, idempotencyKey: string): Promise<OperationAccepted> {
  return fetchJson(CALLS.requestOperation, {
    body: { ...request, dryRun: false },
    headers: { "idempotency-key": idempotencyKey },
  });
}

export const controlOperation = (operationId: string, asked: CallBodyInput<typeof CALLS.controlOperation>) =>
  fetchJson(CALLS.controlOperation, { params: { operationId }, body: asked });
export const saveCorrelationRules = (asked: CallBodyInput<typeof CALLS.saveCorrelationRules>) =>
  fetchJson(CALLS.saveCorrelationRules, { body: asked });
export const resumeStream = (streamId: string, asked: CallBodyInput<typeof CALLS.resumeStream>) =>
  fetchJson(CALLS.resumeStream, { params: { streamId }, body: asked });
export const retryQuarantined = (recordId: string, reason: string) =>
  fetchJson(CALLS.retryQuarantined, { params: { recordId }, body: { reason } });
/** The next records of the group; `cursor` is null at the start. */
export const retryQuarantineGroup = (groupId: string, reason: string, cursor: string | null) =>
  fetchJson(CALLS.retryQuarantineGroup, { params: { groupId }, body: { reason, cursor } });
export const changeIncidentGroup = (fingerprint: string, change: CallBodyInput<typeof CALLS.changeIncidentGroup>) =>
  fetchJson(CALLS.changeIncidentGroup, { params: { fingerprint }, body: change });
export const archiveDeadLetters = (asked: CallBodyInput<typeof CALLS.archiveDeadLetters>) =>
  fetchJson(CALLS.archiveDeadLetters, { body: asked });
export const signIn = (token: string) => fetchJson(CALLS.signIn, { body: { token } });
export const signOut = () => fetchJson(CALLS.signOut, { body: {} });
export const changeLandscape = (change: LandscapeChange) => fetchJson(CALLS.changeLandscape, { body: change });
export const placeOrders = (count: number, defects?: readonly string[]) =>
  fetchJson(CALLS.placeOrders, { body: { count, ...(defects === undefined ? {} : { defects: [...defects] }) } });

/** The next version of the model of this name. */
export const uploadModel = (name: string, file: Blob) =>
  fetchJson(CALLS.saveModel, { query: { name }, file, headers: { "content-type": "application/xml" } });
export const copyModel = (name: string, from: string) => fetchJson(CALLS.saveModel, { query: { name, from } });
export const saveBindings = (modelId: string, asked: CallBodyInput<typeof CALLS.saveBindings>) =>
  fetchJson(CALLS.saveBindings, { params: { modelId }, body: asked });
export const archiveModel = (modelId: string, reason: string) =>
  fetchJson(CALLS.archiveModel, { params: { modelId }, body: { reason } });
