import type { EventMapEdge, EventMapNode, MapProducer } from "@/lib/api/contract/event-map";
import { formatDuration } from "../ui/format-duration";
import { formatCount } from "../ui/format-number";
import type { TableColumn } from "../ui/table/table-column";
import styles from "./event-map.module.css";
import { KIND_WORDS, producerWords } from "./map-words";

const figure = (count: number) => (count === 0 ? <span className="muted">0</span> : formatCount(count));
const duration = (ms: number | null) => (ms === null ? <span className="muted">–</span> : formatDuration(ms));
const name = (text: string, title: string) => (
  <span className={styles["name"]} title={title}>
    {text === "" ? <span className="muted">(no name)</span> : text}
  </span>
);

function countColumn<Item>(
  header: string,
  of: (item: Item) => number,
  more: Partial<TableColumn<Item>> = {},
): TableColumn<Item> {
  return {
    id: header.toLowerCase().replaceAll(" ", "-"),
    header,
    width: "minmax(76px, 1fr)",
    align: "end",
    sortBy: of,
    cell: (item) => figure(of(item)),
    ...more,
  };
}

export const ACTIVITY_COLUMNS: readonly TableColumn<EventMapNode>[] = [
  {
    id: "name",
    header: "Activity",
    width: "minmax(150px, 3fr)",
    sortBy: (node) => node.name,
    cell: (node) => name(node.name, node.activity),
  },
  {
    id: "producer",
    header: "Producer",
    width: "minmax(110px, 2fr)",
    sortBy: (node) => node.producer,
    cell: (node) => name(node.producer, `${producerWords(node)} ${node.producer}`),
  },
  {
    id: "channel",
    header: "Topic or engine",
    width: "minmax(110px, 1.6fr)",
    fromWidth: 700,
    sortBy: ({ channel }) => channel,
    cell: ({ channel }) => name(channel, channel),
  },
  countColumn("Times", ({ count }) => count),
  countColumn("Starts", ({ start }) => start, { fromWidth: 620 }),
  countColumn("Ends", ({ end }) => end, { fromWidth: 560 }),
];

export type NamedEdge = EventMapEdge & { readonly fromNode: EventMapNode; readonly toNode: EventMapNode };

export const EDGE_COLUMNS: readonly TableColumn<NamedEdge>[] = [
  {
    id: "from",
    header: "From",
    width: "minmax(120px, 2.4fr)",
    sortBy: ({ fromNode }) => fromNode.name,
    cell: ({ fromNode }) => name(fromNode.name, `${fromNode.name} of ${fromNode.producer}`),
  },
  {
    id: "to",
    header: "To",
    width: "minmax(120px, 2.4fr)",
    sortBy: ({ toNode }) => toNode.name,
    cell: ({ toNode }) => name(toNode.name, `${toNode.name} of ${toNode.producer}`),
  },
  {
    id: "kind",
    header: "Kind",
    width: "minmax(104px, 1.2fr)",
    fromWidth: 520,
    sortBy: ({ kind }) => kind,
    cell: ({ kind }) => <span title={KIND_WORDS[kind].about}>{KIND_WORDS[kind].name}</span>,
  },
  {
    id: "topic",
    header: "Topic",
    width: "minmax(104px, 1.4fr)",
    fromWidth: 760,
    sortBy: ({ topic }) => topic,
    cell: ({ topic }) => (topic === "" ? <span className="muted">–</span> : name(topic, topic)),
  },
  countColumn("Times", ({ count }) => count),
  countColumn("Cases", ({ cases }) => cases, { fromWidth: 680 }),
  {
    id: "p50",
    header: "Half within",
    width: "minmax(96px, 1fr)",
    align: "end",
    fromWidth: 600,
    sortBy: ({ p50 }) => p50 ?? -1,
    cell: ({ p50 }) => duration(p50),
  },
  {
    id: "p90",
    header: "90% within",
    width: "minmax(96px, 1fr)",
    align: "end",
    fromWidth: 860,
    sortBy: ({ p90 }) => p90 ?? -1,
    cell: ({ p90 }) => duration(p90),
  },
];

export const PRODUCER_COLUMNS: readonly TableColumn<MapProducer>[] = [
  {
    id: "producer",
    header: "Producer",
    width: "minmax(140px, 2.4fr)",
    sortBy: ({ producer }) => producer,
    cell: (producer) => name(producer.producer, producerWords(producer)),
  },
  {
    id: "kind",
    header: "What it is",
    width: "minmax(110px, 1.2fr)",
    fromWidth: 560,
    sortBy: ({ kind }) => kind,
    cell: (producer) => producerWords(producer),
  },
  countColumn("Activities", ({ activities }) => activities, { fromWidth: 640 }),
  countColumn("Hears", ({ fanIn }) => fanIn),
  countColumn("Is heard by", ({ fanOut }) => fanOut),
  countColumn("Must know", ({ mustKnow }) => mustKnow),
  {
    id: "unorchestrated",
    header: "Nobody in charge",
    width: "minmax(124px, 1.2fr)",
    align: "end",
    sortBy: ({ unorchestrated }) => unorchestrated ?? -1,
    cell: ({ unorchestrated }) =>
      unorchestrated === null ? <span className="muted">–</span> : `${Math.round(unorchestrated * 100)}%`,
  },
];
