"use client";

import {
  Button,
  type MantineColorScheme,
  Popover,
  SegmentedControl,
  Switch,
  useMantineColorScheme,
} from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { signOut } from "@/lib/client/mutations";
import type { TimeStyle } from "../ui/format-time";
import { type Density, useDensity, useShortcutsEnabled, useTimeStyle } from "../ui/preferences";
import { useSession } from "./session";
import styles from "./user-menu.module.css";

/** Who is signed in as what, the preferences of this browser, and the way out. */
export function UserMenu() {
  const { name, role } = useSession();
  // A full load, so that nothing that was fetched stays in memory for the next person.
  const leave = useMutation({ mutationFn: signOut, onSettled: () => window.location.assign("/sign-in?out=1") });
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconUser size={15} aria-hidden />}
          aria-label={`${name}, ${role}: account and preferences`}
        >
          <span className={styles["name"]}>{name}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Account and preferences" className={styles["dropdown"]}>
        <p>
          Signed in as <strong>{name}</strong>, {role}
        </p>
        <Preferences />
        <Button
          variant="default"
          leftSection={<IconLogout size={15} aria-hidden />}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          Sign out
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Preferences() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [time, setTime] = useTimeStyle();
  const [density, setDensity] = useDensity();
  const [shortcuts, setShortcuts] = useShortcutsEnabled();
  return (
    <div className={styles["preferences"]}>
      <Choice
        label="Theme"
        value={colorScheme}
        options={["light", "dark", "auto"]}
        onChange={(next) => setColorScheme(next as MantineColorScheme)}
      />
      <Choice
        label="Times"
        value={time}
        options={["relative", "local", "utc"]}
        onChange={(next) => setTime(next as TimeStyle)}
      />
      <Choice
        label="Rows"
        value={density}
        options={["dense", "comfortable"]}
        onChange={(next) => setDensity(next as Density)}
      />
      <Switch
        label="Single-key shortcuts"
        size="xs"
        checked={shortcuts}
        onChange={(event) => setShortcuts(event.currentTarget.checked)}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly string[];
  onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const data = options.map((option) => ({ value: option, label: option === "auto" ? "system" : option }));
  return (
    <div className={styles["choice"]}>
      <span aria-hidden>{label}</span>
      <SegmentedControl aria-label={label} data={data} value={value} onChange={onChange} />
    </div>
  );
}
