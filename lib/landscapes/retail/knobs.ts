import type { LandscapeChange } from "./control-contract";
import { changeDefects, type Defects, type OrderDefect } from "./defects";
import { derivedShare } from "./derived-id";

export type Setting = { readonly ordersPerMinute: number; readonly defects: Defects };

/** What is set now. Services ask again for each order, so a turned knob is felt by the next one. */
export type Knobs = {
  read(): Setting;
  change(change: LandscapeChange): void;
  /** Calls at each change; returns what ends that. */
  watch(listener: () => void): () => void;
  /** From now on this order has just these defects, whatever the shares say. */
  fixFate(orderId: string, defects: readonly OrderDefect[]): void;
  /** Whether this order is hit: the same answer each time while the share stays, also after a restart. */
  isHit(defect: OrderDefect, orderId: string): boolean;
};

/** More than are ever open at once; the oldest are forgotten first. */
const REMEMBERED_FATES = 20_000;

export function createKnobs(initial: Setting): Knobs {
  let setting = initial;
  const listeners = new Set<() => void>();
  const fates = new Map<string, Set<OrderDefect>>();
  return {
    read: () => setting,
    change: ({ ordersPerMinute = setting.ordersPerMinute, defects = {} }) => {
      setting = { ordersPerMinute, defects: changeDefects(setting.defects, defects) };
      // Who was mended can do what it gave up, also for the orders that were placed to show it.
      if (defects["dead-letter"] === 0) for (const fate of fates.values()) fate.delete("dead-letter");
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fixFate: (orderId, defects) => {
      fates.set(orderId, new Set(defects));
      const [oldest] = fates.keys();
      if (fates.size > REMEMBERED_FATES && oldest !== undefined) fates.delete(oldest);
    },
    isHit: (defect, orderId) =>
      fates.get(orderId)?.has(defect) ?? derivedShare(defect, orderId) < setting.defects[defect],
  };
}
