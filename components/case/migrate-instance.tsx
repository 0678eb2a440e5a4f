"use client";

import { useMemo } from "react";
import { MigrateFields } from "@/components/migration/migrate-fields";
import type { Entered } from "@/components/operation-form/asked-operation";
import type { ProcessInstance } from "@/lib/api/contract/cases";
import { activeTokens } from "./active-tokens";

interface MigrateInstanceProps {
  instance: ProcessInstance;
  onEnter: (entered: Entered) => void;
}

export function MigrateInstance({ instance, onEnter }: MigrateInstanceProps) {
  const tokens = useMemo(() => activeTokens(instance), [instance]);
  return <MigrateFields processId={instance.processId} version={instance.version} tokens={tokens} onEnter={onEnter} />;
}
