import type { Deviation } from "@/lib/api/contract/conformance";

type Words = { readonly name: string; readonly about: string };

export const DEVIATION_WORDS: Readonly<Record<Deviation["kind"], Words>> = {
  skipped: { name: "Skipped", about: "The model demands it there, the case did without" },
  unknown: { name: "Unknown", about: "The model does not have this activity" },
  unexpected: { name: "Unexpected", about: "The case did it where the model does not allow it" },
  "wrong-order": { name: "Wrong order", about: "Model and case both have it, each at another place" },
  repeated: { name: "Repeated", about: "The case did it once more than the model allows" },
  replaced: { name: "Replaced", about: "The case did something else in place of what the model demands" },
};
