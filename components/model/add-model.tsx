"use client";

import { Modal, Tabs } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { CopyForm } from "./copy-form";
import { UploadForm } from "./upload-form";

/** A diagram from a file, or from a process that has one. */
export function AddModel({ name }: { name?: string }) {
  const [isOpen, setOpen] = useState(false);
  const whyNot = useWhyNot("analyst");
  return (
    <>
      <ActionButton whyNot={whyNot} leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpen(true)}>
        {name === undefined ? "Add a model" : "Next version"}
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={name === undefined ? "Add a process model" : `Next version of ${name}`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? (
          <Tabs defaultValue="file">
            <Tabs.List>
              <Tabs.Tab value="file">Upload BPMN</Tabs.Tab>
              <Tabs.Tab value="engine">Take an engine’s</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="file" pt="md">
              <UploadForm name={name ?? null} onDone={() => setOpen(false)} />
            </Tabs.Panel>
            <Tabs.Panel value="engine" pt="md">
              <CopyForm name={name ?? null} onDone={() => setOpen(false)} />
            </Tabs.Panel>
          </Tabs>
        ) : null}
      </Modal>
    </>
  );
}
