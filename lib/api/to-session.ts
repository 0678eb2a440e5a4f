import type { Caller } from "@/lib/access/caller";
import { Session } from "@/lib/api/contract/operations";
import type { Server } from "./server";

export function toSession(caller: Caller, { configuration }: Pick<Server, "configuration">): Session {
  return Session.parse({
    name: caller.name,
    role: caller.role,
    signedInAt: caller.signedInAt?.toISOString() ?? null,
    environment: configuration.environment,
    landscape: configuration.landscape?.kind ?? "none",
  });
}
