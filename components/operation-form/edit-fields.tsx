"use client";

import { NumberInput, Radio, Stack } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Entered } from "./asked-operation";
import { readVariables } from "./read-variables";
import { type KnownVariable, VariablesField } from "./variables-field";

interface EditFieldsProps {
  known: readonly KnownVariable[];
  onEnter: (entered: Entered) => void;
}

type Scope = "instance" | "element";

/** What is to be put right before the job runs again. */
export function EditFields({ known, onEnter }: EditFieldsProps) {
  const [text, setText] = useState("{}");
  const [scope, setScope] = useState<Scope>("instance");
  const [retries, setRetries] = useState<number | string>(1);
  const read = readVariables(text);
  useEffect(() => onEnter(toEntered(text, scope, Number(retries))), [text, scope, retries, onEnter]);
  return (
    <>
      <VariablesField
        label="Variables"
        description="JSON, 1 MB at most. Only those that stand here are set; the others stay as they are."
        text={text}
        problem={"whyNot" in read ? read.whyNot : null}
        known={known}
        onChange={setText}
      />
      <Radio.Group label="Where they are set" value={scope} onChange={(next) => setScope(next as Scope)}>
        <Stack gap={4} mt={4}>
          <Radio value="instance" label="In the whole process instance" />
          <Radio value="element" label="Only for the element that stopped" />
        </Stack>
      </Radio.Group>
      <NumberInput label="Retries" min={1} max={100} value={retries} onChange={setRetries} w={140} />
    </>
  );
}

function toEntered(text: string, scope: Scope, retries: number): Entered {
  const read = readVariables(text);
  if ("whyNot" in read) return read;
  if (Object.keys(read.variables).length === 0) return { whyNot: "Name at least one variable." };
  if (!Number.isInteger(retries) || retries < 1 || retries > 100) return { whyNot: "Retries are from 1 to 100." };
  return { parameters: { variables: read.variables, scope, retries } };
}
