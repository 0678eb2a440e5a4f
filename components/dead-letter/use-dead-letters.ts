"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { deadLettersQuery } from "@/lib/client/queries";
import { itemsOf } from "../ui/pages-of";
import { present } from "../ui/present";

export const LETTER_STATES = ["open", "replayed", "archived", "all"] as const;

const PLACE = {
  letters: parseAsStringLiteral(LETTER_STATES).withDefault("open"),
  letter: parseAsString,
  exception: parseAsString.withDefault(""),
  of: parseAsString.withDefault(""),
};

/** Which dead letters the address asks for, and what there is of them. */
export function useDeadLetters() {
  const [place, setPlace] = useQueryStates(PLACE, { history: "push" });
  const { letters: state, exception, of: topic } = place;
  const query = useInfiniteQuery(deadLettersQuery({ state, limit: 100, ...present({ exception, topic }) }));
  return { place, setPlace, query, items: itemsOf(query.data) };
}
