"use client";

import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";

interface SearchFieldProps {
  label: string;
  placeholder: string;
  /** What is searched for now; the URL holds it. */
  value: string;
  onSearch: (text: string) => void;
}

/** Searches while one types, with a pause; Enter searches at once, Esc empties. */
export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onSearch, 250);
  // The URL may change under the field: Back, or a link. A space that is being typed is no change.
  useEffect(() => setText((typed) => (typed.trim() === value ? typed : value)), [value]);
  const search = (next: string) => {
    later.cancel();
    onSearch(next.trim());
  };
  return (
    <TextInput
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      maxLength={600}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        text === "" ? null : <CloseButton size={24} aria-label="Clear the search" onClick={() => search("")} />
      }
      onChange={(event) => {
        setText(event.currentTarget.value);
        later(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") search(text);
        if (event.key === "Escape") search("");
      }}
    />
  );
}
