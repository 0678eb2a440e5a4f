import { Failure } from "@/lib/domain/failure";
import type { NetBuilder } from "./net-builder";
import type { GraphNode, ProcessGraph } from "./process-graph";

const CONDITIONS_MAX = 10;

/** Each way in which a node may begin: the tokens that it takes. Of several incoming flows any one is enough. */
export function waysIn(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): readonly (readonly number[])[] {
  const flows = (builder.incoming.get(node.id) ?? []).map(({ id }) => builder.place(`flow ${id}`, node.scope));
  const isLinkCatch = node.trigger === "link" && flows.length === 0;
  const first = isLinkCatch ? `link ${node.scope} ${node.link}` : `go ${node.id}`;
  const ways = flows.length === 0 ? [builder.place(first, node.scope)] : flows;
  const messages = messagesTo(node, graph, builder);
  return ways.flatMap((way) => (messages.length === 0 ? [[way]] : messages.map((message) => [way, message])));
}

/** Places of the messages of which it needs one. */
export function messagesTo(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): readonly number[] {
  if (!node.isReceiver) return [];
  return graph.messages.filter(({ to }) => to === node.id).map(({ id }) => builder.messagePlace(id));
}

/** Each way in which a node may be left: the tokens that it makes. Flows with conditions are taken in any combination. */
export function leavings(node: GraphNode, graph: ProcessGraph, builder: NetBuilder): readonly (readonly number[])[] {
  const flows = builder.outgoing.get(node.id) ?? [];
  const placeOf = ({ id }: { id: string }) => builder.place(`flow ${id}`, node.scope);
  const messages = graph.messages.filter(({ from }) => from === node.id).map(({ id }) => builder.messagePlace(id));
  const isLinkThrow = node.trigger === "link" && (builder.incoming.get(node.id) ?? []).length > 0;
  const sent = isLinkThrow ? [...messages, builder.place(`link ${node.scope} ${node.link}`, node.scope)] : messages;
  const always = flows.filter(({ isConditional, isDefault }) => !isConditional && !isDefault).map(placeOf);
  const conditional = flows.filter(({ isConditional, isDefault }) => isConditional && !isDefault).map(placeOf);
  const otherwise = flows.filter(({ isDefault }) => isDefault).map(placeOf);
  if (conditional.length === 0) return [[...sent, ...always, ...otherwise]];
  if (conditional.length > CONDITIONS_MAX) {
    throw new Failure(
      "unsupported",
      `"${node.id}" has more than ${CONDITIONS_MAX} flows with conditions: too many ways.`,
    );
  }
  const chosen = Array.from({ length: 2 ** conditional.length }, (_, index) =>
    conditional.filter((_place, bit) => (index >> bit) % 2 === 1),
  );
  return chosen
    .filter((some) => some.length > 0 || always.length > 0 || otherwise.length > 0)
    .map((some) => [...sent, ...always, ...(some.length === 0 ? otherwise : some)]);
}
