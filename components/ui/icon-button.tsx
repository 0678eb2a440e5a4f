"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

interface IconButtonProps {
  /** Its name, also shown on hover and focus. */
  label: string;
  isDisabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}

export function IconButton({ label, isDisabled = false, onPress, children }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={28} aria-label={label} disabled={isDisabled} onClick={onPress}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
