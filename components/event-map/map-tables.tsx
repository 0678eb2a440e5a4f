"use client";

import { Tabs } from "@mantine/core";
import { useMemo, useState } from "react";
import type { EventMap } from "@/lib/api/contract/event-map";
import { formatCount } from "../ui/format-number";
import type { TableSort } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import { ChangesPanel } from "./changes-panel";
import styles from "./event-map.module.css";
import { ACTIVITY_COLUMNS, EDGE_COLUMNS, type NamedEdge, PRODUCER_COLUMNS } from "./map-columns";
import { edgeId, groupId, type MapPart } from "./shown-map";
import { MAP_TABS, type MapView } from "./use-map-view";

interface MapTablesProps {
  map: EventMap;
  part: MapPart;
  view: MapView;
}

/** The same picture in rows: the way by keyboard, and the one for sorting. */
export function MapTables({ map, part, view }: MapTablesProps) {
  const { tab } = view.values;
  return (
    <Tabs
      value={tab}
      onChange={(next) => void view.setValues({ tab: MAP_TABS.find((one) => one === next) ?? null })}
      className={styles["tabs"] ?? ""}
      keepMounted={false}
    >
      <Tabs.List>
        <Tabs.Tab value="activities">Activities ({formatCount(part.nodes.length)})</Tabs.Tab>
        <Tabs.Tab value="edges">Edges ({formatCount(part.edges.length)})</Tabs.Tab>
        <Tabs.Tab value="producers">Producers ({formatCount(map.producers.length)})</Tabs.Tab>
        <Tabs.Tab value="changes">Since yesterday</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="activities" className={styles["tab"] ?? ""}>
        <Activities part={part} view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="edges" className={styles["tab"] ?? ""}>
        <Edges part={part} view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="producers" className={styles["tab"] ?? ""}>
        <Producers map={map} view={view} />
      </Tabs.Panel>
      <Tabs.Panel value="changes" className={styles["tab"] ?? ""}>
        <ChangesPanel process={view.values.process} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Activities({ part, view }: Omit<MapTablesProps, "map">) {
  const [sort, setSort] = useState<TableSort | null>({ columnId: "times", isDescending: true });
  const { node } = view.values;
  return (
    <VirtualTable
      label="Activities of the map"
      columns={ACTIVITY_COLUMNS}
      items={part.nodes}
      idOf={({ id }) => id}
      nameOf={({ name, producer }) => `${name} of ${producer}`}
      currentId={node}
      onOpen={({ id }) => void view.setValues({ node: id === node ? null : id, edge: null })}
      onKey={(key, { id }) => {
        if (key !== "f") return false;
        void view.setValues({ focus: view.values.focus === id ? null : id });
        return true;
      }}
      sort={sort}
      onSort={setSort}
      isMain
      footer="Enter shows the details of an activity, f only its neighbours."
    />
  );
}

function Edges({ part, view }: Omit<MapTablesProps, "map">) {
  const [sort, setSort] = useState<TableSort | null>({ columnId: "times", isDescending: true });
  const edges = useMemo(() => namedEdges(part), [part]);
  const { edge: chosen } = view.values;
  return (
    <VirtualTable
      label="Edges of the map"
      columns={EDGE_COLUMNS}
      items={edges}
      idOf={edgeId}
      nameOf={({ fromNode, toNode }) => `${fromNode.name} to ${toNode.name}`}
      currentId={chosen}
      onOpen={(edge) => void view.setValues({ edge: edgeId(edge) === chosen ? null : edgeId(edge), node: null })}
      sort={sort}
      onSort={setSort}
      isMain
      narrowLine={({ kind, topic }) => [kind, topic].filter(Boolean).join(", ")}
    />
  );
}

function namedEdges({ nodes, edges }: MapPart): NamedEdge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const [fromNode, toNode] = [byId.get(edge.from), byId.get(edge.to)];
    return fromNode === undefined || toNode === undefined ? [] : [{ ...edge, fromNode, toNode }];
  });
}

function Producers({ map, view }: Omit<MapTablesProps, "part">) {
  const [sort, setSort] = useState<TableSort | null>(null);
  return (
    <VirtualTable
      label="Producers of the map"
      columns={PRODUCER_COLUMNS}
      items={map.producers}
      idOf={groupId}
      nameOf={({ producer }) => producer}
      onOpen={({ producer }) => void view.setValues({ q: producer })}
      sort={sort}
      onSort={setSort}
      isMain
      footer="Hears and is heard by: other producers. Must know: activities of others that come before its own. Nobody in charge: share of what goes over its edges without an engine."
    />
  );
}
