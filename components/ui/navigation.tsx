"use client";

import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import { useRowTabIndex } from "./row-focus";

export interface LinkProps {
  href: string;
  children: ReactNode;
  className?: string | undefined;
  title?: string | undefined;
  tabIndex?: number | undefined;
  "aria-current"?: "page" | undefined;
  "aria-label"?: string | undefined;
  onClick?: (() => void) | undefined;
}

/** What the router of the surrounding application can do; `app/` hands it in, so that no component knows the framework. */
export interface Navigation {
  pathname: string;
  navigate: (href: string) => void;
  Link: ComponentType<LinkProps>;
}

function PlainLink({ children, ...rest }: LinkProps) {
  return <a {...rest}>{children}</a>;
}

const NavigationContext = createContext<Navigation>({
  pathname: "/",
  navigate: (href) => window.location.assign(href),
  Link: PlainLink,
});

export const NavigationProvider = NavigationContext.Provider;

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** A link inside the console. In a table row it joins the tab order only while its row has the focus. */
export function AppLink(props: LinkProps) {
  const { Link } = useNavigation();
  const tabIndex = useRowTabIndex();
  return <Link tabIndex={tabIndex} {...props} />;
}
