import { z } from "zod";

/** The shop with an Order process in charge, the one without anybody in charge, and both side by side. */
export const RetailLandscapeName = z.enum(["retail", "retail-choreographed", "retail-both"]);
export type RetailLandscapeName = z.infer<typeof RetailLandscapeName>;

export type ShopName = Exclude<RetailLandscapeName, "retail-both">;

export function shopsOf(landscape: RetailLandscapeName): readonly ShopName[] {
  return landscape === "retail-both" ? ["retail", "retail-choreographed"] : [landscape];
}

/** Only the shop with an Order process has an engine. */
export function needsEngine(landscape: RetailLandscapeName): boolean {
  return landscape !== "retail-choreographed";
}
