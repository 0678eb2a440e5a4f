"use client";

import { IconFlame, IconMap2, IconRefresh, IconRoute } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { IncidentGroup } from "@/lib/api/contract/incident-groups";
import { casesQuery, processesQuery } from "@/lib/client/queries";
import { caseHref } from "../case-list/case-href";
import { processHref } from "../process/process-href";
import { useSession } from "../shell/session";
import { AppLink } from "../ui/navigation";
import { itemsOf } from "../ui/pages-of";
import styles from "./overview.module.css";
import { useOpenGroups } from "./use-open-groups";

/** Three things to try first, each one press away, with what is there now. */
export function TryCards() {
  const { landscape } = useSession();
  const ended = itemsOf(useInfiniteQuery(casesQuery({ state: "ended", limit: 1 })).data)[0];
  const kinds = itemsOf(useOpenGroups().data);
  const drawn = useQuery(processesQuery()).data?.items.find(({ hasDiagram }) => hasDiagram);
  return (
    <section aria-labelledby="try" className={styles["try"]}>
      <h2 id="try">Try this</h2>
      <ul className={styles["cards"]}>
        <Card {...retryCard(kinds)} icon={<IconRefresh size={18} aria-hidden />}>
          See what would happen before it does, give a reason, and watch it go when the engine says so.
        </Card>
        <Card
          href={ended === undefined ? "/cases" : caseHref(ended.id)}
          title={ended === undefined ? "Follow one case across topics" : `Follow ${ended.label} across topics`}
          icon={<IconRoute size={18} aria-hidden />}
        >
          Its events of every topic and engine in one timeline, and why they belong together.
        </Card>
        <Card
          href={drawn === undefined ? "/processes" : `${processHref(drawn.id)}?heat=frequency`}
          title={drawn === undefined ? "Open the heatmap" : `Open the heatmap of ${drawn.name || drawn.id}`}
          icon={<IconFlame size={18} aria-hidden />}
        >
          Where cases go most, or take longest, in colour on the diagram and in numbers beside it.
        </Card>
        {landscape === "none" ? null : (
          <Card href="/landscape" title="Take the tour, five steps" icon={<IconMap2 size={18} aria-hidden />}>
            What one sees in this landscape, where its spaghetti is, what is broken, and how it is mended.
          </Card>
        )}
      </ul>
    </section>
  );
}

/** The kind that stops most is the one to begin with. */
function retryCard(kinds: readonly IncidentGroup[]): Pick<CardProps, "href" | "title"> {
  const [top] = kinds.filter(({ type }) => type === "engine").sort((one, other) => other.incidents - one.incidents);
  if (top === undefined) return { href: "/incidents", title: "Retry an incident" };
  const href = `/incidents?fingerprint=${encodeURIComponent(top.fingerprint)}`;
  return {
    href,
    title: top.incidents === 1 ? `Retry the incident at ${top.where}` : `Retry incidents at ${top.where}`,
  };
}

interface CardProps {
  href: string;
  title: string;
  icon: ReactNode;
  children: ReactNode;
}

function Card({ href, title, icon, children }: CardProps) {
  return (
    <li className={styles["card"]}>
      {icon}
      <div>
        <AppLink href={href} className={styles["cardLink"]}>
          {title}
        </AppLink>
        <p className="muted">{children}</p>
      </div>
    </li>
  );
}
