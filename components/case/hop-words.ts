import type { Hop } from "@/lib/api/contract/cases";

/** What says that an event was taken up. */
export function hopWords({ why, by }: Pick<Hop, "why" | "by">): string {
  switch (why) {
    case "message":
      return "message correlated";
    case "key":
      return `same ${by}`;
    case "job":
      return `by the job ${by}`;
    case "call":
      return `calls ${by}`;
    case "next":
      return "came next";
  }
}
