"use client";

import { Loaded } from "../shell/loaded";
import { SourceItem } from "../shell/source-lag";
import { useHealth } from "../shell/use-health";
import { EmptyState } from "../ui/empty-state";
import { AppLink } from "../ui/navigation";
import { Panel } from "../ui/panel";
import styles from "./overview.module.css";

export function SourcesPanel() {
  const health = useHealth();
  return (
    <Panel title="Sources" aside={<AppLink href="/streams">All streams</AppLink>}>
      <Loaded query={health} what="The sources" rows={3}>
        {({ sources }) =>
          sources.length === 0 ? (
            <EmptyState title="No source is configured">
              Name your Kafka and your engines in <code>throughline.config.yaml</code>, then start the ingest process.
            </EmptyState>
          ) : (
            <ul className={styles["sources"]}>
              {sources.map((source) => (
                <SourceItem key={source.id} source={source} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
