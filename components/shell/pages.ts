import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconArrowsExchange,
  IconBell,
  IconChecklist,
  IconClipboardList,
  IconHome,
  IconKey,
  IconSitemap,
  IconStack2,
  IconZoomExclamation,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

export interface Page {
  href: string;
  name: string;
  /** Pressed after `g`. */
  key: string;
  about: string;
  Icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
}

export const LANDSCAPE_PAGE: Page = {
  href: "/landscape",
  name: "Landscape",
  key: "l",
  about: "Load and defects of the local landscape",
  Icon: IconAdjustmentsHorizontal,
};

export const PAGES: readonly Page[] = [
  { href: "/", name: "Overview", key: "h", about: "What needs you, what flows, how current it is", Icon: IconHome },
  {
    href: "/processes",
    name: "Processes",
    key: "p",
    about: "Process models and observed processes",
    Icon: IconActivity,
  },
  { href: "/map", name: "Map", key: "m", about: "Who reacts to whose event, and who is in charge", Icon: IconSitemap },
  { href: "/cases", name: "Cases", key: "c", about: "Every end-to-end run, by any of its keys", Icon: IconStack2 },
  {
    href: "/incidents",
    name: "Incidents",
    key: "i",
    about: "What stopped and waits for a person",
    Icon: IconAlertTriangle,
  },
  { href: "/tasks", name: "Tasks", key: "t", about: "User tasks that wait for a person", Icon: IconChecklist },
  { href: "/streams", name: "Streams", key: "s", about: "Topics and feeds, lag, quarantine", Icon: IconArrowsExchange },
  {
    href: "/findings",
    name: "Findings",
    key: "f",
    about: "What is stuck in silence, and what only a joint view can see",
    Icon: IconZoomExclamation,
  },
  {
    href: "/operations",
    name: "Operations",
    key: "o",
    about: "Who did what, and what became of it",
    Icon: IconClipboardList,
  },
  {
    href: "/settings/correlation",
    name: "Correlation",
    key: "k",
    about: "Which fields say that events belong to one case",
    Icon: IconKey,
  },
  {
    href: "/settings/alerts",
    name: "Alerts",
    key: "a",
    about: "Who is told when a figure is over its limit",
    Icon: IconBell,
  },
];

export function isCurrentPage(href: string, pathname: string): boolean {
  return href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
}
