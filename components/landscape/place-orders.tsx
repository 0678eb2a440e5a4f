"use client";

import { Button, Select } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Landscape } from "@/lib/api/contract/landscape";
import { placeOrders } from "@/lib/client/mutations";
import { caseHref } from "../case-list/case-href";
import { QueryProblem } from "../shell/query-problem";
import { AppLink } from "../ui/navigation";
import styles from "./landscape.module.css";

/** One order now, sound or with one defect, and the way to its case. */
export function PlaceOrders({ landscape }: { landscape: Landscape }) {
  const [defect, setDefect] = useState<string>("");
  const place = useMutation({ mutationFn: () => placeOrders(1, defect === "" ? [] : [defect]) });
  const order = place.data?.orders[0];
  const options = landscape.defects
    .filter(({ kind }) => kind === "share")
    .map(({ name, title }) => ({ value: name, label: title }));
  return (
    <form
      className={styles["knob"]}
      onSubmit={(event) => {
        event.preventDefault();
        place.mutate();
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
      <Button type="submit" variant="default" loading={place.isPending}>
        Place the order
      </Button>
      <p role="status" className={styles["placed"]}>
        {order === undefined ? null : (
          <>
            Placed:{" "}
            <AppLink href={caseHref(`orderId:${order.orderId}`)}>open its case, orderId:{order.orderId}</AppLink>
          </>
        )}
      </p>
      {place.error === null ? null : <QueryProblem error={place.error} what="The order" />}
    </form>
  );
}
