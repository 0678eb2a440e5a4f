/** The two packages come without types; this is what we use of them. */
declare module "bpmn-moddle" {
  export type ModdleElement = {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    readonly rootElements?: readonly ModdleElement[];
    readonly flowElements?: readonly ModdleElement[];
    /** Of a collaboration. */
    readonly participants?: readonly ModdleElement[];
    readonly messageFlows?: readonly ModdleElement[];
    readonly processRef?: ModdleElement;
    /** Of flows; a reference that leads nowhere stays undefined. */
    readonly sourceRef?: ModdleElement;
    readonly targetRef?: ModdleElement;
    readonly conditionExpression?: unknown;
    readonly attachedToRef?: ModdleElement;
    /** The flow that is taken when no condition holds. */
    readonly default?: ModdleElement;
    /** Of boundary events, and of starts of event subprocesses; true when absent. */
    readonly cancelActivity?: boolean;
    readonly isInterrupting?: boolean;
    readonly triggeredByEvent?: boolean;
    readonly isForCompensation?: boolean;
    readonly eventDefinitions?: readonly ModdleElement[];
    readonly loopCharacteristics?: ModdleElement;
    /** Of loops. */
    readonly isSequential?: boolean;
    readonly testBefore?: boolean;
    /** What an engine adds; without its own package each element of it is taken as it stands. */
    readonly extensionElements?: {
      readonly values?: readonly (Readonly<Record<string, unknown>> & { $type: string })[];
    };
    readonly $attrs?: Readonly<Record<string, unknown>>;
  };
  export class BpmnModdle {
    fromXML(
      xml: string,
    ): Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly { readonly message: string }[] }>;
  }
}
declare module "bpmn-auto-layout" {
  export function layoutProcess(xml: string): Promise<string>;
}
