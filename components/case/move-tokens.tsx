"use client";

import { useMemo } from "react";
import { flowNodes } from "@/components/diagram/flow-nodes";
import type { Entered } from "@/components/operation-form/asked-operation";
import { MoveFields } from "@/components/operation-form/move-fields";
import { isMoveTarget } from "@/components/operation-form/token-moves";
import { Loaded } from "@/components/shell/loaded";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { TokenDiagram } from "./token-diagram";
import { tokenPlaces } from "./token-places";
import { useInstanceBpmn } from "./use-instance-bpmn";

interface MoveTokensProps {
  instance: ProcessInstance;
  onEnter: (entered: Entered) => void;
}

export function MoveTokens({ instance, onEnter }: MoveTokensProps) {
  const bpmn = useInstanceBpmn(instance);
  return (
    <Loaded query={bpmn} what="The diagram">
      {(xml) => <OnDiagram instance={instance} xml={xml} onEnter={onEnter} />}
    </Loaded>
  );
}

function OnDiagram({ instance, xml, onEnter }: MoveTokensProps & { xml: string }) {
  const nodes = useMemo(() => flowNodes(xml), [xml]);
  const places = useMemo(() => tokenPlaces(instance, nodes), [instance, nodes]);
  const targets = useMemo(() => nodes.filter(isMoveTarget), [nodes]);
  const targetIds = useMemo(() => new Set(targets.map(({ id }) => id)), [targets]);
  return (
    <MoveFields
      places={places}
      targets={targets}
      onEnter={onEnter}
      picture={(moves, onMove) => (
        <TokenDiagram
          xml={xml}
          label={`tokens of ${instance.processName}`}
          places={places}
          targetIds={targetIds}
          moves={moves}
          onMove={onMove}
        />
      )}
    />
  );
}
