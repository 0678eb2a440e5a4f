"use client";

import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { Landscape } from "@/lib/api/contract/landscape";
import { caseHref } from "../case-list/case-href";
import { CutMiddle } from "../ui/cut-middle";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import styles from "./landscape.module.css";
import { usePlacedOrders } from "./use-placed-orders";

/** An order at each press, sound or with one defect, and the way to its case. The next need not wait for the one before. */
export function PlaceOrders({ landscape }: { landscape: Landscape }) {
  const [defect, setDefect] = useState<string>("");
  const { placed, underway, place } = usePlacedOrders();
  const options = landscape.defects
    .filter(({ kind }) => kind === "share")
    .map(({ name, title }) => ({ value: name, label: title }));
  const titleOf = (name: string) => options.find(({ value }) => value === name)?.label ?? "a sound order";
  return (
    <form
      className={styles["knob"]}
      onSubmit={(event) => {
        event.preventDefault();
        place(defect);
      }}
    >
      <Select
        label="One order now"
        description="Sound, or with one defect"
        data={[{ value: "", label: "A sound order" }, ...options]}
        value={defect}
        allowDeselect={false}
        onChange={(next) => setDefect(next ?? "")}
      />
      <Button type="submit" variant="default">
        Place the order
      </Button>
      <p role="status" className={styles["said"]}>
        {statusWords(
          placed.map(({ orderId }) => orderId),
          underway,
        )}
      </p>
      {placed.length === 0 ? null : (
        <ul className={styles["placed"]} aria-label="Orders placed here">
          {placed.map((order) => (
            <li key={order.orderId}>
              <AppLink
                href={caseHref(`orderId:${order.orderId}`)}
                aria-label={`Open the case of orderId:${order.orderId}`}
              >
                <CutMiddle text={`orderId:${order.orderId}`} />
              </AppLink>
              <span className="muted">{titleOf(order.defect)}</span>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

function statusWords([newest]: readonly string[], underway: number): string {
  if (underway > 0) return `${plural(underway, "order")} on the way …`;
  return newest === undefined ? "" : `Placed: orderId:${newest}. Its case opens from here:`;
}
