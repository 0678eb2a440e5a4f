import type { CorrelationRules } from "@/lib/api/contract/rules";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import styles from "./correlation.module.css";

/** What the configuration says: it counts for topics that no rule of this console fits. */
export function ConfiguredRules({ sources }: { sources: CorrelationRules["sources"] }) {
  const configured = sources.filter((source) => source.configured.length > 0);
  if (configured.length === 0) return null;
  return (
    <Panel title="Rules of the configuration">
      <p className="muted">From throughline.config.yaml. A rule above that fits the same topic goes before them.</p>
      {configured.map(({ name, configured: rules }) => (
        <details key={name} className={styles["more"]}>
          <summary>
            {name}: {plural(rules.length, "rule")}
          </summary>
          <ul className={styles["configured"]}>
            {rules.map(({ topic, format, process, keys }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are shown as they stand in the file and never change
              <li key={index}>
                <code>{topic}</code> {format}
                {process === null ? null : <>, process {process}</>}
                {keys.length === 0 ? null : (
                  <span className="muted">
                    : {keys.map((key) => `${key.name} (${key.role}) ${key.path}`).join(", ")}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Panel>
  );
}
