import type { DiscoveredModel } from "@/lib/query/discovery/discover-model";
import { textResponse } from "./route";

/** The diagram as the body; how well the cases fit it stands in headers, so that the body can be saved as it is. */
export function discoveredResponse({ xml, told }: DiscoveredModel): Response {
  const response = textResponse(xml, "application/xml");
  const { fitness, precision, cases, conforming, undecided, cut } = told;
  const figures = { fitness, precision, cases, conforming, "left-out": undecided.cases + cut.cases };
  for (const [name, figure] of Object.entries(figures)) {
    if (figure !== null) response.headers.set(`x-throughline-${name}`, String(figure));
  }
  return response;
}
