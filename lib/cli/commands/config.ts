import { stringify } from "yaml";
import { Failure } from "@/lib/domain/failure";
import { maskedConfiguration } from "@/lib/platform/masked-configuration";
import { type Command, findConfiguration, print, readParameters } from "./command";

const usage = "config print";

export const configCommand: Command = {
  usage,
  summary: "show the configuration in force, secrets masked",
  run: async (parameters) => {
    const { values, positionals } = readParameters(parameters, usage, {});
    if (positionals[0] !== "print") throw new Failure("misconfigured", `Usage: throughline ${usage}`);
    print(stringify(maskedConfiguration(findConfiguration(values.config))).trimEnd());
  },
};
