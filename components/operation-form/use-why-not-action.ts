"use client";

import { useQuery } from "@tanstack/react-query";
import type { OfferedAction } from "@/lib/api/contract/operation-parameters";
import type { OperationOffers } from "@/lib/api/contract/operations";
import { operationOffersQuery } from "@/lib/client/queries";
import { useWhyNot } from "../shell/session";

/** Why an action cannot be asked of a source by whoever is signed in; null when it can. */
export function useWhyNotAction(source: string): (action: OfferedAction) => string | null {
  const whyNotRole = useWhyNot("operator");
  const { data } = useQuery(operationOffersQuery());
  return (action) => whyNotRole ?? whyNotOffered(data, source, action);
}

export function whyNotOffered(
  offers: OperationOffers | undefined,
  source: string,
  action: OfferedAction,
): string | null {
  if (offers === undefined) return "What the engine offers is being asked.";
  const connected = offers.sources.find((one) => one.source === source);
  if (connected === undefined) return `No engine is connected for the source "${source}".`;
  const offer = connected.actions.find((one) => one.action === action);
  return offer === undefined ? "This source does not offer it." : offer.whyNot;
}
