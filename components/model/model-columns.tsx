import { IconArchive, IconCheck } from "@tabler/icons-react";
import type { ModelSummary } from "@/lib/api/contract/models";
import { formatCount } from "../ui/format-number";
import { AppLink } from "../ui/navigation";
import { RelativeTime } from "../ui/relative-time";
import { StatusBadge } from "../ui/status-badge";
import type { TableColumn } from "../ui/table/table-column";
import { modelHref } from "./model-href";

export const MODEL_COLUMNS: readonly TableColumn<ModelSummary>[] = [
  {
    id: "model",
    header: "Model",
    width: "minmax(160px, 2fr)",
    sortBy: ({ name }) => name.toLowerCase(),
    cell: ({ id, name }) => <AppLink href={modelHref(id)}>{name}</AppLink>,
  },
  {
    id: "state",
    header: "State",
    width: "100px",
    sortBy: ({ archivedAt }) => (archivedAt === null ? 0 : 1),
    cell: ({ archivedAt }) =>
      archivedAt === null ? (
        <StatusBadge tone="active" icon={<IconCheck size={13} />}>
          In force
        </StatusBadge>
      ) : (
        <StatusBadge
          tone="ended"
          icon={<IconArchive size={13} />}
          title="Kept, and in no list of processes. Uploading its name again brings it back."
        >
          Archived
        </StatusBadge>
      ),
  },
  {
    id: "version",
    header: "Version",
    width: "84px",
    align: "end",
    sortBy: ({ version }) => version,
    cell: ({ version }) => version,
  },
  {
    id: "elements",
    header: "Elements",
    width: "92px",
    align: "end",
    fromWidth: 560,
    sortBy: ({ elements }) => elements,
    cell: ({ elements }) => formatCount(elements),
  },
  {
    id: "bindings",
    header: "Bindings",
    width: "92px",
    align: "end",
    fromWidth: 560,
    sortBy: ({ bindings }) => bindings,
    cell: ({ bindings }) => (bindings === 0 ? <span className="muted">0</span> : formatCount(bindings)),
  },
  {
    id: "author",
    header: "By",
    width: "minmax(90px, 1fr)",
    fromWidth: 760,
    sortBy: ({ createdBy }) => createdBy,
    cell: ({ createdBy }) => createdBy,
  },
  {
    id: "at",
    header: "Saved",
    width: "120px",
    align: "end",
    fromWidth: 700,
    sortBy: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
