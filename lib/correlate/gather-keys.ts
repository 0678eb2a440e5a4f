import type { Event } from "@/lib/domain/event";
import type { ToKeyId } from "./key-id";

/** The keys of a batch, each hashed once. */
export type GatheredKeys = {
  readonly events: readonly Event[];
  /** Ids of the distinct LINK keys, sorted: what the store reads and locks. */
  readonly keyIds: readonly string[];
};

export type GatherKeys = (events: readonly Event[], toKeyId: ToKeyId) => GatheredKeys;
