import { z } from "zod";

/**
 * The shop with an Order process in charge, the one without anybody in charge, both side by side, and one with two engines;
 * and trips and limits of a bank, which are placed and turned like a shop's orders.
 */
export const RetailLandscapeName = z.enum([
  "retail",
  "retail-choreographed",
  "retail-both",
  "retail-mixed",
  "trip",
  "trip-choreographed",
  "transfer-limit",
]);
export type RetailLandscapeName = z.infer<typeof RetailLandscapeName>;

export type ShopName = Exclude<RetailLandscapeName, "retail-both">;

export function shopsOf(landscape: RetailLandscapeName): readonly ShopName[] {
  return landscape === "retail-both" ? ["retail", "retail-choreographed"] : [landscape];
}

/** Wherever Order, the trip or the limit is a process. */
export function needsCamunda8(landscape: RetailLandscapeName): boolean {
  return landscape !== "retail-choreographed" && landscape !== "trip-choreographed";
}

/** Where Payment is a process too. */
export function needsOperaton(landscape: RetailLandscapeName): boolean {
  return landscape === "retail-mixed";
}

export function isOfTrips(landscape: RetailLandscapeName): landscape is "trip" | "trip-choreographed" {
  return landscape === "trip" || landscape === "trip-choreographed";
}
