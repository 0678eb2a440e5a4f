"use client";

import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useRef } from "react";
import styles from "./action-menu.module.css";
import type { AskedOperation } from "./asked-operation";
import { useAskOperation } from "./operation-provider";

export interface OfferedOperation {
  asked: AskedOperation;
  /** Why it cannot be asked, in words; null when it can. */
  whyNot: string | null;
}

interface ActionMenuProps {
  /** What it acts on, for assistive technology: "Actions for Order 4711". */
  label: string;
  operations: readonly OfferedOperation[];
}

/** What can be asked of an engine; what cannot says why, and can be reached all the same. */
export function ActionMenu({ label, operations }: ActionMenuProps) {
  const ask = useAskOperation();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu position="bottom-end" width={300} shadow="md">
      <Menu.Target>
        <Button
          ref={button}
          variant="default"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={label}
        >
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {operations.map(({ asked, whyNot }) => (
          <Menu.Item
            key={asked.action}
            aria-disabled={whyNot !== null}
            closeMenuOnClick={whyNot === null}
            onClick={() => {
              if (whyNot !== null) return;
              // The menu goes; the dialog gives the focus back to what has it now.
              button.current?.focus();
              ask(asked);
            }}
          >
            <span className={styles["label"]}>{asked.title}</span>
            {whyNot === null ? null : <span className={styles["whyNot"]}>{whyNot}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
