/** The canvas cannot read CSS: it is told the colours of the theme that is on. */
export type CanvasColours = Readonly<Record<(typeof COLOURS)[number], string>>;
const COLOURS = [
  "surface",
  "sunken",
  "line",
  "line-strong",
  "text",
  "muted",
  "accent",
  "accent-soft",
  "selected",
  "orchestrated",
  "choreographed",
  "message",
  "engine-fill",
  "tube-dark",
  "tube-light",
  "found",
  "found-soft",
] as const;

export function readColours(frame: HTMLElement): CanvasColours {
  const style = getComputedStyle(frame);
  const of = (name: string) =>
    style.getPropertyValue(`--map-${name}`).trim() || style.getPropertyValue(`--tl-${name}`).trim();
  return Object.fromEntries(COLOURS.map((name) => [name, of(name)])) as CanvasColours;
}

export const FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif";
