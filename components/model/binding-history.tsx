import type { ModelDetails } from "@/lib/api/contract/models";
import { plural } from "../ui/format-number";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { ScrollList } from "./scroll-list";

/** Who saved the bindings of this version. */
export function BindingHistory({ model: { saves } }: { model: ModelDetails }) {
  return (
    <Panel title="Saved bindings">
      {saves.length === 0 ? <p className="muted">Nothing was bound in this version yet.</p> : null}
      <ScrollList label="Saved bindings">
        {saves.map(({ bindingVersion, savedAt, savedBy, reason, bindings }) => (
          <li key={bindingVersion}>
            <span>
              {bindingVersion}. {plural(bindings, "binding")} by {savedBy}
              {reason === "" ? null : <span className="muted"> · {reason}</span>}
            </span>
            <RelativeTime at={savedAt} />
          </li>
        ))}
      </ScrollList>
    </Panel>
  );
}
