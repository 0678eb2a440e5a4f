"use client";

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { changeLandscape, placeOrders } from "@/lib/client/mutations";
import { useWhyNot } from "../shell/session";
import { showProblem } from "../shell/show-problem";
import styles from "./tour.module.css";
import type { TourAct } from "./tour-step";

interface TourActButtonProps {
  act: TourAct;
  onPlaced: (orderId: string) => void;
}

/** Does in the landscape what the step is about, and says when it is done. */
export function TourActButton({ act, onPlaced }: TourActButtonProps) {
  const whyNot = useWhyNot("operator");
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => perform(act),
    onSuccess: (orderId) => orderId !== null && onPlaced(orderId),
    onError: (error) => showProblem(error, "That was not done in the landscape"),
  });
  if (whyNot !== null) return <p role="note">{whyNot}</p>;
  return (
    <div>
      <Button size="xs" variant="light" loading={isPending} onClick={() => mutate()}>
        {act.label}
      </Button>
      <span role="status" className={styles["said"]}>
        {isSuccess ? "Done." : ""}
      </span>
    </div>
  );
}

async function perform(act: TourAct): Promise<string | null> {
  if (act.kind === "defect") {
    await changeLandscape({ defects: { [act.name]: act.value } });
    return null;
  }
  const { orders } = await placeOrders(1, act.defects);
  return orders[0]?.orderId ?? null;
}
