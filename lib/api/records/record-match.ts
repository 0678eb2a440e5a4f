import type { FoundRecord } from "@/lib/api/contract/topics";

export type RecordFilter = {
  readonly key?: string | undefined;
  readonly header?: string | undefined;
  readonly value?: string | undefined;
};

/** Asks what the caller may see: a search over what is hidden would tell it piece by piece. */
export function matches({ key, headers, value }: FoundRecord, filter: RecordFilter): boolean {
  return (
    (filter.key === undefined || has(key, filter.key)) &&
    (filter.header === undefined || headers.some((header) => isHeader(header, filter.header ?? ""))) &&
    (filter.value === undefined || has(value, filter.value))
  );
}

/** `name` alone, or `name:text`; a name has no colon in it. */
function isHeader(header: { readonly name: string; readonly value: string }, wanted: string): boolean {
  const colon = wanted.indexOf(":");
  const name = (colon < 0 ? wanted : wanted.slice(0, colon)).trim();
  if (header.name.toLowerCase() !== name.toLowerCase()) return false;
  return colon < 0 || has(header.value, wanted.slice(colon + 1).trim());
}

function has(text: string | null, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) === true;
}
