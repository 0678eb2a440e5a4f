"use client";

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import styles from "./refused-diagram.module.css";

interface RefusedDiagramProps {
  xml: string;
  reason: string;
  label: string;
}

/** The XML could not be drawn: says why in the reader's words and hands the XML out. The table of elements still works. */
export function RefusedDiagram({ xml, reason, label }: RefusedDiagramProps) {
  const href = useBlobUrl(xml);
  return (
    <section role="alert" aria-label={`Diagram: ${label}`} className={styles["refused"]}>
      <IconAlertTriangle size={22} aria-hidden className={styles["icon"]} />
      <h3>This diagram cannot be drawn</h3>
      <p className={styles["reason"]}>{reason}</p>
      <p className="muted">{adviceFor(reason)} The numbers of its elements are in the table.</p>
      {href === null ? null : (
        <Button component="a" href={href} download={`${fileName(label)}.bpmn`} leftSection={<IconDownload size={14} />}>
          Download the XML
        </Button>
      )}
    </section>
  );
}

function adviceFor(reason: string): string {
  if (reason.includes("no diagram to display")) return "It holds a process but no layout for it.";
  if (reason.includes("unparsable") || reason.includes("failed to parse")) return "It is not well-formed BPMN 2.0 XML.";
  return "Open the XML in a BPMN modeler to mend it, and deploy it again.";
}

function fileName(label: string): string {
  return label.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "process";
}

function useBlobUrl(text: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: "application/xml" }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return url;
}
