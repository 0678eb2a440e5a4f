"use client";

import { Anchor, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconArchive, IconDownload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ModelDetails } from "@/lib/api/contract/models";
import { archiveModel } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import { AddModel } from "./add-model";
import styles from "./model-page.module.css";

export function ModelActions({ model }: { model: ModelDetails }) {
  const { id, name, shownVersion, archivedAt } = model;
  const file = `/api/v1/processes/${encodeURIComponent(id)}/bpmn?version=${shownVersion}`;
  return (
    <div className={styles["actions"]}>
      {archivedAt === null ? (
        <Anchor href={file} download={`${name}-${shownVersion}.bpmn`} size="sm">
          <IconDownload size={14} aria-hidden /> Download
        </Anchor>
      ) : null}
      {archivedAt === null ? <Archive name={name} /> : null}
      <AddModel name={name} />
    </div>
  );
}

function Archive({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const whyNot = useWhyNot("analyst");
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: (reason: string) => archiveModel(name, reason),
    onSuccess: () => {
      notifications.show({ title: "Archived", message: `${name} is in no list of processes any more.` });
      setOpen(false);
    },
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <>
      <ActionButton
        whyNot={whyNot}
        variant="default"
        leftSection={<IconArchive size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Archive
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Archive ${name}`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <ConfirmForm
          confirm="Archive"
          isBusy={archive.isPending}
          whyNot={null}
          onConfirm={(reason) => archive.mutate(reason)}
          onClose={() => setOpen(false)}
        >
          <p>
            It leaves the list of processes. Its versions and bindings are kept; uploading its name again brings it
            back.
          </p>
          {archive.error === null ? null : <QueryProblem error={archive.error} what="The model" />}
        </ConfirmForm>
      </Modal>
    </>
  );
}
