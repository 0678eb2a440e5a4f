import { z } from "zod";

/** From least to most: each role may do what those before it may. */
export const ROLES = ["viewer", "analyst", "operator", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export function hasRole(actual: Role, needed: Role): boolean {
  return ROLES.indexOf(actual) >= ROLES.indexOf(needed);
}
