import { isDown, type ServiceName } from "./defects";
import { messageOf } from "./persistence";
import type { Shop, Stop } from "./shop";

/** While the service is down its workers are gone, so that its jobs wait in the engine. */
export function workWhileUp(shop: Shop, service: ServiceName, startWorkers: () => readonly Stop[]): Stop {
  let working: readonly Stop[] = [];
  const rest = async () => {
    const stopping = working;
    working = [];
    await Promise.all(stopping.map((stop) => stop())).catch((error: unknown) =>
      shop.log.warn({ why: messageOf(error) }, "a worker did not stop in time"),
    );
  };
  const obey = () => {
    const down = isDown(shop.knobs.read().defects, service);
    if (down) void rest();
    else if (working.length === 0) working = startWorkers();
  };
  obey();
  const unwatch = shop.knobs.watch(obey);
  return async () => {
    unwatch();
    await rest();
  };
}
