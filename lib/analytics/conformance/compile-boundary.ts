import { activePlaces } from "./compile-activity";
import { leavings, messagesTo } from "./flow-places";
import type { NetBuilder } from "./net-builder";
import type { GraphNode, ProcessGraph } from "./process-graph";

/** While its host is under way, an interrupting one ends it with all that is in it; another one leaves it alone. */
export function compileBoundary(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  if (node.attachedTo !== null)
    compileListener(node, { host: node.attachedTo, keepsHost: !node.isInterrupting }, { graph, builder });
}

/** An event that begins an event subprocess while the scope around it is under way. */
export function compileEventSubprocessStart(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): void {
  const subprocess = builder.nodes.get(node.scope);
  if (subprocess !== undefined) {
    compileListener(node, { host: subprocess.scope, keepsHost: true }, { graph, builder });
  }
}

type Listened = { readonly host: string; readonly keepsHost: boolean };
type Whole = { readonly graph: ProcessGraph; readonly builder: NetBuilder };

function compileListener(node: GraphNode, { host, keepsHost }: Listened, { graph, builder }: Whole): void {
  const labels = builder.allLabelsOf(node);
  const messages = messagesTo(node, graph, builder);
  const clear = node.isInterrupting ? builder.inner(host) : [];
  // One that nothing tells of would else fire for ever: it fires again when its last token has moved on.
  const waits = !node.isInterrupting && labels.length === 0;
  const listening = activePlaces(host, builder).map((active) => ({ active, kept: keepsHost ? [active] : [] }));
  const ways = listening.flatMap(({ active, kept }) =>
    messages.length === 0
      ? [{ consume: [active], kept }]
      : messages.map((message) => ({ consume: [active, message], kept })),
  );
  for (const produced of leavings(node, graph, builder)) {
    for (const { consume, kept } of ways) {
      const produce = [...kept, ...produced];
      builder.step({ elementId: node.id, labels, consume, produce, clear, empty: waits ? produced : [] });
    }
  }
}
