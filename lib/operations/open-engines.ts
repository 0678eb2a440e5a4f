import { openCamunda7Engine } from "@/lib/engines/camunda7/camunda7-engine";
import { openCamunda8Engine } from "@/lib/engines/camunda8/camunda8-engine";
import type { Configuration } from "@/lib/platform/configuration-schema";
import type { Engines } from "./select-targets";

/** The engines that the configuration names. Nothing connects before something is asked of one. */
export function openEngines({ sources }: Pick<Configuration, "sources">): Engines {
  return new Map(
    sources.flatMap((source) => {
      if (source.kind === "camunda8") return [[source.id, openCamunda8Engine(source)] as const];
      return source.kind === "camunda7" ? [[source.id, openCamunda7Engine(source)] as const] : [];
    }),
  );
}
