type OfInstance = { readonly processInstanceKey: string };
type Variables = Readonly<Record<string, unknown>>;

/** What an engine of the family can be asked, by action; ids are the engine's own. */
export type Camunda7Request =
  | { readonly action: "retry-incident"; readonly incidentKey: string; readonly retries: number }
  | { readonly action: "resolve-incident"; readonly incidentKey: string }
  | {
      readonly action: "edit-and-retry";
      readonly incidentKey: string;
      readonly variables: Variables;
      readonly scope: "instance" | "element";
      readonly retries: number;
    }
  | ({ readonly action: "cancel-instance" } & OfInstance)
  | ({ readonly action: "suspend-instance" } & OfInstance)
  | ({ readonly action: "resume-instance" } & OfInstance)
  | ({ readonly action: "restart-instance" } & OfInstance)
  | ({ readonly action: "set-variables"; readonly variables: Variables } & OfInstance)
  | ({
      readonly action: "modify-instance";
      readonly activate: readonly { readonly elementId: string; readonly variables?: Variables | undefined }[];
      readonly terminate: readonly { readonly elementInstanceKey: string }[];
      readonly moves: readonly { readonly fromElementId: string; readonly toElementId: string }[];
    } & OfInstance)
  | ({
      readonly action: "migrate-instance";
      readonly targetDefinitionKey: string;
      /** Empty: the engine maps what has the same id and type itself. */
      readonly mapping: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
    } & OfInstance)
  /** The family keeps no message for later: `correlationKey` is the business key of the process instance that waits. */
  | {
      readonly action: "correlate-message";
      readonly name: string;
      readonly correlationKey: string;
      readonly variables: Variables;
    }
  | { readonly action: "complete-user-task"; readonly taskKey: string; readonly variables: Variables }
  | { readonly action: "assign-user-task"; readonly taskKey: string; readonly assignee: string | null };

export type RequestOf<Action extends Camunda7Request["action"]> = Extract<Camunda7Request, { readonly action: Action }>;
