import { type EngineRest, RestError } from "./engine-rest";
import type { FeedRow } from "./feeds";
import { readMessageNames } from "./message-names";

/** What a record of the engine holds: the row of a feed, and what the engine says of it elsewhere. */
export type EngineFact = { readonly feed: string; readonly row: FeedRow; readonly [addition: string]: unknown };

const DIAGRAMS_MAX = 500;
const WAITS_FOR_MESSAGE = new Set(["receiveTask", "intermediateMessageCatch"]);

/** Adds what a row alone does not say. What is gone meanwhile is left out: the row still counts. */
export class RowEnricher {
  readonly #rest: EngineRest;
  readonly #messages = new Map<string, ReadonlyMap<string, string>>();

  constructor(rest: EngineRest) {
    this.#rest = rest;
  }

  async enrich(feed: string, row: FeedRow): Promise<readonly EngineFact[]> {
    switch (feed) {
      case "deployment":
        return this.#definitionsOf(row);
      case "activity-instance":
      case "activity-instance-completed":
        return [{ feed, row, ...(await this.#message(row)) }];
      case "incident":
      case "incident-completed":
        return [{ feed, row, ...(await this.#placeOf(row)) }];
      default:
        return [{ feed, row }];
    }
  }

  async #definitionsOf(deployment: FeedRow): Promise<readonly EngineFact[]> {
    const query = { deploymentId: String(deployment["id"]) };
    const found = await this.#rest.ask({ path: "/process-definition", query });
    const facts: EngineFact[] = [];
    for (const row of Array.isArray(found) ? (found as FeedRow[]) : []) {
      const bpmnXml = await this.#diagram(String(row["id"]));
      if (bpmnXml === null) continue;
      facts.push({ feed: "definition", row: { ...row, deploymentTime: deployment["deploymentTime"] }, bpmnXml });
    }
    return facts;
  }

  async #message(row: FeedRow): Promise<{ readonly messageName?: string }> {
    if (!WAITS_FOR_MESSAGE.has(String(row["activityType"]))) return {};
    const definition = String(row["processDefinitionId"]);
    let names = this.#messages.get(definition);
    if (names === undefined) {
      names = readMessageNames((await this.#diagram(definition)) ?? "");
      if (this.#messages.size >= DIAGRAMS_MAX) this.#messages.clear();
      this.#messages.set(definition, names);
    }
    const messageName = names.get(String(row["activityId"]));
    return messageName === undefined ? {} : { messageName };
  }

  /** An incident names the execution that it stopped, not the visit of the element. */
  async #placeOf(row: FeedRow): Promise<{ readonly activityInstanceId?: string }> {
    const query = {
      executionId: String(row["executionId"]),
      activityId: String(row["activityId"]),
      sortBy: "startTime",
      sortOrder: "desc",
      maxResults: 1,
    };
    const found = await this.#rest.ask({ path: "/history/activity-instance", query });
    const id = Array.isArray(found) ? (found[0] as FeedRow | undefined)?.["id"] : undefined;
    return typeof id === "string" ? { activityInstanceId: id } : {};
  }

  async #diagram(definition: string): Promise<string | null> {
    try {
      const answer = await this.#rest.ask({ path: `/process-definition/${encodeURIComponent(definition)}/xml` });
      const xml = (answer as { bpmn20Xml?: unknown } | null)?.bpmn20Xml;
      return typeof xml === "string" ? xml : null;
    } catch (error) {
      if (error instanceof RestError && error.problem.kind === "status" && error.problem.status === 404) return null;
      throw error;
    }
  }
}
