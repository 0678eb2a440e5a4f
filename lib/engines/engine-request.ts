import type { z } from "zod";

type OfInstance = { readonly processInstanceKey: string };
type OfIncident = {
  readonly incidentKey: string;
  /** The job that ran out of retries, or null for an incident without one. */
  readonly jobKey: string | null;
};
type Variables = Readonly<Record<string, z.infer<ReturnType<typeof z.json>>>>;

/** What an engine can be asked, by action; ids are the engine's own. */
export type EngineRequest =
  /** Gives the job new retries, if there is a job, and resolves the incident. */
  | ({ readonly action: "retry-incident"; readonly retries: number } & OfIncident)
  /** Resolves the incident and leaves retries as they are. */
  | ({ readonly action: "resolve-incident" } & OfIncident)
  | ({
      readonly action: "edit-and-retry";
      readonly elementInstanceKey: string;
      readonly variables: Variables;
      readonly scope: "instance" | "element";
      readonly retries: number;
    } & OfIncident &
      OfInstance)
  | ({ readonly action: "cancel-instance" | "suspend-instance" | "resume-instance" | "restart-instance" } & OfInstance)
  | ({ readonly action: "set-variables"; readonly variables: Variables } & OfInstance)
  | ({
      readonly action: "modify-instance";
      readonly activate: readonly { readonly elementId: string; readonly variables?: Variables | undefined }[];
      readonly terminate: readonly { readonly elementInstanceKey: string }[];
      readonly moves: readonly TokenMove[];
    } & OfInstance)
  | ({
      readonly action: "migrate-instance";
      readonly targetDefinitionKey: string;
      /** Empty: what has the same id is mapped to itself. */
      readonly mapping: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
    } & OfInstance)
  | { readonly action: "complete-user-task"; readonly taskKey: string; readonly variables: Variables }
  | { readonly action: "assign-user-task"; readonly taskKey: string; readonly assignee: string | null }
  | {
      readonly action: "correlate-message";
      readonly name: string;
      /** For the Camunda 7 family, which keeps no message for later, the business key of the instance that waits. */
      readonly correlationKey: string;
      readonly variables: Variables;
      readonly timeToLiveMs: number;
      /** Ours: an engine that knows message ids takes the same one once. */
      readonly messageId: string;
    };

export type TokenMove = { readonly fromElementId: string; readonly toElementId: string };
export type RequestOf<Action extends EngineRequest["action"]> = Extract<EngineRequest, { readonly action: Action }>;
