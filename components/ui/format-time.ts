export type TimeStyle = "relative" | "local" | "utc";

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

/** `2026-01-05 14:03:22.120 UTC`, or with the browser's own zone. */
export function formatAbsolute(iso: string, zone: "local" | "utc"): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  if (zone === "utc") return `${at.toISOString().replace("T", " ").replace("Z", "")} UTC`;
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}.${pad(at.getMilliseconds(), 3)}`;
  return `${day} ${time} ${zoneName(at)}`;
}

/** The same without the parts that a dense list repeats on every row. */
export function formatShort(iso: string, zone: "local" | "utc"): string {
  return formatAbsolute(iso, zone).replace(/\.\d{3} .*$/, "");
}

function zoneName(at: Date): string {
  const offset = -at.getTimezoneOffset();
  if (offset === 0) return "UTC";
  const absolute = Math.abs(offset);
  return `UTC${offset > 0 ? "+" : "−"}${pad(Math.floor(absolute / 60))}:${pad(absolute % 60)}`;
}
