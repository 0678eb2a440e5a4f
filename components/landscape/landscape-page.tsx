"use client";

import { useQuery } from "@tanstack/react-query";
import type { Landscape } from "@/lib/api/contract/landscape";
import { landscapeQuery } from "@/lib/client/queries";
import { useLivePause } from "../shell/live-pause";
import { Loaded } from "../shell/loaded";
import { useSession, useWhyNot } from "../shell/session";
import { TourStart } from "../tour/tour-start";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { DefectField } from "./defect-field";
import styles from "./landscape.module.css";
import { LandscapeGallery } from "./landscape-gallery";
import { LoadKnob } from "./load-knob";
import { NoLandscape } from "./no-landscape";
import { OrderCounts } from "./order-counts";
import { PlaceOrders } from "./place-orders";
import { placedThing } from "./placed-thing";
import { useIsChanging, useLandscapeChange } from "./use-landscape-change";

/** The knobs of the local sample landscape: how much comes in, and what goes wrong in it. */
export function LandscapePage() {
  const { landscape } = useSession();
  return (
    <>
      <PageHeader title="Landscape" lead="The sample shop on this machine: its load, and what goes wrong in it" />
      {landscape === "live" ? <LiveLandscape /> : <NoLandscape kind={landscape} />}
      {landscape === "recorded" ? (
        <>
          <TourStart landscape="recorded" />
          <LandscapeGallery running="recorded" />
        </>
      ) : null}
    </>
  );
}

function LiveLandscape() {
  const { isPaused } = useLivePause();
  const isHeld = useIsChanging() || isPaused;
  const query = useQuery({
    ...landscapeQuery(),
    // What never came is asked again by a press: an alert must not be read out every few seconds.
    refetchInterval: ({ state }) => (isHeld || (state.error !== null && state.data === undefined) ? false : 3_000),
  });
  return (
    <Loaded query={query} what="The landscape">
      {(landscape) => <Knobs landscape={landscape} />}
    </Loaded>
  );
}

function Knobs({ landscape }: { landscape: Landscape }) {
  const whyNot = useWhyNot("operator");
  const change = useLandscapeChange();
  return (
    <>
      <TourStart landscape={landscape.landscape} />
      {whyNot === null ? null : <p role="note">{whyNot}</p>}
      <fieldset disabled={whyNot !== null} className={styles["fields"]}>
        <legend className="aside">Knobs and switches</legend>
        <Panel title="Load" aside={<OrderCounts landscape={landscape} />}>
          <div className={styles["load"]}>
            <LoadKnob
              ordersPerMinute={landscape.ordersPerMinute}
              things={placedThing(landscape.landscape).others}
              onChange={(ordersPerMinute) => change({ ordersPerMinute })}
            />
            <PlaceOrders landscape={landscape} />
          </div>
        </Panel>
        <Panel title="Defects">
          <ul className={styles["defects"]}>
            {landscape.defects.map((defect) => (
              <DefectField
                key={defect.name}
                defect={defect}
                onChange={(value) => change({ defects: { [defect.name]: value } })}
              />
            ))}
          </ul>
        </Panel>
      </fieldset>
      <LandscapeGallery running={landscape.landscape} />
    </>
  );
}
