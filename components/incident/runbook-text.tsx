"use client";

import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import Markdown, { type Components } from "react-markdown";
import { ActionButton } from "../ui/action-button";
import styles from "./incident-group.module.css";
import type { RetryGroup } from "./use-retry-group";

const OPERATION = "throughline:";

interface RunbookTextProps {
  markdown: string;
  retry: RetryGroup;
}

/**
 * A runbook as its writer meant it: Markdown without HTML and without pictures, which would tell others who reads it. Links
 * lead to http and https; `throughline:retry-incident` is a button that asks about the incidents of the group.
 */
export function RunbookText({ markdown, retry }: RunbookTextProps) {
  const components: Components = {
    ...HEADINGS,
    a: ({ href = "", children }) => <RunbookLink href={href} label={children} retry={retry} />,
  };
  return (
    <div className={styles["runbook"]}>
      <Markdown components={components} urlTransform={toSafe} disallowedElements={["img"]} unwrapDisallowed>
        {markdown}
      </Markdown>
    </div>
  );
}

/** The drawer has a heading of its own above these. */
const HEADINGS: Components = { h1: "h4", h2: "h5", h3: "h6", h4: "h6", h5: "h6" };

function toSafe(url: string): string {
  return /^(https?:\/\/|throughline:)/i.test(url) ? url : "";
}

function RunbookLink({ href, label, retry }: { href: string; label: ReactNode; retry: RetryGroup }) {
  if (href === `${OPERATION}retry-incident`) {
    return (
      <ActionButton
        whyNot={retry.whyNot}
        variant="light"
        loading={retry.isBusy}
        leftSection={<IconRefresh size={14} aria-hidden />}
        onClick={retry.ask}
      >
        {label}
      </ActionButton>
    );
  }
  if (href.startsWith(OPERATION)) {
    return (
      <Button variant="light" disabled title={`No operation is called ${href.slice(OPERATION.length)} here.`}>
        {label}
      </Button>
    );
  }
  if (href === "") return label;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {label}
    </a>
  );
}
