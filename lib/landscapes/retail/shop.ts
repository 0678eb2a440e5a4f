import type { Clock } from "@/lib/platform/clock";
import type { Log } from "@/lib/platform/log";
import type { Knobs } from "./knobs";
import type { ShopName } from "./landscape-name";
import type { Tally } from "./tally";

/** What each service is handed: where the others are, what is to go wrong, and when to stop. */
export type Shop = {
  /** Its services are told by it from those of another shop on the same brokers. */
  readonly name: ShopName;
  readonly topic: string;
  readonly kafkaBrokers: readonly string[];
  readonly knobs: Knobs;
  readonly tally: Tally;
  readonly log: Log;
  readonly clock: Clock;
  /** Gives numbers from 0 up to 1, as Math.random does. */
  readonly random: () => number;
  readonly signal: AbortSignal;
};

export type Stop = () => Promise<void>;
