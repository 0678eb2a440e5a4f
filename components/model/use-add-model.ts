"use client";

import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ModelSaved } from "@/lib/api/contract/models";
import { plural } from "../ui/format-number";
import { useNavigation } from "../ui/navigation";
import { modelHref } from "./model-href";

/** Saves a model in whatever way it comes, says what was saved, and goes to its bindings. */
export function useAddModel<Asked>(save: (asked: Asked) => Promise<ModelSaved>) {
  const client = useQueryClient();
  const { navigate } = useNavigation();
  return useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      notifications.show({ title: `${saved.id}, version ${saved.version}`, message: savedWords(saved) });
      navigate(modelHref(saved.id));
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => STALE.has(String(queryKey[0])) }),
  });
}

const STALE = new Set(["models", "model", "processes", "process", "bpmn", "collaboration"]);

function savedWords({ elements, warnings, laidOut, bindings }: ModelSaved): string {
  return [
    plural(elements, "element"),
    laidOut && "laid out, for it came without a layout",
    bindings > 0 && `${plural(bindings, "binding")} made`,
    warnings.length > 0 && `${plural(warnings.length, "warning")}: see the diagram`,
  ]
    .filter(Boolean)
    .join(" · ");
}
