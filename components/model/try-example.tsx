"use client";

import { uploadModel } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { useAddModel } from "./use-add-model";

const NAME = "Retail collaboration";

/** Uploads the drawing of the local landscape that comes with the console. */
export function TryExample() {
  const whyNot = useWhyNot("analyst");
  const upload = useAddModel(async () => {
    const response = await fetch("/models/retail-collaboration.bpmn");
    return uploadModel(NAME, await response.blob());
  });
  return (
    <>
      <ActionButton
        whyNot={whyNot}
        variant="default"
        loading={upload.isPending}
        onClick={() => upload.mutate(undefined)}
      >
        Try with the retail collaboration
      </ActionButton>
      {upload.error === null ? null : <QueryProblem error={upload.error} what="The example" />}
    </>
  );
}
