import type { ReactNode } from "react";
import styles from "./details.module.css";

/** What a drawer tells of one thing, part below part. */
export function Details({ children }: { children: ReactNode }) {
  return <div className={styles["details"]}>{children}</div>;
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles["facts"]}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface QuotedTextProps {
  /** What it is, for whoever comes to it by keys. */
  label: string;
  children: ReactNode;
}

/** Another's words, to the letter. */
export function QuotedText({ label, children }: QuotedTextProps) {
  return (
    <section
      className={styles["quoted"]}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  );
}
