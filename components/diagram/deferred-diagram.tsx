"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { Skeleton } from "../ui/skeleton";

/** bpmn-js is a third of the console's script: it comes with the first diagram, not with the first page. */
const ProcessDiagram = lazy(async () => {
  const { ProcessDiagram: component } = await import("./process-diagram");
  return { default: component };
});

export function DeferredDiagram(props: ComponentProps<typeof ProcessDiagram>) {
  return (
    <Suspense fallback={<Skeleton label="the diagram" />}>
      <ProcessDiagram {...props} />
    </Suspense>
  );
}
