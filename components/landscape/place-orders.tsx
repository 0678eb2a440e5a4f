"use client";

import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { Landscape } from "@/lib/api/contract/landscape";
import { caseHref } from "../case-list/case-href";
import { CutMiddle } from "../ui/cut-middle";
import { plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import styles from "./landscape.module.css";
import { type PlacedThing, placedThing } from "./placed-thing";
import { usePlacedOrders } from "./use-placed-orders";

/** An order, or what else is placed there, at each press, sound or with one defect, and the way to its case. The next need not wait for the one before. */
export function PlaceOrders({ landscape }: { landscape: Landscape }) {
  const [defect, setDefect] = useState<string>("");
  const { placed, underway, place } = usePlacedOrders();
  const thing = placedThing(landscape.landscape);
  const options = landscape.defects
    .filter(({ kind }) => kind === "share")
    .map(({ name, title }) => ({ value: name, label: title }));
  const titleOf = (name: string) => options.find(({ value }) => value === name)?.label ?? `a sound ${thing.one}`;
  return (
    <form
      className={styles["knob"]}
      onSubmit={(event) => {
        event.preventDefault();
        place(defect);
      }}
    >
      <Select
        label={`One ${thing.one} now`}
        description="Sound, or with one defect"
        data={[{ value: "", label: `A sound ${thing.one}` }, ...options]}
        value={defect}
        allowDeselect={false}
        onChange={(next) => setDefect(next ?? "")}
      />
      <Button type="submit" variant="default">
        Place the {thing.one}
      </Button>
      <p role="status" className={styles["said"]}>
        {statusWords(thing, placed[0]?.orderId, underway)}
      </p>
      {placed.length === 0 ? null : (
        <ul
          className={styles["placed"]}
          aria-label={`${thing.others[0]?.toUpperCase()}${thing.others.slice(1)} placed here`}
        >
          {placed.map((order) => (
            <li key={order.orderId}>
              <AppLink
                href={caseHref(`${thing.key}:${order.orderId}`)}
                aria-label={`Open the case of ${thing.key}:${order.orderId}`}
              >
                <CutMiddle text={`${thing.key}:${order.orderId}`} />
              </AppLink>
              <span className="muted">{titleOf(order.defect)}</span>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

function statusWords(thing: PlacedThing, newest: string | undefined, underway: number): string {
  if (underway > 0) return `${plural(underway, thing.one)} on the way …`;
  return newest === undefined ? "" : `Placed: ${thing.key}:${newest}. Its case opens from here:`;
}
