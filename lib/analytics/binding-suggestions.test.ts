import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type BindableActivity, type BindableElement, suggestBindings, wordsOf } from "./binding-suggestions";
import { toPositions } from "./observed-order";

const element = (name: string, more: Partial<BindableElement> = {}): BindableElement => ({
  elementId: name,
  name,
  pool: "",
  bpmnProcessId: "",
  position: null,
  ...more,
});
const activity = (label: string, more: Partial<BindableActivity> = {}): BindableActivity => ({
  id: `${more.producer ?? ""}/${label}`,
  kind: "event",
  label,
  name: label,
  producer: "",
  position: null,
  ...more,
});
const best = (of: BindableElement, activities: readonly BindableActivity[]) =>
  suggestBindings([of], activities).get(of.elementId)?.[0]?.activityId;

describe("suggestions of bindings", () => {
  test("an event type and a task mean the same whatever their case, tense and number", () => {
    assert.deepEqual(wordsOf("PaymentReceivedEvent"), wordsOf("payments receive"));
    assert.deepEqual(wordsOf("GoodsShippedEvent"), wordsOf("Ship goods").toReversed());
    assert.deepEqual(wordsOf("HTTPRequest"), ["http", "request"]);
  });

  test("the activity whose name is likest comes first, and what shares no word is not offered", () => {
    const activities = [activity("OrderPlacedEvent"), activity("PaymentReceivedEvent"), activity("GoodsFetchedEvent")];

    assert.equal(best(element("Payment received"), activities), "/PaymentReceivedEvent");
    assert.equal(best(element("Call a taxi"), activities), undefined);
  });

  test("of two with one name the one of the element's own pool comes first", () => {
    const activities = [
      activity("OrderCompletedEvent", { producer: "Shipping-Choreography" }),
      activity("OrderCompletedEvent", { producer: "Order-Camunda" }),
    ];

    assert.equal(best(element("Order completed", { pool: "Order" }), activities), "Order-Camunda/OrderCompletedEvent");
  });

  test("of two equals the one at the element's place in the observed order comes first", () => {
    const activities = [
      activity("Checked", { id: "late", position: 0.9 }),
      activity("Checked", { id: "early", position: 0.1 }),
    ];

    assert.equal(best(element("Checked", { position: 0.2 }), activities), "early");
    assert.equal(best(element("Checked", { position: 1 }), activities), "late");
  });

  test("an engine's own element is certain, even without a name", () => {
    const own = activity("Task_1", { kind: "element", producer: "order", id: "own" });
    const [first] =
      suggestBindings([element("", { elementId: "Task_1", bpmnProcessId: "order" })], [own]).get("Task_1") ?? [];

    assert.deepEqual([first?.activityId, first?.score], ["own", 1]);
  });

  test("names in other scripts, empty ones and __proto__ are names like others", () => {
    assert.equal(best(element("支払い 受領"), [activity("支払い受領"), activity("支払い 受領")]), "/支払い 受領");
    assert.equal(best(element("__proto__"), [activity("__proto__")]), "/__proto__");
    assert.equal(best(element(""), [activity("x")]), undefined);
  });
});

describe("observed order", () => {
  const edge = (from: string, to: string, weight: number) => ({ from, to, weight });

  test("what follows stands behind what it follows, and a rare way back does not turn that round", () => {
    const positions = toPositions(
      ["paid", "placed", "shipped"],
      [edge("placed", "paid", 100), edge("paid", "shipped", 90), edge("shipped", "placed", 3)],
    );

    assert.deepEqual(Object.fromEntries(positions), { placed: 0, paid: 0.5, shipped: 1 });
  });

  test("a chain that is nothing but a cycle still has an order", () => {
    const positions = toPositions(["a", "b"], [edge("a", "b", 1), edge("b", "a", 1), edge("a", "a", 9)]);

    assert.deepEqual([...positions.values()].sort(), [0, 1]);
  });

  test("2,000 activities are put in order within a second or two", { timeout: 30_000 }, () => {
    const nodes = Array.from({ length: 2_000 }, (_, index) => `n${index}`);
    const positions = toPositions(
      nodes,
      nodes.slice(1).map((to, index) => edge(nodes[index] ?? "", to, 1)),
    );

    assert.equal(positions.get("n1999"), 1);
  });
});
