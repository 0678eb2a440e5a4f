"use client";

import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelDetails } from "@/lib/api/contract/models";
import { saveBindings } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { plural } from "../ui/format-number";
import { changesOf, type Draft, toDraft } from "./draft";
import styles from "./model-page.module.css";

interface SaveBindingsProps {
  model: ModelDetails;
  draft: Draft;
  onDiscard: () => void;
}

/** In sight as soon as there is something to save: all of it together becomes the next version of the bindings. */
export function SaveBindings({ model, draft, onDiscard }: SaveBindingsProps) {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: () => saveBindings(model.id, toAsked(model, draft, reason)),
    onSuccess: ({ bindings }) =>
      notifications.show({ title: "Saved", message: `${plural(bindings, "binding")} in force.` }),
    onSettled: () => client.invalidateQueries(),
  });
  const { added, removed } = changesOf(toDraft(model), draft);
  if (added + removed === 0) return null;
  return (
    <form
      className={styles["save"]}
      aria-label="Unsaved bindings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p role="status">
        {plural(added, "binding")} added, {removed} removed, not saved yet
      </p>
      <TextInput
        className={styles["reason"] ?? ""}
        label="Why"
        placeholder="Kept with your name"
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button variant="default" onClick={onDiscard}>
        Discard
      </Button>
      <Button type="submit" loading={save.isPending}>
        Save bindings
      </Button>
      {save.error === null ? null : <QueryProblem error={save.error} what="The bindings" />}
    </form>
  );
}

function toAsked({ activities, shownVersion, bindingVersion }: ModelDetails, draft: Draft, reason: string) {
  const known = new Map(activities.map((activity) => [activity.id, activity]));
  const bindings = [...draft].flatMap(([elementId, ids]) =>
    [...ids].flatMap((id) => {
      const activity = known.get(id);
      if (activity === undefined) return [];
      const { kind, producer, name, channel } = activity;
      return [{ elementId, activity: { kind, producer, name, channel } }];
    }),
  );
  return { version: shownVersion, basedOn: bindingVersion, reason, bindings };
}
