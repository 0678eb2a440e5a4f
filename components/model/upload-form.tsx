"use client";

import { Button, FileInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { uploadModel } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useAddModel } from "./use-add-model";

interface AddFormProps {
  /** Of the model that gets its next version; null asks for one. */
  name: string | null;
  onDone: () => void;
}

export function UploadForm({ name, onDone }: AddFormProps) {
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState("");
  const upload = useAddModel(async (asked: { file: File; as: string }) => {
    const saved = await uploadModel(asked.as, asked.file);
    onDone();
    return saved;
  });
  const as = name ?? (typed.trim() === "" ? nameOf(file) : typed.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null && as !== "") upload.mutate({ file, as });
      }}
    >
      <Stack gap="sm">
        <FileInput
          label="Diagram"
          description="BPMN 2.0, up to 5 MB and 5,000 elements. Without a layout it is given one."
          placeholder="Choose a .bpmn file"
          accept=".bpmn,.xml,application/xml,text/xml"
          value={file}
          onChange={setFile}
          clearable
          clearButtonProps={{ "aria-label": "Remove the file" }}
        />
        {name === null ? (
          <TextInput
            label="Name"
            description="The name of a model makes its next version; that of an observed process draws that process."
            placeholder={nameOf(file)}
            value={typed}
            maxLength={128}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        {upload.error === null ? null : <QueryProblem error={upload.error} what="The diagram" />}
        <Button type="submit" loading={upload.isPending} disabled={file === null || as === ""}>
          Upload
        </Button>
      </Stack>
    </form>
  );
}

const nameOf = (file: File | null) => (file === null ? "" : file.name.replace(/\.(bpmn|xml)$/i, "").slice(0, 128));
