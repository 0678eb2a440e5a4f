/** The two packages come without types; this is what we use of them. */
declare module "bpmn-moddle" {
  export type ModdleElement = {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    readonly rootElements?: readonly ModdleElement[];
    readonly flowElements?: readonly ModdleElement[];
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
