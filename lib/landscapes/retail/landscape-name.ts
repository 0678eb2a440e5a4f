import { z } from "zod";

/** The shop with an Order process in charge, the one without anybody in charge, both side by side, and one with two engines. */
export const RetailLandscapeName = z.enum(["retail", "retail-choreographed", "retail-both", "retail-mixed"]);
export type RetailLandscapeName = z.infer<typeof RetailLandscapeName>;

export type ShopName = Exclude<RetailLandscapeName, "retail-both">;

export function shopsOf(landscape: RetailLandscapeName): readonly ShopName[] {
  return landscape === "retail-both" ? ["retail", "retail-choreographed"] : [landscape];
}

/** Wherever Order is a process. */
export function needsCamunda8(landscape: RetailLandscapeName): boolean {
  return landscape !== "retail-choreographed";
}

/** Where Payment is a process too. */
export function needsOperaton(landscape: RetailLandscapeName): boolean {
  return landscape === "retail-mixed";
}
