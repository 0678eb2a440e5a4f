import type { ReactNode } from "react";
import type { OfferedAction } from "@/lib/api/contract/operation-parameters";
import type { FilterInput } from "@/lib/client/queries";

export type Parameters = Readonly<Record<string, unknown>>;

/** What a form holds: parameters that the server will take, or why it has none yet, in words. */
export type Entered = { readonly parameters: Parameters } | { readonly whyNot: string };

/** An operation that somebody is about to ask for. */
export interface AskedOperation {
  action: OfferedAction;
  /** The frozen selection, as the action names its targets. */
  ids: readonly string[];
  /** Instead of ids: all that match; frozen when it is confirmed, if there are as many then as were shown. */
  filter?: FilterInput;
  /** Of the dialog: "Cancel the process instance". */
  title: string;
  /** On the button, before the number: "Cancel". */
  verb: string;
  noun: "incident" | "process instance" | "message" | "user task";
  isDestructive?: boolean;
  /** With pictures beside each other. */
  isWide?: boolean;
  /** For an action that asks for nothing else. */
  parameters?: Parameters;
  /** What is to be entered before; tells what it holds with each change. */
  fields?: (onEnter: (entered: Entered) => void) => ReactNode;
  /** Once the operation is accepted, for instance to empty the selection. */
  onRequested?: (() => void) | undefined;
}
