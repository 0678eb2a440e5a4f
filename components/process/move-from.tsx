"use client";

import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { bpmnQuery } from "@/lib/client/queries";
import { flowNodes } from "../diagram/flow-nodes";
import type { Entered } from "../operation-form/asked-operation";
import { isMoveTarget } from "../operation-form/token-moves";
import { Loaded } from "../shell/loaded";

interface MoveFromProps {
  processId: string;
  version: number | null;
  elementId: string;
  onEnter: (entered: Entered) => void;
}

/** Where the tokens of one element go, in all process instances alike. */
export function MoveFrom({ processId, version, ...of }: MoveFromProps) {
  const bpmn = useQuery(bpmnQuery(processId, version ?? undefined));
  return (
    <Loaded query={bpmn} what="The diagram" rows={2}>
      {(xml) => <ChooseTarget xml={xml} {...of} />}
    </Loaded>
  );
}

type ChooseTargetProps = Pick<MoveFromProps, "elementId" | "onEnter"> & { xml: string };

function ChooseTarget({ xml, elementId, onEnter }: ChooseTargetProps) {
  const [to, setTo] = useState<string | null>(null);
  const nodes = useMemo(() => flowNodes(xml), [xml]);
  useEffect(
    () =>
      onEnter(
        to === null
          ? { whyNot: "Choose where the tokens go." }
          : { parameters: { moves: [{ fromElementId: elementId, toElementId: to }] } },
      ),
    [to, elementId, onEnter],
  );
  return (
    <Select
      label={`Tokens at ${nodes.find(({ id }) => id === elementId)?.label ?? elementId} go to`}
      placeholder="Choose an element"
      searchable
      value={to}
      data={nodes
        .filter((node) => node.id !== elementId && isMoveTarget(node))
        .map(({ id, label }) => ({ value: id, label }))}
      onChange={setTo}
    />
  );
}
