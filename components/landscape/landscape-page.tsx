"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Landscape, LandscapeChange } from "@/lib/api/contract/landscape";
import { changeLandscape } from "@/lib/client/mutations";
import { landscapeQuery } from "@/lib/client/queries";
import { useLivePause } from "../shell/live-pause";
import { Loaded } from "../shell/loaded";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { DefectField } from "./defect-field";
import styles from "./landscape.module.css";
import { LoadKnob } from "./load-knob";
import { OrderCounts } from "./order-counts";
import { PlaceOrders } from "./place-orders";

/** The knobs of the local sample landscape: how much comes in, and what goes wrong in it. */
export function LandscapePage() {
  const { isPaused } = useLivePause();
  const query = useQuery({
    ...landscapeQuery(),
    refetchInterval: ({ state }) => (isPaused || state.error !== null ? false : 3_000),
  });
  return (
    <>
      <PageHeader title="Landscape" lead="The sample shop on this machine: its load, and what goes wrong in it" />
      <Loaded query={query} what="The landscape">
        {(landscape) => <Knobs landscape={landscape} />}
      </Loaded>
    </>
  );
}

function Knobs({ landscape }: { landscape: Landscape }) {
  const client = useQueryClient();
  const whyNot = useWhyNot("operator");
  const change = useMutation({
    mutationFn: (asked: LandscapeChange) => changeLandscape(asked),
    onSettled: () => client.invalidateQueries({ queryKey: ["landscape"] }),
  });
  return (
    <>
      {change.error === null ? null : <QueryProblem error={change.error} what="The change" />}
      {whyNot === null ? null : <p role="note">{whyNot}</p>}
      <fieldset disabled={whyNot !== null} className={styles["fields"]}>
        <legend className="aside">Knobs and switches</legend>
        <Panel title="Load" aside={<OrderCounts landscape={landscape} />}>
          <div className={styles["load"]}>
            <LoadKnob
              key={landscape.ordersPerMinute}
              ordersPerMinute={landscape.ordersPerMinute}
              isBusy={change.isPending}
              onChange={(ordersPerMinute) => change.mutate({ ordersPerMinute })}
            />
            <PlaceOrders landscape={landscape} />
          </div>
        </Panel>
        <Panel title="Defects">
          <ul className={styles["defects"]}>
            {landscape.defects.map((defect) => (
              <DefectField
                key={`${defect.name} ${defect.value}`}
                defect={defect}
                onChange={(value) => change.mutate({ defects: { [defect.name]: value } })}
              />
            ))}
          </ul>
        </Panel>
      </fieldset>
    </>
  );
}
