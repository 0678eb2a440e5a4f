import type { Tour } from "./tour-step";

export const TRANSFER_LIMIT_TOUR: Tour = [
  {
    title: "A change in seconds, and one in a night",
    text: [
      "A bank changes transfer limits twice: by a process on Camunda 8, event by event, and by the batch that it always had, which takes a file of requests each night.",
      "Both are processes here. Compare how long a change takes.",
    ],
    look: { label: "Open the processes", href: "/processes" },
  },
  {
    title: "One change, from the request to its end",
    text: [
      "Ask for a change that looks plausible, and open its case: the request, the process instance, and the event that tells of the new limit.",
    ],
    act: { kind: "order", label: "Ask for a plausible change", defects: [] },
    look: { label: "Open the case of the request", href: "/cases/requestId:{order}" },
  },
  {
    title: "Who waits for whom",
    text: [
      "Frontend asks and the process answers: nobody else knows of it. See what goes over the topic, and what stays in the engine.",
    ],
    look: { label: "Open the map as spaghetti", href: "/map?lens=spaghetti" },
  },
  {
    title: "A rejection that nobody tells",
    text: [
      "Ask for a change that is doubtful, and of which a rejection emits nothing. It waits for a person; if that person rejects it, who asked never hears of it.",
    ],
    act: { kind: "order", label: "Ask for a doubtful change", defects: ["limit-doubtful", "rejection-silent"] },
    look: { label: "Open the case of the request", href: "/cases/requestId:{order}" },
  },
  {
    title: "Approve it",
    text: [
      "Claim the task Manual approval and complete it with approved: true. The limit is adjusted, and the case comes to its end.",
    ],
    look: { label: "Open the tasks", href: "/tasks" },
  },
];
