"use client";

import { NumberInput, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Entered } from "./asked-operation";
import { readVariables } from "./read-variables";
import { VariablesField } from "./variables-field";

interface MessageFieldsProps {
  /** What the case waits for. */
  name: string;
  correlationKey: string;
  onEnter: (entered: Entered) => void;
}

interface Message {
  name: string;
  correlationKey: string;
  text: string;
  keptForS: number | string;
}

const KEPT_FOR_MAX_S = 2_592_000;

export function MessageFields({ name, correlationKey, onEnter }: MessageFieldsProps) {
  const [message, setMessage] = useState<Message>({ name, correlationKey, text: "{}", keptForS: 60 });
  const read = readVariables(message.text);
  const set = (change: Partial<Message>) => setMessage((before) => ({ ...before, ...change }));
  useEffect(() => onEnter(toEntered(message)), [message, onEnter]);
  return (
    <>
      <TextInput label="Message" value={message.name} onChange={(event) => set({ name: event.currentTarget.value })} />
      <TextInput
        label="Correlation key"
        description="Who waits with this key goes on. Of the Camunda 7 family it is the business key."
        value={message.correlationKey}
        onChange={(event) => set({ correlationKey: event.currentTarget.value })}
      />
      <VariablesField
        label="Variables"
        description="JSON, 1 MB at most. They go to the process instance with the message; {} for none."
        text={message.text}
        problem={"whyNot" in read ? read.whyNot : null}
        known={[]}
        onChange={(text) => set({ text })}
      />
      <NumberInput
        label="Kept for, in seconds"
        description="Camunda 8 keeps it so long for who does not wait yet."
        min={0}
        max={KEPT_FOR_MAX_S}
        value={message.keptForS}
        onChange={(keptForS) => set({ keptForS })}
        w={220}
      />
    </>
  );
}

function toEntered({ name, correlationKey, text, keptForS }: Message): Entered {
  const read = readVariables(text);
  if ("whyNot" in read) return read;
  if (name.trim() === "") return { whyNot: "Name the message." };
  const timeToLiveMs = Math.round(Number(keptForS) * 1000);
  if (!(timeToLiveMs >= 0 && timeToLiveMs <= KEPT_FOR_MAX_S * 1000))
    return { whyNot: "It is kept for 0 s to 30 days." };
  return { parameters: { name, correlationKey, variables: read.variables, timeToLiveMs } };
}
