import { openCamunda8Engine } from "@/lib/engines/camunda8/camunda8-engine";
import type { Configuration } from "@/lib/platform/configuration-schema";
import type { Engines } from "./select-targets";

/** The engines that the configuration names. Nothing connects before something is asked of one. */
export function openEngines({ sources }: Pick<Configuration, "sources">): Engines {
  return new Map(
    sources.flatMap((source) => (source.kind === "camunda8" ? [[source.id, openCamunda8Engine(source)] as const] : [])),
  );
}
