"use client";

import { ActionIcon, Button, Kbd, Tooltip } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconKeyboard, IconMenu2, IconSearch } from "@tabler/icons-react";
import type { LiveState } from "@/lib/client/live-connection";
import { Brand } from "./brand";
import { EnvironmentBadge } from "./environment-badge";
import { LiveIndicator } from "./live-indicator";
import { SourceLag } from "./source-lag";
import styles from "./top-bar.module.css";
import { UserMenu } from "./user-menu";

interface TopBarProps {
  state: LiveState;
  onMenu: () => void;
  onHelp: () => void;
}

export function TopBar({ state, onMenu, onHelp }: TopBarProps) {
  return (
    <header className={styles["bar"]} data-shell>
      <ActionIcon className={styles["menu"]} aria-label="Open the menu" onClick={onMenu}>
        <IconMenu2 size={18} aria-hidden />
      </ActionIcon>
      <Brand />
      <EnvironmentBadge />
      <Button
        variant="default"
        className={styles["search"]}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        aria-label="Search or jump to"
        onClick={spotlight.open}
      >
        Search or jump to…
      </Button>
      <div className={styles["end"]}>
        <SourceLag />
        <LiveIndicator state={state} />
        <Tooltip label="Keyboard shortcuts">
          <ActionIcon aria-label="Keyboard shortcuts" className={styles["help"]} onClick={onHelp}>
            <IconKeyboard size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <UserMenu />
      </div>
    </header>
  );
}
