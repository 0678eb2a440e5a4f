import { searchText } from "@/lib/api/contract/call";
import { CALLS } from "@/lib/api/contract/calls";
import { RecordLine } from "@/lib/api/contract/topics";
import { toApiProblem, unreachable } from "./api-problem";

type Query = Parameters<typeof searchText>[0];
export type RecordCall = "tailTopic" | "searchRecords";

/** Lines of an answer that comes in parts, as many at a time as have arrived. It ends with the signal, or with the answer. */
export async function* readRecordLines(
  call: RecordCall,
  query: Query,
  signal: AbortSignal,
): AsyncGenerator<readonly RecordLine[]> {
  const response = await fetch(`${CALLS[call].path}${searchText(query)}`, {
    headers: { accept: "application/x-ndjson, application/problem+json" },
    credentials: "same-origin",
    signal,
  }).catch((cause: unknown): never => {
    if (signal.aborted) throw cause;
    throw unreachable(cause);
  });
  if (!response.ok) throw await toApiProblem(response);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) return;
    const texts = `${rest}${value}`.split("\n");
    rest = texts.pop() ?? "";
    yield texts.map((text) => RecordLine.parse(JSON.parse(text)));
  }
}
