import { CopyableId } from "../ui/copyable-id";
import { Fact } from "../ui/details";
import { formatCount } from "../ui/format-number";
import styles from "./operation.module.css";

const SHOWN_MAX = 20;
const WORDS: Readonly<Record<string, string>> = {
  before: "Before",
  execution: "Carried out",
  parameters: "Parameters",
  selection: "Selection",
  total: "Chosen",
};

/** What an act left as detail, each part with its name. Others wrote it: it is text, whatever it holds. */
export function AuditDetailFacts({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const { targets, ...rest } = detail;
  return (
    <>
      {Object.entries(rest).map(([name, value]) => (
        <Fact key={name} name={WORDS[name] ?? name}>
          {toWords(value)}
        </Fact>
      ))}
      {Array.isArray(targets) ? (
        <Fact name="Targets">
          <Targets ids={targets.map(String)} />
        </Fact>
      ) : null}
    </>
  );
}

function Targets({ ids }: { ids: readonly string[] }) {
  return (
    <ul className={styles["targets"]}>
      {ids.slice(0, SHOWN_MAX).map((id) => (
        <li key={id}>
          <CopyableId id={id} what="target id" />
        </li>
      ))}
      {ids.length > SHOWN_MAX ? <li className="muted">and {formatCount(ids.length - SHOWN_MAX)} more</li> : null}
    </ul>
  );
}

function toWords(value: unknown): string {
  if (value === null || value === "") return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(toWords).join(", ");
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${toWords(part)}`);
  return parts.length === 0 ? "none" : parts.join("; ");
}
