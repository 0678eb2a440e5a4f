import type { Landscape, LandscapeChange } from "@/lib/api/contract/landscape";

/** The landscape as it will stand once the change is made. */
export function withChange(landscape: Landscape, { ordersPerMinute, defects }: LandscapeChange): Landscape {
  return {
    ...landscape,
    ordersPerMinute: ordersPerMinute ?? landscape.ordersPerMinute,
    defects: landscape.defects.map((defect) => ({ ...defect, value: defects?.[defect.name] ?? defect.value })),
  };
}

/** The change that takes back another, knob by knob: what was turned besides stays turned. */
export function undoOf(landscape: Landscape, { ordersPerMinute, defects }: LandscapeChange): LandscapeChange {
  const turned = landscape.defects.filter(({ name }) => defects?.[name] !== undefined);
  return {
    ...(ordersPerMinute === undefined ? {} : { ordersPerMinute: landscape.ordersPerMinute }),
    ...(defects === undefined ? {} : { defects: Object.fromEntries(turned.map(({ name, value }) => [name, value])) }),
  };
}

/** What a change turns, in the words that the page has for it. */
export function wordsOf(landscape: Landscape | undefined, { defects = {} }: LandscapeChange): string {
  const turned = Object.keys(defects).map((name) => titleOf(landscape, name));
  return turned.length === 0 ? "The load" : turned.map((title) => `“${title}”`).join(", ");
}

function titleOf(landscape: Landscape | undefined, name: string): string {
  return landscape?.defects.find((defect) => defect.name === name)?.title ?? name;
}
