import { readFile } from "node:fs/promises";
import { pause } from "@/lib/platform/clock";
import { type Bus, openBus } from "../retail/bus";
import { type Engine, type Job, type JobWork, openEngine } from "../retail/engine";
import { startListening } from "../retail/listener";
import { KEEP_START_MS } from "../retail/order";
import { Stopped } from "../retail/persistence";
import { createSeen, type Seen } from "../retail/seen";
import type { Shop, Stop } from "../retail/shop";
import { workWhileUp } from "../retail/work-while-up";
import { LimitChange, tellOfLimit } from "./limit-change";

const DIAGRAM = new URL("./transfer-limit.bpmn", import.meta.url);
const VARIABLES = ["requestId", "customerId", "newLimit", "temporary"] as const;
const WORKS_MS = { least: 100, most: 400 };
const SECOND_MS = 1000;

/** The engine is in charge; the one human in it is not ours, but whoever completes the task. */
export async function startLimitServices(shop: Shop, zeebeGrpcAddress: string): Promise<readonly Stop[]> {
  const log = shop.log.child({ service: "limits" });
  const engine = openEngine({ zeebeGrpcAddress, log, signal: shop.signal });
  await engine.deploy("transfer-limit.bpmn", await readFile(DIAGRAM));
  const place: Place = { shop, bus: openBus(shop, "limits"), seen: createSeen() };
  const jobs = [check(place), adjust(place), tellAdjusted(place), changeBack(place), tellRejected(place)];
  const stopWork = workWhileUp(shop, "limits", () => jobs.map((job) => engine.work(job)));
  const stopRequests = await startRequests(place, engine);
  return [
    async () => {
      await Promise.all([stopWork(), stopRequests()]);
      await engine.close();
      await place.bus.close();
    },
  ];
}

type Place = { readonly shop: Shop; readonly bus: Bus; readonly seen: Seen };

/** A change that is asked for starts a process instance. */
function startRequests({ shop, bus }: Place, engine: Engine): Promise<Stop> {
  return startListening(shop, bus, {
    service: "limits",
    handle: async ({ type, id, data }) => {
      const change = type === "LimitChangeRequested" ? LimitChange.safeParse(data).data : undefined;
      if (change === undefined) return;
      const message = { name: type, correlationKey: change.requestId, messageId: id, keepMs: KEEP_START_MS };
      await engine.publish({ ...message, variables: change });
    },
  });
}

function check(place: Place): JobWork {
  const verdictOn = ({ requestId }: LimitChange) => {
    return place.shop.knobs.isHit("limit-doubtful", requestId) ? "doubtful" : "plausible";
  };
  return workOf(place, "check-plausibility", { variables: (change) => ({ verdict: verdictOn(change) }) });
}

/** Says, too, when a temporary limit ends: for the timer, which comes after it. */
function adjust(place: Place): JobWork {
  const { knobs } = place.shop;
  const variables = () => ({ backAfter: `PT${knobs.read().defects["next-working-day"] / SECOND_MS}S` });
  return workOf(place, "adjust-limit", { variables });
}

function tellAdjusted(place: Place): JobWork {
  const once = async (change: LimitChange) => {
    await tellOfLimit(place.shop, place.bus, { source: "Limits", type: "TransferlimitAdjustedEvent", change });
    if (!change.temporary) place.shop.tally.ordersCompleted += 1;
  };
  return workOf(place, "tell-limit-adjusted", { once });
}

function changeBack(place: Place): JobWork {
  const once = async (change: LimitChange) => {
    await tellOfLimit(place.shop, place.bus, { source: "Limits", type: "TransferlimitChangedBackEvent", change });
    place.shop.tally.ordersCompleted += 1;
  };
  return workOf(place, "change-limit-back", { once });
}

/** A silent one is done for the engine, though nobody hears of it. */
function tellRejected(place: Place): JobWork {
  const once = async (change: LimitChange) => {
    place.shop.tally.ordersCompleted += 1;
    if (place.shop.knobs.isHit("rejection-silent", change.requestId)) return;
    await tellOfLimit(place.shop, place.bus, { source: "Limits", type: "LimitChangeRejected", change });
  };
  return workOf(place, "tell-limit-rejected", { once });
}

type Work = {
  /** The engine gives a job that takes long to the next who asks; this is done once. */
  readonly once?: (change: LimitChange) => Promise<void>;
  readonly variables?: (change: LimitChange) => Readonly<Record<string, string>>;
};

function workOf({ shop, seen }: Place, jobType: string, { once, variables }: Work): JobWork {
  return {
    jobType,
    variables: VARIABLES,
    handle: async (job: Job) => {
      const change = LimitChange.parse(job.variables);
      await seen.once(job.key, async () => {
        await pause(WORKS_MS.least + shop.random() * (WORKS_MS.most - WORKS_MS.least), shop.signal);
        if (shop.signal.aborted) throw new Stopped(jobType);
        await once?.(change);
      });
      return { outcome: "completed", variables: variables?.(change) ?? {} };
    },
  };
}
