"use client";

import { Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { saveCorrelationRules } from "@/lib/client/mutations";
import { QueryProblem } from "../shell/query-problem";
import { useWhyNot } from "../shell/session";
import { ActionButton } from "../ui/action-button";
import { ConfirmForm } from "../ui/confirm-form";
import { plural } from "../ui/format-number";
import type { RuleEditing } from "./use-rule-draft";

/** Saving projects everything anew: it says so, and asks why. */
export function SaveRules({ editing }: { editing: RuleEditing }) {
  const [isOpen, setOpen] = useState(false);
  const whyNotAllowed = useWhyNot("admin");
  const whyNot = whyNotAllowed ?? whyNotReady(editing);
  return (
    <>
      {editing.isChanged ? (
        <Button variant="default" onClick={editing.discard}>
          Discard changes
        </Button>
      ) : null}
      <ActionButton whyNot={whyNot} onClick={() => setOpen(true)}>
        Save and project
      </ActionButton>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Save these rules and project with them"
        size="lg"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {isOpen ? <SaveForm editing={editing} onClose={() => setOpen(false)} /> : null}
      </Modal>
    </>
  );
}

function whyNotReady({ isChanged, valid }: RuleEditing): string | null {
  if (!isChanged) return "Nothing was changed.";
  return valid === null ? "Something is wrong with the rules: see the fields marked red." : null;
}

function SaveForm({ editing, onClose }: { editing: RuleEditing; onClose: () => void }) {
  const client = useQueryClient();
  const rules = editing.valid ?? [];
  const saving = useMutation({
    mutationFn: (reason: string) =>
      saveCorrelationRules({
        rules: [...rules],
        decisions: [...editing.decisions],
        basedOn: editing.basedOn,
        reason,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["correlation-rules"] });
      editing.discard();
      onClose();
    },
  });
  return (
    <ConfirmForm
      confirm="Save and project"
      isBusy={saving.isPending}
      whyNot={null}
      onConfirm={(reason) => saving.mutate(reason)}
      onClose={onClose}
    >
      <p>
        {plural(rules.length, "rule")} become the next version. The whole event log is projected with them in the
        background while the picture of now stays up; then all pages switch at once. Cases may be joined or parted, and
        every id that a case had still leads to where its events are. Imported logs keep their events as they are.
      </p>
      {saving.error === null ? null : <QueryProblem error={saving.error} what="Saving" />}
    </ConfirmForm>
  );
}
