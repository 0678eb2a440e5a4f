"use client";

import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useRowTabIndex } from "./row-focus";

interface ActionButtonProps extends Pick<ButtonProps, "variant" | "leftSection" | "loading" | "color"> {
  children: ReactNode;
  /** Why it cannot be pressed, in words; null when it can. */
  whyNot: string | null;
  onClick: () => void;
  "aria-label"?: string | undefined;
}

/** A button that one may not press says why, to the eye and to the ear; so it stays focusable. */
export function ActionButton({ children, whyNot, onClick, ...rest }: ActionButtonProps) {
  const id = useId();
  const tabIndex = useRowTabIndex();
  if (whyNot === null) {
    return (
      <Button {...rest} {...(tabIndex === undefined ? {} : { tabIndex })} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <Tooltip label={whyNot} multiline maw={320}>
      <Button
        {...rest}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        data-disabled
        aria-disabled
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {children}
        <span id={id} className="aside">
          {whyNot}
        </span>
      </Button>
    </Tooltip>
  );
}
