/** What of an operation's parameters says where and how, and never what a variable, a key or a payload holds. */
const TOLD: ReadonlySet<string> = new Set([
  "retries",
  "scope",
  "local",
  "elementId",
  "elementInstanceKey",
  "fromElementId",
  "toElementId",
  "sourceElementId",
  "targetElementId",
  "targetDefinitionKey",
  "name",
  "messageId",
  "timeToLiveMs",
  "assignee",
  "targetTopic",
]);

/** Parameters as the audit trail has them: of variables and headers their names, of other content that it was given. */
export function auditedParameters(parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, audited(name, value)]));
}

function audited(name: string, value: unknown): unknown {
  if (name === "variables" && typeof value === "object" && value !== null) return Object.keys(value);
  if (name === "headers" && Array.isArray(value)) return value.map(headerName);
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? auditedParameters(one) : "given"));
  if (isObject(value)) return auditedParameters(value);
  return TOLD.has(name) || value === null ? value : "given";
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function headerName(header: unknown): string {
  return isObject(header) && typeof header["name"] === "string" ? header["name"] : "given";
}

/** The filter that a selection was made with; of a correlation key its name alone. */
export function auditedSelection(target: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(target) || !isObject(target["filter"])) return { by: "ids" };
  const { key, ...filter } = target["filter"];
  const names = Array.isArray(key) ? { key: key.map((one) => String(one).replace(/:.*$/s, ":…")) } : {};
  return { by: "filter", filter: { ...filter, ...names } };
}
