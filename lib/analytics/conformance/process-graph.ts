/** A BPMN diagram as far as it says what may follow what. `scope` is the process or subprocess that a node lies in. */
export type GraphNode = {
  readonly id: string;
  readonly scope: string;
  readonly kind:
    | "activity"
    | "subprocess"
    | "start"
    | "intermediate"
    | "end"
    | "boundary"
    | "exclusive"
    | "parallel"
    | "inclusive";
  /** The activity that a boundary event sits on. */
  readonly attachedTo: string | null;
  /** Of boundary events and of starts of event subprocesses: whether what they sit on ends with them. */
  readonly isInterrupting: boolean;
  /** A subprocess that an event begins while its scope is under way. */
  readonly isEventSubprocess: boolean;
  /** How often its body may run: once, or as a loop or over several instances. */
  readonly repeats: "once" | "any" | "at least once";
  /** Of subprocesses: what is in it happens in any order, any number of times (parallel instances, ad hoc). */
  readonly isFlower: boolean;
  readonly trigger: "none" | "terminate" | "error" | "link";
  /** Name of the link that a link event throws to or catches. */
  readonly link: string | null;
  /** Whether it cannot go on without a message that a flow brings. */
  readonly isReceiver: boolean;
};
export type GraphFlow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly isConditional: boolean;
  readonly isDefault: boolean;
};
export type ProcessGraph = {
  readonly roots: readonly string[];
  readonly nodes: readonly GraphNode[];
  readonly flows: readonly GraphFlow[];
  readonly messages: readonly { readonly id: string; readonly from: string; readonly to: string }[];
};

/** What an element is called in traces: when it begins (engines say so) or when it is done (events say so). */
export type ElementLabels = { readonly atStart: readonly string[]; readonly atEnd: readonly string[] };
