"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { Preview, RulesPreviewed } from "@/lib/api/contract/rules";
import { correlationPreviewQuery } from "@/lib/client/queries";
import { Loaded } from "../shell/loaded";
import { EmptyState } from "../ui/empty-state";
import { formatCount, plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import styles from "./correlation.module.css";
import { PreviewedKeys } from "./previewed-keys";
import { SizeBars } from "./size-bars";
import type { RuleEditing } from "./use-rule-draft";

/** A pause in the typing, not every letter, asks again. */
const TYPED_MS = 400;

/** What the last records would become, beside what they are. */
export function RulePreview({ editing }: { editing: RuleEditing }) {
  const [rules] = useDebouncedValue(editing.valid, TYPED_MS);
  const query = useQuery({ ...correlationPreviewQuery(rules ?? [], editing.decisions), enabled: rules !== null });
  const note = editing.valid === null ? "as of the last draft without mistakes" : "live, nothing is saved";
  return (
    <Panel title="Preview" aside={<span className="muted">{note}</span>}>
      <Loaded query={query} what="The preview" rows={5}>
        {(preview) => (preview.records === 0 ? <NoRecords /> : <Compared preview={preview} />)}
      </Loaded>
    </Panel>
  );
}

function NoRecords() {
  return (
    <EmptyState title="No records to try on yet">
      As soon as a topic was read, its last records show here what rules make of them.
    </EmptyState>
  );
}

const FIGURES: readonly { readonly name: string; readonly of: (preview: Preview) => string }[] = [
  { name: "Cases", of: ({ cases }) => formatCount(cases) },
  { name: "Cases of one event", of: ({ alone }) => formatCount(alone) },
  { name: "Events without a case", of: ({ orphans }) => formatCount(orphans) },
  { name: "Largest case", of: ({ largest }) => (largest === null ? "none" : plural(largest.events, "event")) },
  { name: "Not readable", of: ({ undecodable }) => plural(undecodable.records, "record") },
  { name: "Ignored", of: ({ ignored }) => plural(ignored, "record") },
];

function Compared({ preview: { records, before, after } }: { preview: RulesPreviewed }) {
  return (
    <>
      <p className="muted">
        Of the last {plural(records, "record")}, of each kind of event as many. Cases are cut where the sample is.
      </p>
      <table className={styles["figures"]}>
        <thead>
          <tr>
            <th scope="col">
              <span className="aside">Figure</span>
            </th>
            <th scope="col">now</th>
            <th scope="col">with these rules</th>
          </tr>
        </thead>
        <tbody>
          {FIGURES.map(({ name, of }) => (
            <tr key={name} data-changed={of(before) !== of(after)}>
              <th scope="row">{name}</th>
              <td>{of(before)}</td>
              <td>{of(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <SizeBars before={before.sizes} after={after.sizes} />
      {after.undecodable.reasons.map((reason) => (
        <p key={reason} className={styles["warning"]}>
          {reason}
        </p>
      ))}
      <PreviewedKeys preview={after} />
    </>
  );
}
