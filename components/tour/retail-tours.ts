import type { Tour } from "./tour-step";

export const RETAIL_TOUR: Tour = [
  {
    title: "A process, and where its cases are now",
    text: [
      "Order is a process on Camunda 8. The diagram is the engine's; the numbers on it are cases that wait there now, and they move without a reload.",
      "Press an element: its figures and its cases open beside it.",
    ],
    look: { label: "Open the process of the orders", href: "/processes/camunda8:order" },
  },
  {
    title: "One order, over Kafka and the engine",
    text: [
      "Place an order and open its case: eight messages over Kafka and one process instance, joined by the ids that they share.",
      "Sequence shows who spoke to whom. Why together shows which event tied what.",
    ],
    act: { kind: "order", label: "Place a sound order", defects: [] },
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
  {
    title: "Lift the tube off",
    text: [
      "Architecture slides draw services around a tube. Here is what goes through it: Order commands, the others answer.",
      "Solid edges are in an engine's charge. Change the lens above the map, and hover an edge to light up its chains.",
    ],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "Something breaks",
    text: [
      "Place an order of which one job fails until its retries are used up. Within seconds it is an incident: of which kind, since when, and whose order.",
      "Incidents of one cause are one group, however many there are.",
    ],
    act: { kind: "order", label: "Place an order whose job fails", defects: ["failing-job"] },
    look: { label: "Open the incidents", href: "/incidents?type=engine" },
  },
  {
    title: "Mend it, and see that it is mended",
    text: [
      "Retry the group: before anything happens you see how many and what it does, and you give a reason. The audit trail keeps it.",
      "The incident goes when the engine says so, and the order goes on to its end.",
    ],
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
];

export const CHOREOGRAPHED_TOUR: Tour = [
  {
    title: "A tube with services around it",
    text: [
      "This is all that the architecture slide shows: four services and a topic. Nobody is in charge, and no engine has a diagram of it.",
    ],
    look: { label: "Open the map as a tube", href: "/map?lens=tube" },
  },
  {
    title: "The chain that really runs",
    text: [
      "Lift the tube: each service reacts to the event before its own. Dashed edges are choreographed, with the topic that they went over.",
      "Below the map, for each producer: how many events it must know, and how many must know it.",
    ],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "It stops, and nobody says so",
    text: [
      "Place an order whose payment fails: Payment tells nobody, so nothing fails anywhere. There is no incident, only an event that does not come.",
      "Its case stays open after the first event.",
    ],
    act: { kind: "order", label: "Place an order whose payment says nothing", defects: ["payment-silent"] },
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
  {
    title: "Silence, found",
    text: [
      "From what earlier orders did, the console knows what comes next and when. What waits longer than 99 in 100 did is stuck: since when, what is missing, and who should have sent it.",
      "A landscape that has just begun has too little history for it, and says so.",
    ],
    look: { label: "Open the findings", href: "/findings" },
  },
  {
    title: "A service is down",
    text: [
      "Switch Payment off, wait a little, and see its lag grow in records and in time, with the orders that will starve. Switch it on again on the Landscape page: the lag goes, and the orders go on by themselves.",
    ],
    act: { kind: "defect", label: "Switch Payment off", name: "service-down:payment", value: true },
    look: { label: "Open the streams", href: "/streams" },
  },
];

export const BOTH_TOUR: Tour = [
  {
    title: "Two processes on one cluster",
    text: [
      "The same shop twice: once with somebody in charge, once without. Their events have the same names and another payload, and still no case holds events of both.",
    ],
    look: { label: "Open the processes", href: "/processes" },
  },
  {
    title: "Somebody in charge",
    text: ["Eight messages an order, commands and answers. Order knows all of them, and the others only Order."],
    look: { label: "Open its map", href: "/map?lens=spaghetti&process=flowing-retail" },
  },
  {
    title: "Nobody in charge",
    text: ["Five messages an order, each edge dashed. Fewer messages, and nobody who knows them all."],
    look: { label: "Open its map", href: "/map?lens=spaghetti&process=flowing-retail-choreographed" },
  },
  {
    title: "The same thing breaks in both",
    text: [
      "Place an order in each shop whose payment fails and of which Payment tells nobody. In one an engine waits for a message, in the other nobody waits for anything.",
    ],
    act: { kind: "order", label: "Place them", defects: ["payment-silent"] },
    look: { label: "Open the cases that are under way", href: "/cases?state=active" },
  },
  {
    title: "Only one of them can be mended here",
    text: [
      "Where an engine waits, publish the message that it waits for, or move its token on: Actions, on the case's page. Where nobody is in charge there is nothing to press: somebody has to make Payment speak.",
    ],
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
];

export const MIXED_TOUR: Tour = [
  {
    title: "One diagram over two engines and a topic",
    text: [
      "Order runs on Camunda 8, Payment on Operaton, Inventory and Shipping react to what they hear. No engine knows more than its own half; this collaboration holds all five.",
    ],
    look: { label: "Open the process", href: "/processes/flowing-retail-mixed" },
  },
  {
    title: "One case over all of it",
    text: [
      "Place an order and open its case: process instances of two engines and the events of three services, in one story.",
    ],
    act: { kind: "order", label: "Place a sound order", defects: [] },
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
  {
    title: "Where somebody is in charge, and where nobody is",
    text: ["Solid edges belong to an engine, dashed ones to nobody. See who must know whose events."],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "Two consoles without an error",
    text: [
      "Place an order whose card is refused. Operaton waits at a user task, Camunda 8 for a payment of which nothing is heard. Each engine's own console shows all green.",
      "Here it is one case, with both tokens.",
    ],
    act: { kind: "order", label: "Place an order whose card is refused", defects: ["payment-silent"] },
    look: { label: "Open the case of the order", href: "/cases/orderId:{order}" },
  },
  {
    title: "Do the task, and both go on",
    text: [
      "Claim the task Clear up the refused card and complete it. Payment goes on in Operaton, tells Order in Camunda 8, and the case comes to its end.",
    ],
    look: { label: "Open the tasks", href: "/tasks" },
  },
];

export const RECORDED_TOUR: Tour = [
  {
    title: "A process, and where its cases are now",
    text: ["Events that were real once, played again. The numbers on the diagram are cases that wait there now."],
    look: { label: "Open the processes", href: "/processes" },
  },
  {
    title: "One order, over Kafka and the engine",
    text: ["Open any case: its messages over Kafka and its process instance, joined by the ids that they share."],
    look: { label: "Open the cases", href: "/cases" },
  },
  {
    title: "Lift the tube off",
    text: ["What goes through the tube that architecture slides draw. Change the lens above the map."],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "What is broken",
    text: ["Incidents of one cause are one group. Beside them: what stopped without telling anybody."],
    look: { label: "Open the findings", href: "/findings" },
  },
  {
    title: "Mend it",
    text: [
      "No engine stands behind a recording, so every operation says why it cannot be done here. Start the landscape retail, with Java and Maven, to mend a real one.",
    ],
    look: { label: "Open the incidents", href: "/incidents" },
  },
];
