"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { AuditFilter } from "@/lib/api/contract/audit";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { present } from "../ui/present";

/** Plain links: the browser streams what matches to disk, however long it is. */
export function AuditExport({ filter }: { filter: AuditFilter }) {
  const whyNot = useWhyNot("analyst");
  return (
    <>
      <ExportLink format="csv" word="CSV" {...{ filter, whyNot }} />
      <ExportLink format="jsonl" word="JSON lines" {...{ filter, whyNot }} />
    </>
  );
}

interface ExportLinkProps {
  format: "csv" | "jsonl";
  word: string;
  filter: AuditFilter;
  whyNot: string | null;
}

function ExportLink({ format, word, filter, whyNot }: ExportLinkProps) {
  const icon = <IconDownload size={14} aria-hidden />;
  if (whyNot !== null) {
    return (
      <ActionButton variant="default" leftSection={icon} whyNot={whyNot} onClick={() => undefined}>
        {word}
      </ActionButton>
    );
  }
  const search = new URLSearchParams({ format, ...present({ ...filter, id: undefined }) } satisfies Record<
    string,
    string
  >);
  return (
    <Button
      component="a"
      href={`/api/v1/audit/export?${search}`}
      download={`audit.${format}`}
      variant="default"
      leftSection={icon}
      aria-label={`Download as ${word}`}
    >
      {word}
    </Button>
  );
}
