"use client";

import { IconAdjustmentsOff, IconPlayerRecord } from "@tabler/icons-react";
import type { Session } from "../shell/session";
import { EmptyState } from "../ui/empty-state";
import { AppLink } from "../ui/navigation";

/** Why there is nothing to turn, and what there is instead. */
export function NoLandscape({ kind }: { kind: Exclude<Session["landscape"], "live"> }) {
  if (kind === "recorded") {
    return (
      <EmptyState title="This landscape is a recording" icon={<IconPlayerRecord size={32} />}>
        <p>
          Its events were real once and are played again, so there is no load to set and nothing to break. Install Java
          and Maven and run <code>npm start</code> again for the live one.
        </p>
        <p>
          Until then, <AppLink href="/cases">follow one of its cases</AppLink>.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No sample landscape runs here" icon={<IconAdjustmentsOff size={32} />}>
      <p>
        This console reads your own systems, whose load is not ours to turn. <code>npm start</code> without{" "}
        <code>--landscape none</code> starts the sample shop on a machine of yours.
      </p>
      <p>
        <AppLink href="/streams">Streams</AppLink> shows what is read here.
      </p>
    </EmptyState>
  );
}
