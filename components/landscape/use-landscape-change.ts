"use client";

import { type QueryClient, useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LandscapeChange } from "@/lib/api/contract/landscape";
import { changeLandscape } from "@/lib/client/mutations";
import { landscapeQuery } from "@/lib/client/queries";
import { showProblem } from "../shell/show-problem";
import { undoOf, withChange, wordsOf } from "./with-change";

const KEY = landscapeQuery().queryKey;
const CHANGE = ["landscape", "change"];

/** Shows a knob turned at once; when the landscape refuses, that knob goes back and a sentence says why. */
export function useLandscapeChange(): (asked: LandscapeChange) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: CHANGE,
    // One after another: the knob that is turned last is the one that counts.
    scope: { id: CHANGE.join(" ") },
    mutationFn: (asked: LandscapeChange) => changeLandscape(asked),
    onMutate: (asked) => turn(client, asked),
    onError: (error, asked, undo) => {
      showProblem(error, `${wordsOf(client.getQueryData(KEY), asked)} stays as it was`);
      if (undo !== undefined) update(client, undo);
    },
    onSettled: () => {
      if (client.isMutating({ mutationKey: CHANGE }) === 1) void client.invalidateQueries({ queryKey: KEY });
    },
  });
  return mutate;
}

/** While a change is on its way, what the landscape says may be older than what the page shows. */
export function useIsChanging(): boolean {
  return useIsMutating({ mutationKey: CHANGE }) > 0;
}

async function turn(client: QueryClient, asked: LandscapeChange): Promise<LandscapeChange | undefined> {
  await client.cancelQueries({ queryKey: KEY });
  const landscape = client.getQueryData(KEY);
  if (landscape === undefined) return undefined;
  update(client, asked);
  return undoOf(landscape, asked);
}

function update(client: QueryClient, change: LandscapeChange): void {
  client.setQueryData(KEY, (landscape) => (landscape === undefined ? undefined : withChange(landscape, change)));
}
