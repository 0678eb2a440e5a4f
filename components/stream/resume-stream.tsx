"use client";

import { Modal, Radio, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Stream } from "@/lib/api/contract/streams";
import { resumeStream } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import { formatCount } from "../ui/format-number";

const CHOICES = [
  { value: "keep", label: "Where it stands", about: "Refused when its topic ends before that now." },
  {
    value: "earliest",
    label: "At the beginning of its topic",
    about: "For a topic that was made again. It becomes a stream of its own; events that are known count once.",
  },
  {
    value: "latest",
    label: "At the end of its topic",
    about: "What lies before is skipped and written down as a gap.",
  },
] as const;
type From = (typeof CHOICES)[number]["value"];

/** A paused stream waits for a person who says where it goes on. */
export function ResumeStream({ stream }: { stream: Stream }) {
  const [isOpen, setOpen] = useState(false);
  const whyNot = useWhyNot("operator");
  return (
    <>
      <ActionButton
        whyNot={whyNot}
        variant="subtle"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        aria-label={`Resume ${stream.name}`}
        onClick={() => setOpen(true)}
      >
        Resume
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={`Resume ${stream.name}`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? <Form stream={stream} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  );
}

function Form({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const client = useQueryClient();
  const [from, setFrom] = useState<From>("keep");
  const resume = useMutation({
    mutationFn: (reason: string) => resumeStream(stream.id, { from, reason }),
    onSuccess: ({ name, nextPosition }) => {
      notifications.show({ title: "Resumed", message: `${name} goes on at ${formatCount(nextPosition)}.` });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["streams"] }),
  });
  return (
    <ConfirmForm
      confirm="Resume"
      isBusy={resume.isPending}
      whyNot={null}
      onConfirm={(reason) => resume.mutate(reason)}
      onClose={onClose}
    >
      <p>{stream.detail}</p>
      <Radio.Group
        label="Go on"
        value={from}
        onChange={(value) => setFrom(CHOICES.find((choice) => choice.value === value)?.value ?? "keep")}
      >
        <Stack gap="xs" mt="xs">
          {CHOICES.map(({ value, label, about }) => (
            <Radio key={value} value={value} label={label} description={about} />
          ))}
        </Stack>
      </Radio.Group>
      {resume.error === null ? null : <QueryProblem error={resume.error} what="The stream" />}
    </ConfirmForm>
  );
}
