"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useCopy } from "./copy-text";
import { useRowTabIndex } from "./row-focus";

interface CopyButtonProps {
  text: string;
  /** What it is, for the label: "case id". */
  what: string;
  size?: number;
}

export function CopyButton({ text, what, size = 24 }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  const tabIndex = useRowTabIndex();
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Tooltip label={copied ? "Copied" : `Copy ${what}`}>
      <ActionIcon
        size={size}
        aria-label={`Copy ${what} ${text.slice(0, 80)}`}
        tabIndex={tabIndex}
        onClick={(event) => {
          event.stopPropagation();
          copy(text, what);
        }}
      >
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
