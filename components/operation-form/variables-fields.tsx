"use client";

import { useEffect, useState } from "react";
import type { Entered } from "./asked-operation";
import { readVariables } from "./read-variables";
import { type KnownVariable, VariablesField } from "./variables-field";

interface VariablesFieldsProps {
  known: readonly KnownVariable[];
  /** What stands in it at first. */
  initial?: string;
  label?: string;
  description: string;
  isOptional?: boolean;
  onEnter: (entered: Entered) => void;
}

/** Variables as JSON, and nothing else: to set them, or to complete a task with. */
export function VariablesFields({
  known,
  initial = "{}",
  label = "Variables",
  description,
  isOptional = false,
  onEnter,
}: VariablesFieldsProps) {
  const [text, setText] = useState(initial);
  const read = readVariables(text);
  useEffect(() => {
    const now = readVariables(text);
    if ("whyNot" in now) onEnter({ whyNot: now.whyNot });
    else if (!isOptional && Object.keys(now.variables).length === 0) onEnter({ whyNot: "Name at least one variable." });
    else onEnter({ parameters: { variables: now.variables } });
  }, [text, isOptional, onEnter]);
  return (
    <VariablesField
      label={label}
      description={description}
      text={text}
      problem={"whyNot" in read ? read.whyNot : null}
      known={known}
      onChange={setText}
    />
  );
}
