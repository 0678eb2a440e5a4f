"use client";

import { SearchField } from "../ui/search-field";
import styles from "./stream.module.css";

export interface RecordFilterValues {
  key: string;
  header: string;
  value: string;
}

interface RecordFilterProps {
  values: RecordFilterValues;
  onChange: (change: Partial<RecordFilterValues>) => void;
}

/** What a record must hold: all of what is given. */
export function RecordFilterFields({ values, onChange }: RecordFilterProps) {
  return (
    <div className={styles["filters"]}>
      <SearchField label="Key" placeholder="Key" value={values.key} onSearch={(key) => onChange({ key })} />
      <SearchField
        label="Header"
        placeholder="Header: name or name:text"
        value={values.header}
        onSearch={(header) => onChange({ header })}
      />
      <SearchField
        label="Text in the value"
        placeholder="Text in the value"
        value={values.value}
        onSearch={(value) => onChange({ value })}
      />
    </div>
  );
}
