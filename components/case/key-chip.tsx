import { IconLink, IconUsers } from "@tabler/icons-react";
import { CopyButton } from "@/components/ui/copy-button";
import { AppLink } from "@/components/ui/navigation";
import { keyText } from "./case-ties";
import styles from "./key-chip.module.css";

interface KeyChipProps {
  name: string;
  value: string;
  role: "link" | "shared";
}

/** A key, to copy and to follow: a link key leads to this case from anywhere, a shared one to all cases that carry it. */
export function KeyChip({ name, value, role }: KeyChipProps) {
  const text = keyText({ name, value });
  const href = role === "link" ? `/cases/${encodeURIComponent(text)}` : `/cases?q=${encodeURIComponent(text)}`;
  const meaning = role === "link" ? "Ties events to this case" : "Shared by several cases: shows them all";
  const Icon = role === "link" ? IconLink : IconUsers;
  return (
    <span className={styles["chip"]} data-role={role}>
      <AppLink href={href} className={styles["link"]} title={meaning}>
        <Icon size={12} aria-hidden />
        <span className={styles["name"]}>{name}</span>
        <span className={styles["value"]}>{value}</span>
      </AppLink>
      <CopyButton text={value} what={name} />
    </span>
  );
}
