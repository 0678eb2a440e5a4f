import type { Deviation, JudgedVariant } from "@/lib/api/contract/conformance";
import { formatCount } from "../ui/format-number";
import type { TableColumn } from "../ui/table/table-column";
import { DEVIATION_WORDS } from "./deviation-words";
import { formatShare } from "./format-share";
import { Moves } from "./moves";

export const DEVIATION_COLUMNS: readonly TableColumn<Deviation>[] = [
  {
    id: "kind",
    header: "Deviation",
    width: "minmax(100px, 1fr)",
    sortBy: ({ kind }) => kind,
    cell: ({ kind }) => <span title={DEVIATION_WORDS[kind].about}>{DEVIATION_WORDS[kind].name}</span>,
  },
  {
    id: "activity",
    header: "Activity",
    width: "minmax(130px, 2fr)",
    sortBy: ({ activity }) => activity,
    cell: ({ activity }) => <span title={activity}>{activity}</span>,
  },
  {
    id: "element",
    header: "At",
    width: "minmax(110px, 1.6fr)",
    fromWidth: 520,
    sortBy: ({ elementName }) => elementName ?? "",
    cell: ({ elementName, elementId }) =>
      elementName === null ? (
        <span className="muted">not in the model</span>
      ) : (
        <span title={elementId ?? ""}>{elementName}</span>
      ),
  },
  {
    id: "cases",
    header: "Cases",
    width: "84px",
    align: "end",
    sortBy: ({ cases }) => cases,
    cell: ({ cases }) => formatCount(cases),
  },
];

export const VARIANT_COLUMNS: readonly TableColumn<JudgedVariant>[] = [
  {
    id: "moves",
    header: "What the cases did",
    width: "minmax(200px, 6fr)",
    cell: ({ moves }) => <Moves moves={moves} />,
  },
  {
    id: "cost",
    header: "Deviating steps",
    width: "124px",
    align: "end",
    fromWidth: 620,
    sortBy: ({ cost }) => cost,
    cell: ({ cost }) => formatCount(cost),
  },
  {
    id: "fitness",
    header: "Fitness",
    width: "84px",
    align: "end",
    sortBy: ({ fitness }) => fitness,
    cell: ({ fitness }) => formatShare(fitness),
  },
  {
    id: "cases",
    header: "Cases",
    width: "84px",
    align: "end",
    sortBy: ({ cases }) => cases,
    cell: ({ cases }) => formatCount(cases),
  },
];
