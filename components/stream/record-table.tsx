import type { FoundRecord } from "@/lib/api/contract/topics";
import { CaseLink } from "../case-list/case-link";
import { CopyableId } from "../ui/copyable-id";
import { Details, Fact, Facts, QuotedText } from "../ui/details";
import { formatBytes, formatCount } from "../ui/format-number";
import { RelativeTime } from "../ui/relative-time";
import type { TableColumn } from "../ui/table/table-column";
import { VirtualTable } from "../ui/table/virtual-table";
import styles from "./stream.module.css";
import { recordId } from "./use-record-lines";

const COLUMNS: readonly TableColumn<FoundRecord>[] = [
  { id: "at", header: "Recorded", width: "100px", cell: ({ recordedAt }) => <RelativeTime at={recordedAt} /> },
  {
    id: "place",
    header: "Topic, partition, offset",
    width: "minmax(120px, 1fr)",
    fromWidth: 620,
    cell: (record) => <Cut text={placeOf(record)} />,
  },
  { id: "key", header: "Key", width: "minmax(80px, 0.8fr)", cell: ({ key }) => <Cut text={key ?? "–"} /> },
  {
    id: "value",
    header: "Value",
    width: "minmax(110px, 2fr)",
    fromWidth: 480,
    cell: ({ value }) => <Cut text={value ?? "none: a deletion"} />,
  },
  {
    id: "case",
    header: "Case",
    width: "minmax(90px, 1fr)",
    cell: ({ theCase }) =>
      theCase === null ? (
        <span className="muted">not projected</span>
      ) : (
        <CaseLink caseId={theCase.id} label={theCase.label} />
      ),
  },
];

function Cut({ text }: { text: string }) {
  return (
    <code className={styles["cut"]} title={text.slice(0, 600)}>
      {text.slice(0, 300)}
    </code>
  );
}

const placeOf = ({ topic, partition, position }: FoundRecord) => `${topic} / ${partition} / ${formatCount(position)}`;

interface RecordTableProps {
  label: string;
  records: readonly FoundRecord[];
  openId: string | null;
  onOpen: (id: string | null) => void;
  footer: string;
}

/** Records, the latest first; the one that is open is shown whole below. */
export function RecordTable({ label, records, openId, onOpen, footer }: RecordTableProps) {
  const open = records.find((record) => recordId(record) === openId);
  return (
    <>
      <VirtualTable
        label={label}
        columns={COLUMNS}
        items={records}
        idOf={recordId}
        nameOf={placeOf}
        onOpen={(record) => onOpen(recordId(record) === openId ? null : recordId(record))}
        currentId={openId}
        narrowLine={placeOf}
        footer={footer}
      />
      {open === undefined ? null : <OneRecord record={open} />}
    </>
  );
}

function OneRecord({ record }: { record: FoundRecord }) {
  const { key, headers, value, theCase } = record;
  return (
    <section aria-label="The open record" className={styles["record"]}>
      <Details>
        <Facts>
          <Fact name="Place">
            <CopyableId id={`${record.topic}/${record.partition}@${record.position}`} what="Place of the record" />
          </Fact>
          <Fact name="Recorded">
            <RelativeTime at={record.recordedAt} />
          </Fact>
          <Fact name="Key">{key === null ? "none" : <CopyableId id={key} what="Key" />}</Fact>
          <Fact name="Case">
            {theCase === null ? "none is known by its keys" : <CaseLink caseId={theCase.id} label={theCase.label} />}
          </Fact>
          {headers.map((header, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come several times, and the list of a record never changes
            <Fact key={`${header.name} ${index}`} name={`Header ${header.name}`}>
              {header.value}
            </Fact>
          ))}
          <Fact name="Size">{sizeOf(record)}</Fact>
        </Facts>
        {value === null ? null : <QuotedText label="Value">{pretty(value)}</QuotedText>}
      </Details>
    </section>
  );
}

function sizeOf({ bytes, encoding, isCut, isMasked }: FoundRecord): string {
  return [
    formatBytes(bytes),
    ...(encoding === "base64" ? ["not text: shown as base64"] : []),
    ...(isCut ? ["cut: the whole lies in its topic"] : []),
    ...(isMasked ? ["parts are masked for your role"] : []),
  ].join(" · ");
}

function pretty(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
