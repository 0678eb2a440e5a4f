"use client";

import { Button, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { copyModel } from "@/lib/client/mutations";
import { processesQuery } from "@/lib/client/queries";
import { QueryProblem } from "../shell/query-problem";
import { useAddModel } from "./use-add-model";

interface CopyFormProps {
  name: string | null;
  onDone: () => void;
}

/** An engine's diagram as the base of a model, its elements bound to themselves. */
export function CopyForm({ name, onDone }: CopyFormProps) {
  const processes = useQuery(processesQuery());
  const [from, setFrom] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const copy = useAddModel(async (asked: { from: string; as: string }) => {
    const saved = await copyModel(asked.as, asked.from);
    onDone();
    return saved;
  });
  const engines = (processes.data?.items ?? []).filter(({ origin, hasDiagram }) => origin === "engine" && hasDiagram);
  const chosen = engines.find(({ id }) => id === from);
  const as = name ?? (typed.trim() === "" && chosen !== undefined ? `${chosen.name}, bound` : typed.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== null && as !== "") copy.mutate({ from, as });
      }}
    >
      <Stack gap="sm">
        <Select
          label="Process of an engine"
          description="Its newest diagram is taken; each element stands for itself, and can stand for events too."
          placeholder={engines.length === 0 ? "No engine has deployed a diagram yet" : "Choose one"}
          data={engines.map((process) => ({ value: process.id, label: `${process.name} (${process.source})` }))}
          value={from}
          onChange={setFrom}
          searchable
        />
        {name === null ? (
          <TextInput
            label="Name"
            placeholder={as}
            value={typed}
            maxLength={128}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        {copy.error === null ? null : <QueryProblem error={copy.error} what="The diagram" />}
        <Button type="submit" loading={copy.isPending} disabled={from === null || as === ""}>
          Take it
        </Button>
      </Stack>
    </form>
  );
}
