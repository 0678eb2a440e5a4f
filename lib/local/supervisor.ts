import process from "node:process";
import { stopEverything } from "./processes";
import { type ServiceSpec, type ServiceState, SupervisedService, type Supervision } from "./supervised-service";

export type SupervisorSpec = Partial<Omit<Supervision, "log">> & {
  readonly dataDir: string;
  readonly log: (line: string) => void;
};

export type Supervisor = {
  /** Starts a service and keeps it running from then on. Rejects when its first start fails. */
  keep(spec: ServiceSpec): Promise<void>;
  states(): ReadonlyMap<string, ServiceState>;
  /** Stops all in the reverse order of their start, also those that are still starting. Harmless when repeated. */
  stop(): Promise<void>;
};

const BACK_OFF = { firstMs: 500, maxMs: 30_000, random: Math.random };
const STABLE_AFTER_MS = 60_000;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function createSupervisor({
  dataDir,
  log,
  backOff = BACK_OFF,
  stableAfterMs = STABLE_AFTER_MS,
}: SupervisorSpec): Supervisor {
  const services: SupervisedService[] = [];
  let stopping: Promise<void> | null = null;
  const stopAll = async () => {
    for (const service of services) service.stopRestarting();
    for (const service of services.toReversed().filter(({ state }) => state.kind !== "starting")) await service.stop();
    await stopEverything(dataDir);
    await Promise.all(services.map((service) => service.stop()));
  };
  return {
    keep: async (spec) => {
      const service = new SupervisedService(spec, { log, backOff, stableAfterMs });
      services.push(service);
      await service.start();
    },
    states: () => new Map(services.map(({ name, state }) => [name, state])),
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
}

/**
 * Resolves when all is stopped after Ctrl-C, SIGTERM or a closed terminal. Impatient people press Ctrl-C again: then the
 * process ends at once, and what it leaves running is ended by the next start.
 */
export function stopOnSignals(supervisor: Supervisor, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let isStopping = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(130);
      isStopping = true;
      log(`${signal}: stopping everything`);
      supervisor.stop().then(resolve, reject);
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
  });
}
