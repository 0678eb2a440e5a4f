import { z } from "zod";
import { LIMIT_DEFECTS } from "../transfer-limit/defects";
import { TRIP_DEFECTS } from "../trip/defects";
import { isOfTrips, type RetailLandscapeName } from "./landscape-name";

export const SERVICES = [
  "checkout",
  "order",
  "payment",
  "inventory",
  "shipping",
  "trip",
  "car",
  "hotel",
  "flight",
  "limits",
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Those that hit a share of the orders. */
export const ORDER_DEFECTS = [
  "failing-job",
  "payment-silent",
  "double-completion",
  "torn-trace",
  "poison",
  "dead-letter",
  "flight-full",
  "cancellation-lost",
  "limit-doubtful",
  "limit-temporary",
  "rejection-silent",
] as const;
export type OrderDefect = (typeof ORDER_DEFECTS)[number];

const Share = z.number().min(0).max(1);
const DAY_MS = 86_400_000;

export const Defects = z.strictObject({
  "failing-job": Share,
  "payment-silent": Share,
  "double-completion": Share,
  "torn-trace": Share,
  poison: Share,
  "dead-letter": Share,
  "flight-full": Share,
  "cancellation-lost": Share,
  "limit-doubtful": Share,
  "limit-temporary": Share,
  "rejection-silent": Share,
  "next-working-day": z.int().min(0).max(DAY_MS),
  "slow-cancellation": z.int().min(0).max(DAY_MS),
  "clock-skew": z.int().min(-DAY_MS).max(DAY_MS),
  "service-down:checkout": z.boolean(),
  "service-down:order": z.boolean(),
  "service-down:payment": z.boolean(),
  "service-down:inventory": z.boolean(),
  "service-down:shipping": z.boolean(),
  "service-down:trip": z.boolean(),
  "service-down:car": z.boolean(),
  "service-down:hotel": z.boolean(),
  "service-down:flight": z.boolean(),
  "service-down:limits": z.boolean(),
});
export type Defects = z.infer<typeof Defects>;
export type DefectName = keyof Defects;
export const DefectChange = Defects.partial();
export type DefectChange = z.infer<typeof DefectChange>;

/** `share`: the part of the orders that it hits, 0 to 1 · `switch`: on or off · `milliseconds`: how wrong a clock is, or how long it takes. */
export const DefectKind = z.enum(["share", "switch", "milliseconds"]);

export type Defect = {
  readonly name: DefectName;
  readonly kind: z.infer<typeof DefectKind>;
  readonly initial: number | boolean;
  readonly title: string;
  readonly sentence: string;
};

/** What can go wrong in this shop, with a sentence for people. By default some orders need an operator, and nothing else. */
export const DEFECTS: readonly Defect[] = [
  {
    name: "failing-job",
    kind: "share",
    initial: 0.02,
    title: "Job fails until someone helps",
    sentence:
      "One step of the order fails until its retries are used up. The engine reports an incident; a retry mends it and the order goes on.",
  },
  {
    name: "payment-silent",
    kind: "share",
    initial: 0,
    title: "Failed payment says nothing",
    sentence: "The payment fails and Payment emits no event: the order waits for ever, and no incident tells.",
  },
  {
    name: "double-completion",
    kind: "share",
    initial: 0,
    title: "Event comes twice",
    sentence: "A worker is late and does its work again: its event comes a second time, with another id.",
  },
  {
    name: "torn-trace",
    kind: "share",
    initial: 0,
    title: "Torn trace",
    sentence: "A service forgets the traceid and makes one up: only the other keys still hold the chain together.",
  },
  {
    name: "poison",
    kind: "share",
    initial: 0,
    title: "Poison record",
    sentence: "Checkout also writes a record that is not JSON, and everyone has to step over it.",
  },
  {
    name: "dead-letter",
    kind: "share",
    initial: 0,
    title: "Shipping gives up",
    sentence:
      "Shipping cannot print the label of the order, puts the command on its dead letter topic and goes on. Turned down to 0 it can again, and a replay of the command is shipped.",
  },
  {
    name: "clock-skew",
    kind: "milliseconds",
    initial: 0,
    title: "Wrong clock in Shipping",
    sentence: "Shipping's clock is wrong by this much. Below zero, its goods seem shipped before anyone asked for it.",
  },
  {
    name: "service-down:checkout",
    kind: "switch",
    initial: false,
    title: "Checkout is down",
    sentence: "No orders come in by themselves.",
  },
  {
    name: "service-down:order",
    kind: "switch",
    initial: false,
    title: "Order is down",
    sentence: "Its lag grows and its jobs wait in the engine: no order moves until it is back.",
  },
  {
    name: "service-down:payment",
    kind: "switch",
    initial: false,
    title: "Payment is down",
    sentence: "Its lag grows and orders pile up before the payment until it is back.",
  },
  {
    name: "service-down:inventory",
    kind: "switch",
    initial: false,
    title: "Inventory is down",
    sentence: "Its lag grows and paid orders pile up before the warehouse until it is back.",
  },
  {
    name: "service-down:shipping",
    kind: "switch",
    initial: false,
    title: "Shipping is down",
    sentence: "Its lag grows and picked orders pile up before the ramp until it is back.",
  },
  ...TRIP_DEFECTS,
  ...LIMIT_DEFECTS,
];

const OF_ORDER: readonly DefectName[] = ["failing-job", "service-down:order"];
const OF_COMMANDS: readonly DefectName[] = ["dead-letter"];

/** What can go wrong there: where nobody is in charge are no jobs, and where Shipping reacts no commands that it gives up. */
export function defectsOf(landscape: RetailLandscapeName): readonly Defect[] {
  if (isOfTrips(landscape)) return TRIP_DEFECTS;
  if (landscape === "transfer-limit") return LIMIT_DEFECTS;
  const absent: readonly DefectName[] = {
    retail: [],
    "retail-both": [],
    "retail-choreographed": [...OF_ORDER, ...OF_COMMANDS],
    "retail-mixed": OF_COMMANDS,
  }[landscape];
  const elsewhere = [...TRIP_DEFECTS, ...LIMIT_DEFECTS];
  return DEFECTS.filter((defect) => !absent.includes(defect.name) && !elsewhere.includes(defect));
}

export function initialDefects(): Defects {
  return Defects.parse(Object.fromEntries(DEFECTS.map(({ name, initial }) => [name, initial])));
}

/** What is left out stays as it is. */
export function changeDefects(defects: Defects, change: DefectChange): Defects {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...defects, ...Object.fromEntries(given) };
}

export function isDown(defects: Defects, service: ServiceName): boolean {
  return defects[`service-down:${service}`];
}
