"use client";

import { PageHeader } from "../ui/page-header";
import { NeedsYou } from "./needs-you";
import styles from "./overview.module.css";
import { SourcesPanel } from "./sources-panel";
import { TryCards } from "./try-cards";
import { WhatFlows } from "./what-flows";

/** The first look in the morning: what needs somebody, what flows, and how current all of it is. */
export function OverviewPage() {
  return (
    <>
      <PageHeader title="Overview" lead="What needs you, what flows, and how current it is" />
      <NeedsYou />
      <div className={styles["columns"]}>
        <WhatFlows />
        <SourcesPanel />
      </div>
      <TryCards />
    </>
  );
}
