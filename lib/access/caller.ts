import type { Role } from "@/lib/domain/role";

/** Who asks: a signed-in person, or a program with an API token. `name` is what the audit trail says. */
export type Caller = {
  readonly kind: "person" | "token";
  readonly name: string;
  readonly role: Role;
  readonly signedInAt: Date | null;
};
