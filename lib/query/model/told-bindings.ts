import type { ModdleElement } from "bpmn-moddle";
import { BpmnModdle } from "bpmn-moddle";
import { z } from "zod";
import type { Activity } from "@/lib/domain/activity";

export const ACTIVITY_NAMESPACE = "urn:throughline:activity";

const Told = z.object({
  kind: z.enum(["event", "element"]),
  producer: z.string().max(1000),
  name: z.string().min(1).max(1000),
  channel: z.string().max(1000),
});

/** Which activities the elements of a diagram say that they stand for: those that were discovered from them do. */
export async function readToldBindings(
  xml: string,
): Promise<readonly { readonly elementId: string; readonly activity: Activity }[]> {
  if (!xml.includes(ACTIVITY_NAMESPACE)) return [];
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  return (rootElement.rootElements ?? []).flatMap(toldIn);
}

function toldIn({ flowElements = [] }: ModdleElement): { elementId: string; activity: Activity }[] {
  return flowElements.flatMap((element) => {
    const values = element.extensionElements?.values ?? [];
    const own = values
      .filter(({ $type }) => /:activity$/.test($type))
      .flatMap((value) => {
        const { success, data } = Told.safeParse({ ...value, ...(value["$attrs"] as object) });
        return success && element.id !== undefined ? [{ elementId: element.id, activity: data }] : [];
      });
    return [...own, ...toldIn(element)];
  });
}
