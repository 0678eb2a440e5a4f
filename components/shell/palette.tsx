"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { casesQuery } from "@/lib/client/queries";
import { useNavigation } from "../ui/navigation";
import { LANDSCAPE_PAGE, PAGES } from "./pages";
import { useSession } from "./session";

/** Ctrl or ⌘ K: pages by name, and any id or key that is pasted jumps to its case. */
export function Palette() {
  const { navigate } = useNavigation();
  const { landscape } = useSession();
  const [query, setQuery] = useState("");
  const text = query.trim();
  const found = useFoundCases(text);
  const pages = (landscape === "live" ? [...PAGES, LANDSCAPE_PAGE] : PAGES).map(
    ({ href, name, about, key, Icon }): SpotlightActionData => ({
      id: href,
      label: name,
      description: `${about} (g ${key})`,
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => navigate(href),
    }),
  );
  const jumps = text === "" ? [] : jumpActions(text, navigate);
  return (
    <Spotlight
      actions={[...pages, ...jumps, ...found.map((item) => caseAction(item, navigate))]}
      query={query}
      onQueryChange={setQuery}
      filter={(typed, actions) => actions.filter((action) => "id" in action && matches(typed, action))}
      shortcut={["mod + K"]}
      nothingFound="Nothing found"
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": "Command palette" } }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: "Go to a page, or paste any id or key",
        "aria-label": "Go to a page, or paste any id or key",
      }}
    />
  );
}

function useFoundCases(text: string) {
  const [q] = useDebouncedValue(text, 150);
  const search = useInfiniteQuery({ ...casesQuery({ q, limit: 5 }), enabled: q.length > 1 });
  return q.length > 1 && text !== "" ? (search.data?.pages[0]?.items ?? []) : [];
}

function caseAction(item: { id: string; label: string; state: string }, navigate: (href: string) => void) {
  return {
    id: `case:${item.id}`,
    label: item.label,
    description: `Case, ${item.state}`,
    leftSection: <IconArrowRight size={18} aria-hidden />,
    onClick: () => navigate(`/cases/${encodeURIComponent(item.id)}`),
  };
}

function jumpActions(text: string, navigate: (href: string) => void): SpotlightActionData[] {
  return [
    {
      id: "jump:case",
      label: `Open case ${text}`,
      description: "By its id, or name:value of one of its keys",
      leftSection: <IconArrowRight size={18} aria-hidden />,
      onClick: () => navigate(`/cases/${encodeURIComponent(text)}`),
    },
    {
      id: "jump:search",
      label: `Search cases for ${text}`,
      description: "Any key's value",
      leftSection: <IconSearch size={18} aria-hidden />,
      onClick: () => navigate(`/cases?q=${encodeURIComponent(text)}`),
    },
  ];
}

function matches(typed: string, action: SpotlightActionData): boolean {
  if (action.id.startsWith("case:") || action.id.startsWith("jump:")) return true;
  const wanted = typed.trim().toLowerCase();
  return `${action.label ?? ""} ${action.description ?? ""}`.toLowerCase().includes(wanted);
}
