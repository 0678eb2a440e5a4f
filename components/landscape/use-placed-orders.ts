"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { placeOrders } from "@/lib/client/mutations";
import { showProblem } from "../shell/show-problem";

interface PlacedOrder {
  orderId: string;
  /** The name of its defect; empty for a sound order. */
  defect: string;
}

const KEPT = 5;

/** The orders placed from this page, newest first, and how many are still on their way. */
export function usePlacedOrders() {
  const [placed, setPlaced] = useState<readonly PlacedOrder[]>([]);
  const [underway, setUnderway] = useState(0);
  const { mutate } = useMutation({
    mutationFn: (defect: string) => placeOrders(1, defect === "" ? [] : [defect]),
    onMutate: () => setUnderway((count) => count + 1),
    onSuccess: ({ orders }, defect) =>
      setPlaced((before) => [...orders.map(({ orderId }) => ({ orderId, defect })), ...before].slice(0, KEPT)),
    onError: (error) => showProblem(error, "The order was not placed"),
    onSettled: () => setUnderway((count) => count - 1),
  });
  return { placed, underway, place: (defect: string) => mutate(defect) };
}
