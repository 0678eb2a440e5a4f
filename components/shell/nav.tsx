"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { incidentGroupsQuery } from "@/lib/client/queries";
import { formatCompact, plural } from "../ui/format-number";
import { AppLink, useNavigation } from "../ui/navigation";
import styles from "./nav.module.css";
import { isCurrentPage, LANDSCAPE_PAGE, PAGES, type Page } from "./pages";
import { useSession } from "./session";

export function Nav({ onFollow }: { onFollow?: () => void }) {
  const { landscape } = useSession();
  const pages = landscape === "live" ? [...PAGES, LANDSCAPE_PAGE] : PAGES;
  const incidents = useOpenIncidents();
  return (
    <nav aria-label="Main">
      <ul className={styles["list"]}>
        {pages.map((page) => (
          <NavItem key={page.href} page={page} count={page.href === "/incidents" ? incidents : 0} onFollow={onFollow} />
        ))}
      </ul>
    </nav>
  );
}

interface NavItemProps {
  page: Page;
  count: number;
  onFollow: (() => void) | undefined;
}

function NavItem({ page: { href, name, Icon }, count, onFollow }: NavItemProps) {
  const { pathname } = useNavigation();
  return (
    <li>
      <AppLink
        href={href}
        className={styles["item"]}
        aria-current={isCurrentPage(href, pathname) ? "page" : undefined}
        onClick={onFollow}
      >
        <Icon size={17} aria-hidden />
        <span>{name}</span>
        {count === 0 ? null : (
          <span className={styles["count"]}>
            <span aria-hidden>{formatCompact(count)}</span>
            <span className="aside">, {plural(count, "open incident")}</span>
          </span>
        )}
      </AppLink>
    </li>
  );
}

function useOpenIncidents(): number {
  const groups = useInfiniteQuery(incidentGroupsQuery({ state: "open", limit: 500 }));
  return (groups.data?.pages ?? []).flatMap(({ items }) => items).reduce((sum, { incidents }) => sum + incidents, 0);
}
