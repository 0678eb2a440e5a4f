"use client";

import { ActionIcon, Button } from "@mantine/core";
import { IconFocus2, IconX } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import type { EventMapEdge, EventMapNode } from "@/lib/api/contract/event-map";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts } from "../ui/details";
import { formatDuration } from "../ui/format-duration";
import { formatCount, plural } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { ActivitySampleList } from "./activity-samples";
import styles from "./event-map.module.css";
import { KIND_WORDS, producerWords } from "./map-words";
import { edgeId, type MapPart } from "./shown-map";
import type { MapView } from "./use-map-view";

interface MapDetailsProps {
  part: MapPart;
  view: MapView;
}

/** All about what is selected, beside the picture, which stays in sight. */
export function MapDetails({ part, view }: MapDetailsProps) {
  const { node: nodeId, edge: chosenEdge } = view.values;
  const byId = new Map(part.nodes.map((node) => [node.id, node]));
  const node = nodeId === null ? undefined : byId.get(nodeId);
  const edge = part.edges.find((one) => edgeId(one) === chosenEdge);
  const close = () => void view.setValues({ node: null, edge: null });
  if (node !== undefined) {
    return (
      <DetailsFrame title={node.name || "(no name)"} onClose={close}>
        <ActivityDetails node={node} byId={byId} part={part} view={view} />
      </DetailsFrame>
    );
  }
  const [from, to] = [byId.get(edge?.from ?? ""), byId.get(edge?.to ?? "")];
  if (edge === undefined || from === undefined || to === undefined) return null;
  return (
    <DetailsFrame title={`${from.name} → ${to.name}`} onClose={close}>
      <EdgeFacts edge={edge} from={from} to={to} view={view} />
    </DetailsFrame>
  );
}

function DetailsFrame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const id = useId();
  return (
    <aside aria-labelledby={id} className={styles["details"]}>
      <div className={styles["detailsHead"]}>
        <h2 id={id}>{title}</h2>
        <ActionIcon aria-label="Close the details" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={styles["detailsBody"]}>{children}</div>
    </aside>
  );
}

interface ActivityDetailsProps extends MapDetailsProps {
  node: EventMapNode;
  byId: ReadonlyMap<string, EventMapNode>;
}

function ActivityDetails({ node, byId, part, view }: ActivityDetailsProps) {
  const into = part.edges.filter(({ to }) => to === node.id);
  const outOf = part.edges.filter(({ from }) => from === node.id);
  const isFocus = view.values.focus === node.id;
  return (
    <Details>
      <div className={styles["actions"]}>
        <Button
          variant="default"
          leftSection={<IconFocus2 size={14} aria-hidden />}
          onClick={() => void view.setValues({ focus: isFocus ? null : node.id })}
        >
          {isFocus ? "Show the whole map" : "Only its neighbours"}
        </Button>
        <AppLink href={casesHref(node, view)}>Cases with it</AppLink>
      </div>
      <Facts>
        <Fact name="Producer">
          {node.producer} <span className="muted">({producerWords(node)})</span>
        </Fact>
        <Fact name={node.kind === "event" ? "Topic" : "Engine"}>{node.channel || "–"}</Fact>
        <Fact name={node.kind === "event" ? "Event type" : "Element"}>
          <CopyableId id={node.activity} what="activity" />
        </Fact>
        <Fact name="Times">
          <span className="number">{formatCount(node.count)}</span>
        </Fact>
        <Fact name="Begins">{plural(node.start, "case")}</Fact>
        <Fact name="Is the last of">{plural(node.end, "case")}</Fact>
      </Facts>
      <EdgeList title="Comes after" edges={into} nameOf={({ from }) => byId.get(from)} view={view} />
      <EdgeList title="Comes before" edges={outOf} nameOf={({ to }) => byId.get(to)} view={view} />
      <ActivitySampleList key={node.id} activityId={node.id} />
    </Details>
  );
}

function casesHref({ kind, activity }: EventMapNode, { values }: MapView): string {
  const search = new URLSearchParams({ [kind === "element" ? "element" : "activity"]: activity });
  for (const name of ["process", "from", "to", "state"] as const) {
    const value = values[name];
    if (value !== null) search.set(name, value);
  }
  return `/cases?${search.toString()}`;
}

interface EdgeListProps {
  title: string;
  edges: readonly EventMapEdge[];
  nameOf: (edge: EventMapEdge) => EventMapNode | undefined;
  view: MapView;
}

const LISTED_MAX = 12;

function EdgeList({ title, edges, nameOf, view }: EdgeListProps) {
  if (edges.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={styles["edgeList"]}>
        {edges.slice(0, LISTED_MAX).map((edge) => (
          <li key={edgeId(edge)}>
            <button
              type="button"
              className={styles["edgeButton"]}
              onClick={() => void view.setValues({ edge: edgeId(edge), node: null })}
            >
              <span>
                {nameOf(edge)?.name} <span className="muted">{nameOf(edge)?.producer}</span>
              </span>
              <span className="muted number">
                {formatCount(edge.count)}×{edge.p50 === null ? "" : ` · ${formatDuration(edge.p50)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {edges.length > LISTED_MAX ? <p className="muted">and {formatCount(edges.length - LISTED_MAX)} more</p> : null}
    </section>
  );
}

interface EdgeFactsProps {
  edge: EventMapEdge;
  from: EventMapNode;
  to: EventMapNode;
  view: MapView;
}

function EdgeFacts({ edge, from, to, view }: EdgeFactsProps) {
  const { kind, topic, count, cases, p50, p90, mean } = edge;
  const end = (node: EventMapNode) => (
    <button
      type="button"
      className={styles["edgeButton"]}
      onClick={() => void view.setValues({ node: node.id, edge: null })}
    >
      <span>
        {node.name} <span className="muted">{node.producer}</span>
      </span>
    </button>
  );
  return (
    <Facts>
      <Fact name="From">{end(from)}</Fact>
      <Fact name="To">{end(to)}</Fact>
      <Fact name="Kind">
        {KIND_WORDS[kind].name}: {KIND_WORDS[kind].about}
      </Fact>
      {topic === "" ? null : <Fact name="Topic">{topic}</Fact>}
      <Fact name="Times">
        <span className="number">{formatCount(count)}</span> in {plural(cases, "case")}
      </Fact>
      <Fact name="Half within">{p50 === null ? "–" : formatDuration(p50)}</Fact>
      <Fact name="90% within">{p90 === null ? "–" : formatDuration(p90)}</Fact>
      <Fact name="Mean">{mean === null ? "–" : formatDuration(mean)}</Fact>
    </Facts>
  );
}
