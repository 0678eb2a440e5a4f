"use client";

import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { toCsvLine } from "@/lib/domain/csv-line";
import { showProblem } from "../shell/show-problem";
import { collectItems, type ItemsAsked } from "./collect-items";

const COLUMNS = ["ordinal", "target", "state", "result", "attempts", "case", "startedAt", "endedAt"];

/** The result of each target, as the table is filtered, for a spreadsheet. */
export function DownloadItems(asked: ItemsAsked) {
  const collect = useMutation({
    mutationFn: () => collectItems(asked),
    onSuccess: (items) => {
      const lines = items.map(({ ordinal, targetId, state, result, attempts, caseId, startedAt, endedAt }) =>
        toCsvLine([`${ordinal}`, targetId, state, result, `${attempts}`, caseId ?? "", startedAt ?? "", endedAt ?? ""]),
      );
      save(new Blob([toCsvLine(COLUMNS), ...lines], { type: "text/csv" }), `operation-${asked.operationId}.csv`);
    },
    onError: (error) => showProblem(error, "Nothing was downloaded"),
  });
  return (
    <Button
      variant="subtle"
      loading={collect.isPending}
      leftSection={<IconDownload size={14} aria-hidden />}
      aria-label="Download the results as CSV"
      onClick={() => collect.mutate()}
    >
      CSV
    </Button>
  );
}

function save(blob: Blob, fileName: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
