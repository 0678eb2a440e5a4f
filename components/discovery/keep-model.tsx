"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { uploadModel } from "@/lib/client/mutations";
import { useAddModel } from "../model/use-add-model";
import { QueryProblem } from "../shell/query-problem";

const toFile = (xml: string) => new Blob([xml], { type: "application/xml" });

/** Downloads the diagram, or saves it as a process model with its bindings: the diagram says what each task stands for. */
export function KeepModel({ processId, xml }: { processId: string; xml: string }) {
  const [name, setName] = useState(`${processId}, discovered`.slice(0, 128));
  const save = useAddModel((as: string) => uploadModel(as, toFile(xml)));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(name.trim());
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name of the model"
          description="A name that is taken makes its next version."
          value={name}
          maxLength={128}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error === null ? null : <QueryProblem error={save.error} what="The model" />}
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
          Use as process model
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`${processId}.bpmn`, xml)}
        >
          Download BPMN
        </Button>
      </Stack>
    </form>
  );
}

function download(fileName: string, xml: string): void {
  const url = URL.createObjectURL(toFile(xml));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
