import { formatCount, plural } from "@/components/ui/format-number";
import type { ElementFigures, Heatmap, ProcessElements } from "@/lib/api/contract/processes";
import type { PathElement, WayTaken } from "./case-path";
import { heatUnitWords, heatValue } from "./heat-value";

type Shown = { figures: ProcessElements | null; heatmap: Heatmap | null; path: WayTaken | null };

/** What the badges and colours over an element say, in words for those who do not see them. */
export function elementDetails({ figures, heatmap, path }: Shown): Map<string, string> {
  const details = new Map<string, string>();
  const add = (elementId: string, words: readonly string[]) => {
    const said = details.get(elementId);
    const all = [...(said === undefined ? [] : [said]), ...words];
    if (all.length > 0) details.set(elementId, all.join(", "));
  };
  for (const element of path?.elements ?? []) add(element.elementId, wayWords(element));
  for (const element of figures?.elements ?? []) add(element.elementId, figureWords(element));
  for (const { elementId, words } of heatmap === null ? [] : heatWords(heatmap)) add(elementId, [words]);
  return details;
}

function wayWords({ visits, state, order }: PathElement): string[] {
  const times = visits > 1 ? [`visited ${formatCount(visits)} times`] : [];
  const number = order === undefined ? [] : [`step ${order}`];
  return [...number, state === "active" ? "the case stands here" : state, ...times];
}

function figureWords({ active, incidents, completed }: ElementFigures): string[] {
  return [
    ...(active > 0 ? [`${formatCount(active)} active`] : []),
    ...(incidents > 0 ? [plural(incidents, "incident")] : []),
    ...(completed > 0 ? [`${formatCount(completed)} completed`] : []),
  ];
}

function heatWords({ metric, unit, elements }: Heatmap): { elementId: string; words: string }[] {
  const reached = elements.filter(({ value }) => value > 0);
  return reached.map(({ elementId, value }) => ({
    elementId,
    words: `${metric} ${heatValue(value, unit)} ${heatUnitWords(unit)}`.trim(),
  }));
}
