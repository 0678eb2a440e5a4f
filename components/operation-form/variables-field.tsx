"use client";

import { Button } from "@mantine/core";
import { JsonEditor } from "../ui/json-editor";
import styles from "./operation-form.module.css";
import { withVariable } from "./read-variables";

export interface KnownVariable {
  name: string;
  /** As JSON. */
  value: string;
}

interface VariablesFieldProps {
  label: string;
  description: string;
  text: string;
  problem: string | null;
  /** Variables that are there: one press takes one up with its value of now. */
  known: readonly KnownVariable[];
  onChange: (text: string) => void;
}

const SHOWN = 20;

export function VariablesField({ known, text, onChange, ...field }: VariablesFieldProps) {
  return (
    <>
      {known.length === 0 ? null : (
        <section aria-label="Variables of now" className={styles["known"]}>
          <span className="muted">Take up:</span>
          {known.slice(0, SHOWN).map((variable) => (
            <Button
              key={variable.name}
              size="compact-xs"
              variant="default"
              aria-label={`Take up ${variable.name}`}
              onClick={() => onChange(withVariable(text, variable))}
            >
              {variable.name}
            </Button>
          ))}
          {known.length > SHOWN ? <span className="muted">and {known.length - SHOWN} more, by name</span> : null}
        </section>
      )}
      <JsonEditor {...field} value={text} onChange={onChange} />
    </>
  );
}
